package io.howdah.wire;

/** Text that cannot travel: PostgreSQL's text holds no NUL, and half a surrogate pair is no character. */
public final class UnencodableTextException extends RuntimeException {
    private static final long serialVersionUID = 1;

    private UnencodableTextException(String message) {
        super(message);
    }

    static UnencodableTextException nul(int index) {
        return new UnencodableTextException(
                "The text has a NUL character at index " + index + ", which PostgreSQL's text cannot hold");
    }

    static UnencodableTextException surrogate(int index) {
        return new UnencodableTextException(
                "The text has half a surrogate pair at index " + index + ", which is no character");
    }
}
