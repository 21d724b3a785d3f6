package io.howdah.connect;

import java.sql.SQLException;
import java.sql.SQLNonTransientConnectionException;

/** A TLS handshake that failed, told apart since sslmode=prefer goes on without TLS then. */
final class HandshakeFailure extends SQLNonTransientConnectionException {
    private static final long serialVersionUID = 1;

    private HandshakeFailure(SQLException failure) {
        super(failure.getMessage(), failure.getSQLState(), failure);
    }

    static HandshakeFailure of(SQLException failure) {
        return new HandshakeFailure(failure);
    }
}
