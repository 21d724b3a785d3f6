package io.howdah.wire;

import java.io.EOFException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/**
 * Cuts the bytes from a server into messages, each of them whole in one {@link Page}.
 *
 * <p>A page takes what one read brings, so many small messages cost one system call. A message that does not fit the
 * rest of a page moves to the next; a larger one gets a page that grows as its bytes arrive, never on the word of its
 * length field. Pages that nobody holds any more are used again.
 */
public final class Inbound {
    /** What {@link #next()} returns when the source had nothing in time. A later call goes on where this one stopped. */
    public static final int NOT_YET = 0;

    /** What {@link #next()} returns for a DataRow beyond the {@linkplain #limitRows limit}, whose bytes are gone. */
    public static final int ROW_TOO_LONG = 1;

    private static final int HEADER = 5;

    /** What a server says at startup fits, and small answers do; larger ones have the next page larger. */
    private static final int SMALLEST_PAGE = 2 * 1024;

    private static final int LARGEST_PAGE = 64 * 1024;

    /**
     * How much larger, about, a page may be than what has arrived of its message: the length field may lie, and with small
     * steps most of what is allocated is thrown away.
     */
    private static final int GROWTH = 16;

    /** How many pages are remembered for use after their results are done with them, */
    private static final int SPARES = 20;

    /** and how many bytes these have together: the pages of a usual result, and one of a value of a megabyte. */
    private static final int SPARE_BYTES = 2 * SPARES * LARGEST_PAGE;

    /** Types of which a message may be longer than this; for all others it is a sign of lost synchrony, as in libpq. */
    private static final String LONG_TYPES = "dDEVNATt";

    private static final int LONGEST_SHORT = 30_000;
    private static final int LONGEST = 1 << 30;

    private final Source source;
    private final Page[] spares = new Page[SPARES];
    private int spareCount;
    private int spareBytes;
    private int pageSize = SMALLEST_PAGE;
    private Page page = new Page(SMALLEST_PAGE);
    private boolean trusted;

    /** Where the next message starts. */
    private int at;

    private int bodyStart;

    private long longestRow = Long.MAX_VALUE;

    /** Of a row that is too long, and how much of it is yet to come. */
    private int skippedBytes;

    private int toSkip;

    /** Where bytes come from. */
    public interface Source {
        /** Waits for at least one byte; 0 if none came in time, -1 at the end of the stream. */
        int read(byte[] buffer, int offset, int length) throws IOException;
    }

    public Inbound(Source source) {
        this.source = source;
    }

    /** From here on the server has proven itself enough to send long messages (rows, errors, notices, ..). */
    public void allowLongMessages() {
        trusted = true;
    }

    /** From here on rows of more bytes are thrown away as they arrive. */
    public void limitRows(long byteCount) {
        longestRow = byteCount;
    }

    public long longestRow() {
        return longestRow;
    }

    /** How long the row was that {@link #next()} has thrown away. */
    public int skippedBytes() {
        return skippedBytes;
    }

    /**
     * Moves to the next message and returns its type byte, or {@link #NOT_YET}.
     *
     * @throws ProtocolException for an impossible length
     * @throws EOFException if the stream ended
     */
    public int next() throws IOException {
        if (toSkip > 0) {
            return skip();
        }
        if (page.fill - at < HEADER && !fill(HEADER)) {
            return NOT_YET;
        }
        byte[] bytes = page.bytes();
        byte type = bytes[at];
        int length = lengthOf(bytes, at);
        if (!trusted && type == 'E' && (length < 8 || length > LONGEST_SHORT)) {
            throw new OldStyleErrorException(oldStyleError().strip());
        }
        if (length < 4 || length > LONGEST_SHORT && !mayBeLong(type, length)) {
            throw new ProtocolException("a message of type " + printable(type) + " claims a length of " + length);
        }
        int total = 1 + length;
        if (length > longestRow && type == Backend.DATA_ROW) {
            skippedBytes = length;
            toSkip = total;
            return skip();
        }
        if (page.fill - at < total && !fill(total)) {
            return NOT_YET;
        }
        bodyStart = at + HEADER;
        at += total;
        return type;
    }

    /**
     * What a message's length field says. Byte by byte: a VarHandle is quicker once it is compiled, but keeps the compiler
     * busy where a message of a few bytes is read.
     */
    private static int lengthOf(byte[] bytes, int message) {
        return bytes[message + 1] << 24
                | (bytes[message + 2] & 0xFF) << 16
                | (bytes[message + 3] & 0xFF) << 8
                | bytes[message + 4] & 0xFF;
    }

    /** Passes over a row that is too long; it can be resumed. */
    private int skip() throws IOException {
        while (toSkip > 0) {
            if (at == page.fill && !fill(1)) {
                return NOT_YET;
            }
            int passed = Math.min(toSkip, page.fill - at);
            at += passed;
            toSkip -= passed;
        }
        return ROW_TOO_LONG;
    }

    /** Whether {@link #next()} would return a message without reading. */
    public boolean hasNext() {
        int have = page.fill - at;
        if (toSkip > 0) {
            return have >= toSkip;
        }
        if (have < HEADER) {
            return false;
        }
        int length = lengthOf(page.bytes(), at);
        return length < 4 || have > length;
    }

    /** Waits for bytes without framing them; false if none came in time. */
    public boolean takeIn() throws IOException {
        return fill(page.fill - at + 1);
    }

    /** The page of the current message. */
    public Page page() {
        return page;
    }

    /** Where the current message's type byte lies in {@link #page()}. */
    public int messageStart() {
        return bodyStart - HEADER;
    }

    public int bodyStart() {
        return bodyStart;
    }

    /** Behind the current message's last byte. */
    public int bodyEnd() {
        return at;
    }

    /**
     * The text of an error in the manner of protocol 2, which has neither a length nor fields: a server sends it that
     * cannot even fork, or that knows no version 3.
     */
    private String oldStyleError() throws IOException {
        int length = 0;
        try {
            while (length < LONGEST_SHORT && (page.fill - at > 1 + length || fill(2 + length))) {
                if (page.bytes()[at + 1 + length] == 0) {
                    break;
                }
                length++;
            }
        } catch (EOFException e) {
            // The text ends with the stream.
            length = page.fill - at - 1;
        }
        return new String(page.bytes(), at + 1, length, StandardCharsets.UTF_8);
    }

    private boolean mayBeLong(byte type, int length) {
        return trusted && length <= LONGEST && LONG_TYPES.indexOf(type) >= 0;
    }

    /** Brings in bytes until {@code wanted} of them lie from {@link #at} on; false if they did not come in time. */
    private boolean fill(int wanted) throws IOException {
        if (at == page.fill && !page.held()) {
            page.fill = 0;
            at = 0;
            if (page.capacity() < pageSize || page.capacity() > LARGEST_PAGE) {
                keepSpare(page);
                page = newPage(pageSize);
            }
        }
        while (page.fill - at < wanted) {
            if (page.fill == page.capacity() || page.capacity() - at < Math.min(wanted, LARGEST_PAGE)) {
                turnPage(roomFor(wanted, page.fill - at));
            }
            int free = page.capacity() - page.fill;
            int count = source.read(page.bytes(), page.fill, free);
            if (count < 0) {
                throw new EOFException("the server closed the connection");
            }
            if (count == 0) {
                return false;
            }
            page.fill += count;
            if (count == free && pageSize < LARGEST_PAGE) {
                pageSize *= 2;
            }
        }
        return true;
    }

    /** How large a page a message of {@code wanted} bytes deserves of which {@code have} are there. */
    private static int roomFor(int wanted, int have) {
        if (wanted <= LARGEST_PAGE) {
            return wanted;
        }
        long step = Math.max(LARGEST_PAGE, (long) GROWTH * have);
        // No last step for a small rest.
        return step >= wanted / 2 ? wanted : (int) step;
    }

    private void turnPage(int room) {
        Page old = page;
        int have = old.fill - at;
        page = newPage(Math.max(room, pageSize));
        System.arraycopy(old.bytes(), at, page.bytes(), 0, have);
        page.fill = have;
        at = 0;
        keepSpare(old);
    }

    /** The smallest spare that will do, if there is one: a small answer must not hold on to the page of a huge value. */
    private Page newPage(int capacity) {
        int best = -1;
        for (int i = 0; i < spareCount; i++) {
            Page spare = spares[i];
            boolean fits = spare.capacity() >= capacity
                    && (spare.capacity() == LARGEST_PAGE || capacity > LARGEST_PAGE)
                    && !spare.held();
            if (fits && (best < 0 || spare.capacity() < spares[best].capacity())) {
                best = i;
            }
        }
        if (best < 0) {
            return new Page(capacity);
        }
        Page spare = spares[best];
        spares[best] = spares[--spareCount];
        spares[spareCount] = null;
        spareBytes -= spare.capacity();
        spare.fill = 0;
        return spare;
    }

    /** Remembers a page that its holders may release later. Beyond what we keep, pages are left to the collector. */
    private void keepSpare(Page old) {
        if (old.capacity() >= LARGEST_PAGE && spareCount < SPARES && spareBytes + old.capacity() <= SPARE_BYTES) {
            spares[spareCount++] = old;
            spareBytes += old.capacity();
        }
    }

    private static String printable(byte type) {
        return type > ' ' && type < 127 ? "'" + (char) type + "'" : "0x" + Integer.toHexString(type & 0xFF);
    }
}
