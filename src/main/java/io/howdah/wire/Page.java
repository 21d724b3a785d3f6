package io.howdah.wire;

import java.util.concurrent.atomic.AtomicInteger;

/**
 * A stretch of received bytes, shared by the reader that fills it and the results whose rows lie in it.
 *
 * <p>Bytes below the fill mark are never rewritten while somebody {@linkplain #retain() holds} the page, so a holder
 * reads them without a lock, while the one reader appends behind the mark.
 */
public final class Page {
    private final byte[] bytes;

    /** How far the bytes are filled; touched by the reader only. */
    int fill;

    private final AtomicInteger holders = new AtomicInteger();

    Page(int capacity) {
        bytes = new byte[capacity];
    }

    public byte[] bytes() {
        return bytes;
    }

    int capacity() {
        return bytes.length;
    }

    /** Keeps the bytes filled so far as they are, until the matching {@link #release()}. For the reading thread. */
    public void retain() {
        holders.getAndIncrement();
    }

    /** Gives up one {@link #retain()}. For any thread. */
    public void release() {
        holders.getAndDecrement();
    }

    boolean held() {
        return holders.get() > 0;
    }
}
