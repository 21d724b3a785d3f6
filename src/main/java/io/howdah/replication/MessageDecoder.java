package io.howdah.replication;

import java.sql.SQLException;

/** Makes of the data of a message what its reader wants. */
interface MessageDecoder<M> {
    /**
     * Decodes one message; what it keeps of earlier ones is whole after an exception.
     *
     * @param bytes valid until this returns
     */
    M decode(WalHeader header, byte[] bytes, int offset, int length) throws SQLException;

    /** Where a message ends in the log, of which the data is no part unless somebody says so. */
    default long endOf(long start, int length) {
        return start;
    }

    /** What stands in front of the data. */
    record WalHeader(long start, long serverEnd, long sentAt) {}
}
