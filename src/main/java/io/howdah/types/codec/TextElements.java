package io.howdah.types.codec;

import io.howdah.types.Cell;
import io.howdah.types.PgType;
import java.sql.SQLException;
import java.util.Arrays;

/**
 * The elements of an array as the server prints it: {@code {{1,NULL},{"a \"b\"",x}}}, before which the bounds stand
 * ({@code [0:1][3:4]=}) where not all start at 1. Walked over twice: once for its dimensions, once for its elements.
 *
 * <p>All that means something in it is ASCII, and in UTF-8 no part of another character.
 */
final class TextElements extends ElementCursor {
    private static final int UNKNOWN = -1;

    private enum Token {
        OPEN,
        CLOSE,
        DELIMITER,
        ELEMENT
    }

    private final Cell array;
    private final byte[] bytes;
    private final int end;
    private final int delimiter;
    private int at;

    // The last ELEMENT.
    private int from;
    private int to;
    private boolean quoted;
    private boolean escaped;

    private byte[] unescaped = {};

    TextElements(Cell array, PgType type, char delimiter) throws SQLException {
        super(type);
        this.array = array;
        this.bytes = array.bytes();
        this.end = array.offset() + array.length();
        this.delimiter = delimiter;
        this.at = array.offset();
        int[] bounds = bounds();
        int body = at;
        measure();
        at = body;
        lowerBounds = lowerBounds(bounds);
    }

    @Override
    Cell next() throws SQLException {
        while (token() != Token.ELEMENT) {
            // Braces and delimiters were checked when its dimensions were found.
        }
        if (!quoted && isNull()) {
            return null;
        }
        return escaped ? unescape() : element.set(bytes, from, to - from, array.format(), array.context());
    }

    private boolean isNull() {
        return to - from == 4
                && (bytes[from] | 0x20) == 'n'
                && (bytes[from + 1] | 0x20) == 'u'
                && (bytes[from + 2] | 0x20) == 'l'
                && (bytes[from + 3] | 0x20) == 'l';
    }

    private Cell unescape() {
        if (unescaped.length < to - from) {
            unescaped = new byte[to - from];
        }
        int size = 0;
        for (int i = from; i < to; i++) {
            if (bytes[i] == '\\') {
                i++;
            }
            unescaped[size++] = bytes[i];
        }
        return element.set(unescaped, 0, size, array.format(), array.context());
    }

    /** Finds lengths and count, and that it is an array at all. */
    private void measure() throws SQLException {
        int[] found = new int[MAX_DIMENSIONS];
        Arrays.fill(found, UNKNOWN);
        int[] here = new int[MAX_DIMENSIONS];
        int dimensions = UNKNOWN;
        int depth = 0;
        Token last = Token.DELIMITER;
        do {
            Token token = token();
            boolean startsValue = token == Token.OPEN || token == Token.ELEMENT;
            boolean afterValue = last == Token.CLOSE || last == Token.ELEMENT;
            boolean isEmpty = last == Token.OPEN && token == Token.CLOSE && depth == 1 && here[0] == 0;
            if (startsValue == afterValue && !isEmpty) {
                throw malformed("braces and delimiters are not where they belong");
            }
            switch (token) {
                case OPEN -> {
                    if (depth == (dimensions == UNKNOWN ? MAX_DIMENSIONS : dimensions)) {
                        throw malformed("it has too many dimensions, or not the same everywhere");
                    }
                    here[depth++] = 0;
                }
                case ELEMENT -> {
                    if (depth == 0 || dimensions != UNKNOWN && depth != dimensions) {
                        throw malformed("its dimensions are not the same everywhere");
                    }
                    dimensions = depth;
                    here[depth - 1]++;
                    count++;
                }
                case CLOSE -> {
                    depth--;
                    if (found[depth] != UNKNOWN && found[depth] != here[depth]) {
                        throw malformed("its sub-arrays differ in length");
                    }
                    found[depth] = here[depth];
                    if (depth > 0) {
                        here[depth - 1]++;
                    }
                }
                case DELIMITER -> {
                    // Between values, as was checked.
                }
            }
            last = token;
        } while (depth > 0);
        if (at != end) {
            throw malformed("there is text behind its last brace");
        }
        lengths = count == 0 ? NO_DIMENSIONS : Arrays.copyOf(found, dimensions);
    }

    private Token token() throws SQLException {
        if (at == end) {
            throw malformed("it ends before its last brace");
        }
        byte first = bytes[at];
        if (first == delimiter) {
            at++;
            return Token.DELIMITER;
        }
        return switch (first) {
            case '{' -> {
                at++;
                yield Token.OPEN;
            }
            case '}' -> {
                at++;
                yield Token.CLOSE;
            }
            case '"' -> quotedElement();
            default -> plainElement();
        };
    }

    private Token plainElement() throws SQLException {
        quoted = false;
        escaped = false;
        from = at;
        while (at < end && bytes[at] != delimiter && bytes[at] != '}') {
            if (bytes[at] == '{' || bytes[at] == '"' || bytes[at] == '\\') {
                throw malformed("an element without quotes holds what needs quotes");
            }
            at++;
        }
        to = at;
        if (to > from && (isBlank(bytes[from]) || isBlank(bytes[to - 1]))) {
            // The server prints none, and would take them away from what others write.
            throw malformed("there are blanks around an element without quotes");
        }
        return Token.ELEMENT;
    }

    private static boolean isBlank(byte b) {
        return b == ' ' || b >= '\t' && b <= '\r';
    }

    private Token quotedElement() throws SQLException {
        quoted = true;
        escaped = false;
        from = ++at;
        while (at < end && bytes[at] != '"') {
            if (bytes[at] == '\\') {
                escaped = true;
                at++;
            }
            at++;
        }
        if (at >= end) {
            throw malformed("it ends within quotes");
        }
        to = at++;
        return Token.ELEMENT;
    }

    // ---- bounds

    /** A pair for each dimension, or null where they are not said. */
    private int[] bounds() throws SQLException {
        int[] pairs = new int[2 * MAX_DIMENSIONS];
        int said = 0;
        while (at < end && bytes[at] == '[') {
            if (said == pairs.length) {
                throw malformed("it has bounds of more than " + MAX_DIMENSIONS + " dimensions");
            }
            pairs[said++] = bound(':');
            pairs[said++] = bound(']');
            at++;
        }
        if (said == 0) {
            return null;
        }
        if (at == end || bytes[at++] != '=') {
            throw malformed("there is no = behind its bounds");
        }
        return Arrays.copyOf(pairs, said);
    }

    /** The number behind the current character, up to the one that ends it. */
    private int bound(char stop) throws SQLException {
        at++;
        boolean negative = at < end && bytes[at] == '-';
        int start = negative ? at + 1 : at;
        long number = 0;
        for (at = start; at < end && bytes[at] >= '0' && bytes[at] <= '9' && at - start < 11; at++) {
            number = number * 10 + bytes[at] - '0';
        }
        number = negative ? -number : number;
        if (at == start || at == end || bytes[at] != stop || number != (int) number) {
            throw malformed("its bounds are no numbers");
        }
        return (int) number;
    }

    private int[] lowerBounds(int[] bounds) throws SQLException {
        int[] lower = new int[lengths.length];
        if (bounds == null) {
            Arrays.fill(lower, 1);
            return lower;
        }
        if (bounds.length != 2 * lengths.length) {
            throw malformed("its bounds are not those of its dimensions");
        }
        for (int i = 0; i < lower.length; i++) {
            lower[i] = bounds[2 * i];
            if ((long) bounds[2 * i + 1] - lower[i] + 1 != lengths[i]) {
                throw malformed("its bounds are not those of its dimensions");
            }
        }
        return lower;
    }
}
