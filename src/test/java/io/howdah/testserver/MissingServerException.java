package io.howdah.testserver;

/** No server can be had, and why. */
final class MissingServerException extends Exception {
    private static final long serialVersionUID = 1;

    MissingServerException(String message) {
        super(message);
    }

    MissingServerException(String message, Throwable cause) {
        super(message, cause);
    }
}
