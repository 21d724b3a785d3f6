package io.howdah.types.codec;

import io.howdah.error.SqlErrors;
import io.howdah.types.Cell;
import io.howdah.types.PgType;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The text of a composite value: {@code (1,"a b",,"")}, in which nothing at all is NULL.
 *
 * @see <a href="https://www.postgresql.org/docs/current/rowtypes.html#ROWTYPES-IO-SYNTAX">Composite Type Input and
 *     Output Syntax</a>
 */
final class RowText {
    private final PgType type;
    private final byte[] bytes;
    private final int end;
    private int at;

    private RowText(Cell row, PgType type) {
        this.type = type;
        this.bytes = row.bytes();
        this.at = row.offset();
        this.end = at + row.length();
    }

    /** The attributes without their quotes, null for NULL. {@code ()} may be none, or one that is NULL: it is none. */
    static List<byte[]> split(Cell row, PgType type) throws SQLException {
        return new RowText(row, type).split();
    }

    private List<byte[]> split() throws SQLException {
        List<byte[]> attributes = new ArrayList<>();
        if (at == end || bytes[at] != '(' || bytes[end - 1] != ')') {
            throw malformed("there are no parentheses around it");
        }
        if (end - at == 2) {
            return attributes;
        }
        do {
            at++;
            attributes.add(attribute());
        } while (bytes[at] == ',');
        if (at != end - 1) {
            throw malformed("there is text behind its parenthesis");
        }
        return attributes;
    }

    /** Quotes may be around any part of it, a backslash before any character; two quotes in quotes are one. */
    private byte[] attribute() throws SQLException {
        int start = at;
        byte[] value = new byte[16];
        int size = 0;
        boolean quoted = false;
        for (; at < end; at++) {
            byte c = bytes[at];
            if (!quoted && (c == ',' || c == ')')) {
                return at == start ? null : Arrays.copyOf(value, size);
            }
            if (c == '"' && !(quoted && at + 1 < end && bytes[at + 1] == '"')) {
                quoted = !quoted;
                continue;
            }
            if (c == '"' || c == '\\') {
                at++;
            }
            if (at == end) {
                break;
            }
            if (size == value.length) {
                value = Arrays.copyOf(value, 2 * size);
            }
            value[size++] = bytes[at];
        }
        throw malformed("it ends within an attribute");
    }

    private SQLException malformed(String why) {
        return SqlErrors.malformedValue(type.name(), why);
    }

    /** Appends an attribute that is not NULL, quoted as {@code record_out} quotes. */
    static void append(StringBuilder out, CharSequence attribute) {
        if (!needsQuotes(attribute)) {
            out.append(attribute);
            return;
        }
        out.append('"');
        for (int i = 0; i < attribute.length(); i++) {
            char c = attribute.charAt(i);
            if (c == '"' || c == '\\') {
                out.append(c);
            }
            out.append(c);
        }
        out.append('"');
    }

    private static boolean needsQuotes(CharSequence attribute) {
        for (int i = 0; i < attribute.length(); i++) {
            char c = attribute.charAt(i);
            if (c == '"' || c == '\\' || c == '(' || c == ')' || c == ',' || c == ' ' || c >= '\t' && c <= '\r') {
                return true;
            }
        }
        return attribute.length() == 0;
    }
}
