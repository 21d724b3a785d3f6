package io.howdah.types.codec;

import io.howdah.types.Cell;
import io.howdah.types.PgType;
import java.sql.SQLException;

/**
 * The elements of an array as {@code array_send} writes it: number of dimensions, flag for nulls, type of the elements;
 * for each dimension its length and lower bound; the elements, each behind its length.
 *
 * <p>The type is not looked at: where one type is another's bytes ({@code text[]} as {@code varchar[]}) the server
 * leaves the one that it was.
 */
final class BinaryElements extends ElementCursor {
    private static final int HEADER = 12;
    private static final int NULL = -1;

    private final Cell array;
    private int at;
    private int passed;

    BinaryElements(Cell array, PgType type) throws SQLException {
        super(type);
        this.array = array;
        count = requireHeader(array, type);
        int dimensions = array.int32(0);
        at = HEADER + 8 * dimensions;
        if (count == 0) {
            return;
        }
        lengths = new int[dimensions];
        boolean plain = dimensions == 1 && array.int32(HEADER + 4) == 1;
        lowerBounds = plain ? PLAIN_BOUND : new int[dimensions];
        for (int i = 0; i < dimensions; i++) {
            lengths[i] = array.int32(HEADER + 8 * i);
            if (!plain) {
                lowerBounds[i] = array.int32(HEADER + 8 * i + 4);
            }
        }
    }

    /**
     * Looks at all that stands before the elements, without an object.
     *
     * @return the number of elements
     */
    static int requireHeader(Cell array, PgType type) throws SQLException {
        int dimensions = array.int32(0);
        if (dimensions < 0 || dimensions > MAX_DIMENSIONS) {
            throw malformed(type, "it claims " + dimensions + " dimensions");
        }
        int header = HEADER + 8 * dimensions;
        if (array.length() < header) {
            throw malformed(type, "it ends within its header");
        }
        long elements = dimensions == 0 ? 0 : 1;
        // Six times an int could overrun a long: not beyond what the bytes can hold.
        int most = (array.length() - header) / 4;
        for (int i = 0; i < dimensions; i++) {
            int length = array.int32(HEADER + 8 * i);
            elements = length < 0 ? Long.MAX_VALUE : Math.min(elements * length, Integer.MAX_VALUE);
            if (elements > most) {
                throw malformed(type, "it claims more elements than its " + array.length() + " bytes can hold");
            }
        }
        if (elements == 0 && header != array.length()) {
            throw malformed(type, "there are bytes behind its header");
        }
        return (int) elements;
    }

    @Override
    Cell next() throws SQLException {
        int length = array.int32(at);
        at += 4;
        if (length != NULL && (length < 0 || length > array.length() - at)) {
            throw malformed(type, "element " + (passed + 1) + " claims " + length + " bytes");
        }
        int from = array.offset() + at;
        at += Math.max(0, length);
        if (++passed == count && at != array.length()) {
            throw malformed(type, "there are bytes behind its last element");
        }
        return length == NULL ? null : element.set(array.bytes(), from, length, array.format(), array.context());
    }
}
