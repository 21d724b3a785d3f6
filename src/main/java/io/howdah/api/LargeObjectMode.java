package io.howdah.api;

/** What a {@link LargeObject} was opened for. */
public enum LargeObjectMode {
    READ,
    WRITE,
    READ_WRITE
}
