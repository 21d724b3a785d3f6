package io.howdah.wire;

import java.nio.charset.StandardCharsets;

/**
 * Reads the body of one message from front to back, never beyond its end. For messages that are not rows.
 *
 * <p>Text is decoded leniently: before authentication the server's encoding is not settled.
 */
public final class Body {
    private final byte[] bytes;
    private final int end;
    private int at;

    public Body(byte[] bytes, int start, int end) {
        this.bytes = bytes;
        this.at = start;
        this.end = end;
    }

    /** The current message of {@code inbound}; valid until its next message. */
    public static Body of(Inbound inbound) {
        return new Body(inbound.page().bytes(), inbound.bodyStart(), inbound.bodyEnd());
    }

    public int remaining() {
        return end - at;
    }

    public byte int8() throws ProtocolException {
        need(1);
        return bytes[at++];
    }

    public int int16() throws ProtocolException {
        return uint16() << 16 >> 16;
    }

    /** Counts of columns and parameters are unsigned. */
    public int uint16() throws ProtocolException {
        need(2);
        int value = (bytes[at] & 0xFF) << 8 | bytes[at + 1] & 0xFF;
        at += 2;
        return value;
    }

    public int int32() throws ProtocolException {
        int high = uint16();
        return high << 16 | uint16();
    }

    public long int64() throws ProtocolException {
        long high = int32();
        return high << 32 | int32() & 0xFFFF_FFFFL;
    }

    /** Passes over bytes whose number the message tells; returns where they begin. */
    public int skip(int count) throws ProtocolException {
        if (count < 0) {
            throw new ProtocolException("a length in a message is negative");
        }
        need(count);
        at += count;
        return at - count;
    }

    /** The text up to a NUL, which is passed over. */
    public String cString() throws ProtocolException {
        int nul = at;
        while (nul < end && bytes[nul] != 0) {
            nul++;
        }
        if (nul == end) {
            throw new ProtocolException("a text in a message has no end");
        }
        String text = new String(bytes, at, nul - at, StandardCharsets.UTF_8);
        at = nul + 1;
        return text;
    }

    /** A copy of all that is left. */
    public byte[] rest() {
        byte[] rest = new byte[end - at];
        System.arraycopy(bytes, at, rest, 0, rest.length);
        at = end;
        return rest;
    }

    /** A message that holds more than its fields is as wrong as one that holds less. */
    public void requireEnd() throws ProtocolException {
        if (at != end) {
            throw new ProtocolException((end - at) + " bytes too many in a message");
        }
    }

    private void need(int count) throws ProtocolException {
        if (end - at < count) {
            throw new ProtocolException("a message ends in the middle of a field");
        }
    }
}
