package io.howdah.jdbc.result;

import io.howdah.session.Rows;
import io.howdah.types.CodecContext;

/**
 * What a result needs to be read, without the result itself: made once for a statement, and used again by each of its
 * results when the one before is closed. A closed result keeps none of it, so nobody can read through it what is not its
 * own any more.
 */
public final class Reading {
    private final ColumnLayout layout;
    private final CodecContext context;
    private final boolean hasTimes;
    private final int maxFieldSize;
    private final ForwardCursor cursor;
    private final ColumnValues values;

    /**
     * @param context in which the values are understood: a snapshot from when the statement was executed
     * @param maxFieldSize in bytes; 0 for no limit
     */
    public Reading(ColumnLayout layout, CodecContext context, int maxFieldSize) {
        this.layout = layout;
        this.context = context;
        this.hasTimes = layout.hasTimes();
        this.maxFieldSize = maxFieldSize;
        this.cursor = new ForwardCursor();
        this.values = new ColumnValues(cursor, layout, context, maxFieldSize);
    }

    /** Whether it is free, and made for just this. */
    public boolean fits(Rows rows, CodecContext newContext, int newMaxFieldSize) {
        return cursor.place() == Cursor.Place.CLOSED
                && layout.description() == rows.columns()
                && context == newContext
                && maxFieldSize == newMaxFieldSize;
    }

    /** Whether values are understood in the JVM's zone, so that it matters whether that has changed. */
    public boolean hasTimes() {
        return hasTimes;
    }

    /** @param maxRows rows beyond are cut off; 0 for no limit */
    public Reading over(Rows rows, long maxRows) {
        cursor.open(rows, maxRows);
        return this;
    }

    ColumnLayout layout() {
        return layout;
    }

    ForwardCursor cursor() {
        return cursor;
    }

    ColumnValues values() {
        return values;
    }
}
