package io.howdah.wire;

import java.io.IOException;

/** An error in the manner of protocol 2, readable, but without an SQLSTATE; the server closes behind it. */
public final class OldStyleErrorException extends IOException {
    private static final long serialVersionUID = 1;

    OldStyleErrorException(String text) {
        super(text);
    }
}
