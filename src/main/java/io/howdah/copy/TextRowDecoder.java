package io.howdah.copy;

import io.howdah.error.CopyErrors;
import io.howdah.types.Format;
import java.sql.SQLException;

/** Rows in the text format. Escapes are undone where they stand: what they mean is never longer. */
final class TextRowDecoder extends RowDecoder {
    /** Of the current row, with its newline. */
    private int length;

    TextRowDecoder(Transfer transfer, int columnCount) {
        super(transfer, columnCount);
    }

    @Override
    Format format() {
        return Format.TEXT;
    }

    @Override
    boolean next() throws SQLException {
        consume(length);
        length = 0;
        int newline = 0;
        while (true) {
            byte[] buffer = bytes();
            int from = start();
            int count = available();
            while (newline < count && buffer[from + newline] != '\n') {
                newline++;
            }
            if (newline < count) {
                break;
            }
            if (!readMore()) {
                if (count > 0) {
                    throw CopyErrors.malformed("it ends in the middle of a row");
                }
                return false;
            }
        }
        split(start(), start() + newline);
        length = newline + 1;
        return true;
    }

    private void split(int from, int end) throws SQLException {
        byte[] buffer = bytes();
        int at = from;
        for (int column = 0; column < offsets.length; column++) {
            int valueEnd = at;
            while (valueEnd < end && buffer[valueEnd] != '\t') {
                valueEnd++;
            }
            if ((valueEnd == end) != (column == offsets.length - 1)) {
                throw CopyErrors.malformed("a row has not " + offsets.length + " columns");
            }
            offsets[column] = at;
            lengths[column] = valueEnd - at == 2 && buffer[at] == '\\' && buffer[at + 1] == 'N'
                    ? NULL
                    : unescape(buffer, at, valueEnd);
            at = valueEnd + 1;
        }
        if (offsets.length == 0 && end > from) {
            throw CopyErrors.malformed("a row has columns where there are none");
        }
    }

    /** Returns the length of what it means. */
    private static int unescape(byte[] buffer, int from, int end) {
        int to = from;
        for (int at = from; at < end; at++) {
            byte c = buffer[at];
            if (c == '\\' && at + 1 < end) {
                c = meaning(buffer[++at]);
            }
            buffer[to++] = c;
        }
        return to - from;
    }

    private static byte meaning(byte escaped) {
        return switch (escaped) {
            case 'b' -> '\b';
            case 'f' -> '\f';
            case 'n' -> '\n';
            case 'r' -> '\r';
            case 't' -> '\t';
            case 'v' -> 11;
            default -> escaped;
        };
    }
}
