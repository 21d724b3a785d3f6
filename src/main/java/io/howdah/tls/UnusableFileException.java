package io.howdah.tls;

import java.io.IOException;

/** A file is there and not what it should be; the message says why, and never what is in it. */
final class UnusableFileException extends IOException {
    private static final long serialVersionUID = 1;

    UnusableFileException(String why) {
        super(why);
    }

    UnusableFileException(String why, Throwable cause) {
        super(why, cause);
    }
}
