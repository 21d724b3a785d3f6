package io.howdah.wire;

import java.io.IOException;

/** Bytes that no PostgreSQL server may send where they stood. The connection is of no use afterwards. */
public final class ProtocolException extends IOException {
    private static final long serialVersionUID = 1;

    public ProtocolException(String message) {
        super(message);
    }
}
