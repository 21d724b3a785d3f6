package io.howdah.replication;

import io.howdah.api.LogSequenceNumber;
import io.howdah.api.WalMessage;
import java.util.Arrays;

/** Leaves the data as it is. */
enum RawDecoder implements MessageDecoder<WalMessage> {
    /** It is a stretch of the log itself. */
    PHYSICAL {
        @Override
        public long endOf(long start, int length) {
            return start + length;
        }
    },
    /** It is what a plugin says. */
    LOGICAL;

    @Override
    public WalMessage decode(WalHeader header, byte[] bytes, int offset, int length) {
        return new WalMessage(
                new LogSequenceNumber(header.start()),
                new LogSequenceNumber(header.serverEnd()),
                ServerTime.toInstant(header.sentAt()),
                Arrays.copyOfRange(bytes, offset, offset + length));
    }
}
