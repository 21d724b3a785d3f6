package io.howdah.types;

/** The two representations of a value on the wire. */
public enum Format {
    TEXT(0),
    BINARY(1);

    private final int code;

    Format(int code) {
        this.code = code;
    }

    /** As it stands in Bind and RowDescription. */
    public int code() {
        return code;
    }
}
