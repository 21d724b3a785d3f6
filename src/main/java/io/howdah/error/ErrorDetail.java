package io.howdah.error;

/** Whether the text of an exception holds what may show values of rows: the server's detail and context. */
public enum ErrorDetail {
    SHOWN,
    /** The {@code ServerError} on the exception has them all the same. */
    HIDDEN
}
