package io.howdah.types.codec;

import io.howdah.error.SqlErrors;
import io.howdah.types.Cell;
import io.howdah.types.PgType;
import java.sql.SQLException;

/**
 * Walks over the elements of one array value, the last dimension fastest. Nothing is allocated on the word of the bytes:
 * the number of elements is checked against the bytes that are there.
 */
abstract class ElementCursor {
    /** MAXDIM in the server's sources. */
    static final int MAX_DIMENSIONS = 6;

    static final int[] NO_DIMENSIONS = new int[0];

    /** What nearly all arrays have; not to be changed. */
    static final int[] PLAIN_BOUND = {1};

    final PgType type;
    final Cell element = new Cell();

    /** Of each dimension; without dimensions where there are no elements. */
    int[] lengths = NO_DIMENSIONS;

    /** As many. */
    int[] lowerBounds = NO_DIMENSIONS;

    /** Of elements. */
    int count;

    ElementCursor(PgType type) {
        this.type = type;
    }

    static ElementCursor over(Cell array, PgType type, char delimiter) throws SQLException {
        return array.isBinary() ? new BinaryElements(array, type) : new TextElements(array, type, delimiter);
    }

    /** The next element, or null for NULL; valid until the next call. To be called {@link #count} times. */
    abstract Cell next() throws SQLException;

    int dimensions() {
        return lengths.length;
    }

    boolean hasPlainBounds() {
        for (int bound : lowerBounds) {
            if (bound != 1) {
                return false;
            }
        }
        return true;
    }

    final SQLException malformed(String why) {
        return malformed(type, why);
    }

    static SQLException malformed(PgType type, String why) {
        return SqlErrors.malformedValue(type.name(), why);
    }
}
