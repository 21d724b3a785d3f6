package io.howdah.session;

import java.io.IOException;

/**
 * A CancelRequest was written, but the server has not closed its connection: it may act on it at any time, or never.
 * What runs in the session then is hit, whatever that is.
 */
public final class UnacknowledgedCancelException extends IOException {
    private static final long serialVersionUID = 1;

    public UnacknowledgedCancelException(String message) {
        super(message);
    }

    public UnacknowledgedCancelException(String message, Throwable cause) {
        super(message, cause);
    }
}
