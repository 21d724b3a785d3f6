package io.howdah.jdbc.result;

import java.sql.ResultSet;

/**
 * What a statement was told of its results.
 *
 * @param type a {@code ResultSet.TYPE_} constant: what the result is, not what was asked for
 * @param concurrency a {@code ResultSet.CONCUR_} constant
 * @param holdability a {@code ResultSet._CURSORS_} constant
 * @param fetchSize in rows; 0 leaves it to the driver
 * @param maxFieldSize in bytes, of character and binary values; 0 for no limit
 * @param cursor what {@code where current of} calls the result; null if it has no name
 */
public record ResultOptions(
        int type, int concurrency, int holdability, int fetchSize, int maxFieldSize, CursorName cursor) {
    /** Forward only and read-only, without limits. */
    public static final ResultOptions PLAIN = new ResultOptions(
            ResultSet.TYPE_FORWARD_ONLY, ResultSet.CONCUR_READ_ONLY, ResultSet.CLOSE_CURSORS_AT_COMMIT, 0, 0, null);

    /** Of rows that are there already: nothing ends them. */
    static final ResultOptions MADE = new ResultOptions(
            ResultSet.TYPE_SCROLL_INSENSITIVE,
            ResultSet.CONCUR_READ_ONLY,
            ResultSet.HOLD_CURSORS_OVER_COMMIT,
            0,
            0,
            null);

    /** The same for a result that moves forward and cannot be changed, whatever was asked for. */
    public ResultOptions forwardAndReadOnly() {
        return type == ResultSet.TYPE_FORWARD_ONLY && concurrency == ResultSet.CONCUR_READ_ONLY
                ? this
                : new ResultOptions(
                        ResultSet.TYPE_FORWARD_ONLY,
                        ResultSet.CONCUR_READ_ONLY,
                        holdability,
                        fetchSize,
                        maxFieldSize,
                        null);
    }
}
