package io.howdah.wire;

/** A message beyond the protocol's limit, noticed before a byte of it was sent. */
public final class MessageTooLargeException extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final long byteCount;

    MessageTooLargeException(long byteCount) {
        super(byteCount + " bytes are more than a message may hold");
        this.byteCount = byteCount;
    }

    public long byteCount() {
        return byteCount;
    }
}
