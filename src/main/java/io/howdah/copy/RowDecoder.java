package io.howdah.copy;

import io.howdah.error.CopyErrors;
import io.howdah.session.CopyReply;
import io.howdah.types.Format;
import java.sql.SQLException;
import java.util.Arrays;

/** Finds rows in the data of a COPY, in one of its formats, however the server cut it into messages. */
abstract class RowDecoder {
    static final int NULL = -1;

    /** What the server itself can make of one row, about. */
    private static final int LONGEST_ROW = 1 << 30;

    private final Transfer transfer;
    private byte[] bytes = new byte[8 * 1024];
    private int start;
    private int end;
    private boolean ended;

    /** Of the columns of the current row. */
    final int[] offsets;

    final int[] lengths;

    RowDecoder(Transfer transfer, int columnCount) {
        this.transfer = transfer;
        this.offsets = new int[columnCount];
        this.lengths = new int[columnCount];
    }

    static RowDecoder of(Transfer transfer, Columns columns) {
        return columns.isBinary()
                ? new BinaryRowDecoder(transfer, columns.count())
                : new TextRowDecoder(transfer, columns.count());
    }

    /** Moves to the next row; false behind the last, when all was read. */
    abstract boolean next() throws SQLException;

    abstract Format format();

    /** Where the values of the row lie; valid until {@link #next}. */
    final byte[] bytes() {
        return bytes;
    }

    /** Where the row starts, or what is left of the data. */
    final int start() {
        return start;
    }

    /** How many bytes there are from {@link #start} on. */
    final int available() {
        return end - start;
    }

    final void consume(int byteCount) {
        start += byteCount;
    }

    /**
     * Reads until there are so many bytes from {@link #start} on, which may move.
     *
     * @return false if the data ends before
     */
    final boolean ensure(int byteCount) throws SQLException {
        while (end - start < byteCount) {
            if (ended || !readMore()) {
                return false;
            }
        }
        return true;
    }

    /** As a row's bytes arrive the buffer grows, never on the word of a length. */
    final boolean readMore() throws SQLException {
        if (end == bytes.length) {
            if (start > 0) {
                System.arraycopy(bytes, start, bytes, 0, end - start);
            } else if (bytes.length >= LONGEST_ROW) {
                throw CopyErrors.malformed("a row is longer than " + LONGEST_ROW + " bytes");
            } else {
                bytes = Arrays.copyOf(bytes, Math.max(CopyReply.FRAME, bytes.length * 2));
            }
            end -= start;
            start = 0;
        }
        int count = transfer.read(bytes, end, bytes.length - end);
        if (count < 0) {
            ended = true;
            return false;
        }
        end += count;
        return true;
    }
}
