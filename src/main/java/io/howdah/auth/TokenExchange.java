package io.howdah.auth;

import java.sql.SQLException;
import java.util.Optional;

/** Both sides send each other tokens until they agree who they are. For one login, one thread. */
public interface TokenExchange {
    /**
     * Takes the server's token and answers it.
     *
     * @param token empty at the start
     * @return what to send; empty if nothing is due
     */
    Optional<byte[]> answer(byte[] token) throws SQLException;

    /** Whether both sides have proven themselves. */
    boolean established();
}
