package io.howdah.types.codec;

import io.howdah.error.SqlErrors;
import java.sql.SQLException;

/**
 * How much of a stream is the value, in bytes or characters.
 *
 * @param length Long.MAX_VALUE for all of it
 */
public record StreamLength(long length, Rest rest) {
    /** All there is. */
    public static final StreamLength UNKNOWN = new StreamLength(Long.MAX_VALUE, Rest.IGNORED);

    /** What becomes of what comes behind the length. */
    enum Rest {
        IGNORED,
        REFUSED
    }

    /** That many, which must be there; more are not read. For the setters of streams. */
    public static StreamLength first(long length) throws SQLException {
        return new StreamLength(checked(length), Rest.IGNORED);
    }

    /** That many and no more, which is what JDBC demands of the setters of Blobs and Clobs. */
    public static StreamLength exactly(long length) throws SQLException {
        return new StreamLength(checked(length), Rest.REFUSED);
    }

    private static long checked(long length) throws SQLException {
        if (length < 0) {
            throw SqlErrors.badArgument("The length of a stream is " + length + " and must not be negative");
        }
        return length;
    }

    boolean isKnown() {
        return length != Long.MAX_VALUE;
    }

    SQLException tooShort(String what, long read) {
        return SqlErrors.badArgument(
                "The " + what + " ended after " + read + " of the " + length + " that were announced");
    }

    SQLException tooLong(String what) {
        return SqlErrors.badArgument("The " + what + " goes on behind the " + length + " that were announced");
    }
}
