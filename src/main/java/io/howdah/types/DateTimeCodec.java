package io.howdah.types;

import io.howdah.wire.ByteWriter;
import java.sql.SQLException;

/**
 * A codec of a date or time, which can give its value as a number as well: the way to {@code java.sql} without an
 * object in between.
 */
public interface DateTimeCodec<T> extends Codec<T> {
    /** 2000-01-01, from which PostgreSQL counts, in days since 1970-01-01. */
    int EPOCH_DAY = 10_957;

    /** The same in seconds. */
    long EPOCH_SECOND = EPOCH_DAY * 86_400L;

    long MICROS_PER_DAY = 86_400_000_000L;

    /** What {@link #readUnits} gives for {@code infinity}. */
    long INFINITY = Long.MAX_VALUE;

    /** What {@link #readUnits} gives for {@code -infinity}. */
    long MINUS_INFINITY = Long.MIN_VALUE;

    /** What a date or time consists of. */
    enum Kind {
        DATE,
        TIME,
        TIMETZ,
        TIMESTAMP,
        TIMESTAMPTZ
    }

    Kind kind();

    /** By its number, in which nothing is lost: Java has no 24:00. */
    @Override
    default void encodeText(Cell text, ByteWriter out) throws SQLException {
        out.int64(readUnits(text));
    }

    /**
     * The value as a number, as in its binary form: a date in days since 2000-01-01, a time in µs since midnight, a
     * timestamp in µs since 2000-01-01 00:00 (in UTC if it has a zone).
     */
    long readUnits(Cell cell) throws SQLException;

    /** A timetz's seconds east of UTC; 0 for the others. */
    default int readOffsetSeconds(Cell cell) throws SQLException {
        return 0;
    }
}
