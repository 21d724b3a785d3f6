package io.howdah.wire;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

/**
 * A stretch of received bytes, shared by the reader that fills it and the results whose rows lie in it.
 *
 * <p>Bytes below the fill mark are never rewritten while somebody {@linkplain #retain() holds} the page, so a holder
 * reads them without a lock, while the one reader appends behind the mark.
 */
public final class Page {
    private static final VarHandle HOLDERS;

    static {
        try {
            HOLDERS = MethodHandles.lookup().findVarHandle(Page.class, "holders", int.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    private final byte[] bytes;

    /** How far the bytes are filled; touched by the reader only. */
    int fill;

    @SuppressWarnings("unused") // through HOLDERS
    private volatile int holders;

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
        HOLDERS.getAndAdd(this, 1);
    }

    /** Gives up one {@link #retain()}. For any thread. */
    public void release() {
        HOLDERS.getAndAdd(this, -1);
    }

    boolean held() {
        return holders > 0;
    }
}
