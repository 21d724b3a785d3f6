package io.howdah.session;

import io.howdah.wire.Body;
import io.howdah.wire.ProtocolException;
import java.util.EnumSet;

/** A COPY as the server has announced it, and what has arrived of its data. Under the wire lock. */
final class CopyState {
    private final CopyReply.Direction direction;
    private final int columnCount;
    private final boolean binary;

    private byte[] bytes;
    private int at;
    private int end;
    private long messages;
    private final EnumSet<End> ends = EnumSet.noneOf(End.class);

    /** How it came to an end, or half of it where data goes both ways. */
    enum End {
        /** We send no more. */
        CLIENT,
        /** The server sends no more. */
        SERVER,
        /** The server is done with the command. */
        COMPLETION
    }

    private CopyState(CopyReply.Direction direction, Body body) throws ProtocolException {
        this.direction = direction;
        int format = body.int8();
        if (format != 0 && format != 1) {
            throw new ProtocolException("a COPY in the unknown format " + format);
        }
        this.binary = format == 1;
        this.columnCount = body.uint16();
        if (columnCount * 2 != body.remaining()) {
            throw new ProtocolException("a COPY claims " + columnCount + " columns");
        }
    }

    static CopyState in(Body body) throws ProtocolException {
        return new CopyState(CopyReply.Direction.IN, body);
    }

    static CopyState out(Body body) throws ProtocolException {
        return new CopyState(CopyReply.Direction.OUT, body);
    }

    static CopyState both(Body body) throws ProtocolException {
        return new CopyState(CopyReply.Direction.BOTH, body);
    }

    void endedBy(End end) {
        ends.add(end);
    }

    /** Whether data may yet come that nobody waits for: a server that streams says that it is done, and sends a keepalive. */
    boolean mayStraggle() {
        return direction == CopyReply.Direction.BOTH && !isEndedBy(End.COMPLETION);
    }

    /** Whether the command was completed without a word before that the data is complete. */
    boolean isCutShort() {
        return isEndedBy(End.COMPLETION) && !isEndedBy(End.SERVER);
    }

    boolean isEndedBy(End end) {
        return ends.contains(end);
    }

    CopyReply.Direction direction() {
        return direction;
    }

    int columnCount() {
        return columnCount;
    }

    boolean isBinary() {
        return binary;
    }

    /** How many messages of data have come: as the server does it, one for each row and for each header. */
    long messages() {
        return messages;
    }

    /** The data of a message, where it lies; valid until the next is read. */
    void arrived(byte[] page, int from, int to) {
        bytes = page;
        at = from;
        end = to;
        messages++;
    }

    byte[] bytes() {
        return bytes;
    }

    int position() {
        return at;
    }

    int remaining() {
        return end - at;
    }

    /** Moves bytes on that have arrived; returns how many. */
    int take(byte[] to, int offset, int most) {
        int count = Math.min(most, end - at);
        System.arraycopy(bytes, at, to, offset, count);
        at += count;
        return count;
    }

    /** Nobody wants what has arrived. */
    void skip() {
        at = end;
        bytes = null;
    }
}
