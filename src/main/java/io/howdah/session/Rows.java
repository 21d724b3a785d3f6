package io.howdah.session;

import io.howdah.wire.Page;
import io.howdah.wire.ProtocolException;
import io.howdah.wire.RowDescription;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The rows of one result, read forward. A row is a position in the page it arrived in: nothing is copied, nothing is
 * allocated for it.
 *
 * <p>One thread consumes, without a lock as long as a page lasts; whoever reads the wire appends, under the lock. What
 * crosses between the two are stretches of pages that hold rows and nothing else.
 */
public final class Rows {
    /** {@link #offset} of a NULL. */
    public static final int NULL = -1;

    private static final VarHandle INT32 = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.BIG_ENDIAN);
    private static final VarHandle INT16 = MethodHandles.byteArrayViewVarHandle(short[].class, ByteOrder.BIG_ENDIAN);

    /** Type byte, length, number of columns. */
    private static final int ROW_HEADER = 7;

    private final RowDescription columns;
    private Reply reply;

    // The stretches not yet consumed, the one under the cursor first. Under the wire lock.
    private Page[] pages = new Page[1];
    private int[] starts = new int[1];
    private int[] ends = new int[1];
    /** Which of them is under the cursor; those before it are done with. */
    private int first;

    /** Behind the last of them. */
    private int behind;

    private volatile boolean complete;
    private volatile boolean closed;
    private SQLException failure;

    /** Of the stretches, and of what is kept of those before them. */
    private long keptBytes;

    /** There was too much to keep: what is not here yet never will be. */
    private boolean overflowed;

    /** Where the next portion is to be had; null while one is arriving, and if there are no portions. */
    private Portal portal;

    /** What {@link Session#endedTransactions} was when the portal was known to be there. */
    private int portalTransaction;

    // The cursor. The consumer's alone.
    private boolean started;
    private byte[] bytes;
    private int at;
    private int limit;
    private final int[] offsets;

    // The current row.
    private byte[] row;
    private int rowStart;

    /** Pages that are consumed and yet not released; null where they need not be kept. */
    private List<Page> kept;

    Rows(RowDescription columns, Reply reply) {
        this.columns = columns;
        this.reply = reply;
        this.offsets = new int[columns.count()];
    }

    public RowDescription columns() {
        return columns;
    }

    /**
     * Moves to the next row, waiting for it if need be.
     *
     * @return false behind the last row
     * @throws SQLException an error that arrived behind the rows read so far, or a broken connection
     */
    public boolean next() throws SQLException {
        if (at == limit && !reply.session().supply().refill(this)) {
            return false;
        }
        at = walk(bytes, at);
        return true;
    }

    /** Finds the columns of a row and makes it the current one; returns where the next begins. */
    private int walk(byte[] page, int start) throws SQLException {
        int end = start + 1 + (int) INT32.get(page, start + 1);
        int count = end - start < ROW_HEADER ? -1 : (short) INT16.get(page, start + 5) & 0xFFFF;
        if (count != offsets.length) {
            throw malformed("a row of " + count + " columns in a result of " + offsets.length);
        }
        int value = start + ROW_HEADER;
        for (int i = 0; i < count; i++) {
            if (value > end - 4) {
                throw malformed("a row ends in the middle of column " + (i + 1));
            }
            int length = (int) INT32.get(page, value);
            value += 4;
            if (length < 0) {
                if (length != -1) {
                    throw malformed("column " + (i + 1) + " claims a length of " + length);
                }
                offsets[i] = NULL;
            } else {
                if (length > end - value) {
                    throw malformed("column " + (i + 1) + " claims more bytes than its row has");
                }
                offsets[i] = value;
                value += length;
            }
        }
        if (value != end) {
            throw malformed("a row is longer than its columns");
        }
        row = page;
        rowStart = start;
        return end;
    }

    /** Keeps all pages until {@link #close()}, so that rows can be visited again. To be asked before the first row. */
    public void keep() {
        kept = new ArrayList<>();
    }

    /** Where the current row starts in {@link #page()}; with it, {@link #revisit} finds the row again. */
    public int rowStart() {
        return rowStart;
    }

    /**
     * Makes a row that was passed the current one again. {@link #next()} goes on from where it was all the same.
     *
     * @param page what {@link #page()} was
     * @param start what {@link #rowStart()} was
     */
    public void revisit(byte[] page, int start) throws SQLException {
        walk(page, start);
    }

    /**
     * Whether {@link #next()} has a row or an error to tell, waiting for it if need be. The current row stays readable.
     */
    public boolean hasNext() throws SQLException {
        return at != limit || reply.session().supply().hasMore(this);
    }

    /** The bytes in which the current row lies; valid until {@link #next()}. */
    public byte[] page() {
        return row;
    }

    /**
     * Where a value of the current row starts in {@link #page()}.
     *
     * @param column zero-based, unlike JDBC
     * @return {@link #NULL} for NULL
     */
    public int offset(int column) {
        return offsets[column];
    }

    /** In bytes; for a value that is not NULL. */
    public int length(int column) {
        return (int) INT32.get(row, offsets[column] - 4);
    }

    /**
     * Gives the pages back. Of rows that have not arrived yet nothing is kept, but they are waited for: only the server
     * can end a statement, and whether it ended well is told behind them.
     *
     * @throws SQLException the statement's error, if it comes behind the rows read; or a broken connection
     */
    public void close() throws SQLException {
        if (!closed) {
            reply.session().supply().close(this);
        }
    }

    Reply reply() {
        return reply;
    }

    // ---- under the wire lock

    /** A DataRow arrived between {@code start} and {@code end}. */
    void append(Page page, int start, int end) {
        if (closed || overflowed) {
            return;
        }
        keptBytes += end - start;
        int last = behind - 1;
        if (last >= first && pages[last] == page && ends[last] == start) {
            ends[last] = end;
            return;
        }
        if (behind == pages.length) {
            makeRoom();
        }
        page.retain();
        pages[behind] = page;
        starts[behind] = start;
        ends[behind] = end;
        behind++;
    }

    /** Moves the stretches to the front, or to larger arrays if they fill more than half of these. */
    private void makeRoom() {
        int count = behind - first;
        int capacity = count > pages.length / 2 ? Math.max(8, pages.length * 2) : pages.length;
        Page[] newPages = capacity == pages.length ? pages : new Page[capacity];
        int[] newStarts = capacity == pages.length ? starts : new int[capacity];
        int[] newEnds = capacity == pages.length ? ends : new int[capacity];
        System.arraycopy(pages, first, newPages, 0, count);
        System.arraycopy(starts, first, newStarts, 0, count);
        System.arraycopy(ends, first, newEnds, 0, count);
        Arrays.fill(newPages, count, newPages.length, null);
        pages = newPages;
        starts = newStarts;
        ends = newEnds;
        first = 0;
        behind = count;
    }

    private boolean isEmpty() {
        return first == behind;
    }

    /** @param error null if the result ended as it should */
    void completed(SQLException error) {
        if (!overflowed) {
            failure = error;
            complete = true;
        }
    }

    /** What is here can be read; behind it comes this error, whatever else arrives. */
    void overflow(SQLException error) {
        completed(error);
        overflowed = true;
    }

    /** Bytes that have arrived and are still held. */
    long keptBytes() {
        return keptBytes;
    }

    /** Whether it would be for nothing to hand over what arrives. */
    boolean isUnwanted() {
        return closed || overflowed;
    }

    boolean isClosed() {
        return closed;
    }

    void suspended(Portal where) {
        portal = where;
        portalTransaction = reply.session().endedTransactions();
    }

    /** Whether the portal that has the next portion ended with its transaction. */
    boolean isPortalGone() {
        return portal.outlivesSync() && portalTransaction != reply.session().endedTransactions();
    }

    /** @param answer what the next portion comes with */
    void resumed(Reply answer) {
        portal = null;
        reply = answer;
    }

    boolean isSuspended() {
        return portal != null;
    }

    Portal portal() {
        return portal;
    }

    boolean isComplete() {
        return complete;
    }

    /** Takes over what has arrived; false if that is nothing. */
    boolean advance() {
        if (started && !isEmpty()) {
            if (ends[first] > limit) {
                limit = ends[first];
                return true;
            }
            dropFirst();
            started = false;
        }
        if (isEmpty()) {
            return false;
        }
        started = true;
        bytes = pages[first].bytes();
        at = starts[first];
        limit = ends[first];
        return true;
    }

    /** Whether {@link #advance()} would find something. */
    boolean hasArrived() {
        return started && !isEmpty() ? behind - first > 1 || ends[first] > limit : !isEmpty();
    }

    /** Null unless the result ended with an error. */
    SQLException failure() {
        return failure;
    }

    /** For rows that were closed, and whose columns come again. */
    void reopen(Reply answer) {
        reply = answer;
        complete = false;
        closed = false;
        failure = null;
        overflowed = false;
        keptBytes = 0;
        portal = null;
        started = false;
        at = 0;
        limit = 0;
        kept = null;
    }

    void discard() {
        closed = true;
        at = limit;
        while (!isEmpty()) {
            dropFirst();
        }
        if (kept != null) {
            kept.forEach(Page::release);
            kept.clear();
        }
    }

    private void dropFirst() {
        if (kept == null) {
            keptBytes -= ends[first] - starts[first];
            pages[first].release();
        } else {
            kept.add(pages[first]);
        }
        pages[first] = null;
        first++;
        if (isEmpty()) {
            first = 0;
            behind = 0;
        }
    }

    private SQLException malformed(String what) {
        return reply.session().wire().breakDown(new ProtocolException(what));
    }
}
