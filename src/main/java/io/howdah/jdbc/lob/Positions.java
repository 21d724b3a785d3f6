package io.howdah.jdbc.lob;

import io.howdah.error.SqlErrors;
import java.sql.SQLException;

/** What positions and lengths JDBC allows, counted from 1; all else is 22023. */
final class Positions {
    private Positions() {}

    static void require(String what, long position, long length) throws SQLException {
        if (position < 1) {
            throw SqlErrors.badArgument("Positions in a " + what + " count from 1, and " + position + " is less");
        }
        if (length < 0) {
            throw SqlErrors.badArgument("A length in a " + what + " is " + length + " and must not be negative");
        }
    }

    /** All of it must be there. */
    static void requireWithin(String what, long position, long length, long size) throws SQLException {
        require(what, position, length);
        if (length > size || position - 1 > size - length) {
            throw SqlErrors.badArgument("Position " + position + " and length " + length + " go beyond the end of the "
                    + what + ", which is " + size + " long");
        }
    }

    /** No further than right behind the end: nobody could say what is in between. */
    static void requireWritable(String what, long position, long size) throws SQLException {
        require(what, position, 0);
        if (position - 1 > size) {
            throw SqlErrors.badArgument(
                    "Position " + position + " lies behind the end of the " + what + ", which is " + size + " long");
        }
    }

    /** A part of the caller's array or String. */
    static void requireRange(int offset, int length, int available) throws SQLException {
        if (offset < 0 || length < 0 || length > available - offset) {
            throw SqlErrors.badArgument(
                    "Offset " + offset + " and length " + length + " are not within the " + available + " given");
        }
    }
}
