package io.howdah.jdbc;

import io.howdah.error.SqlErrors;
import io.howdah.jdbc.result.CursorName;
import io.howdah.jdbc.result.ResultOptions;
import io.howdah.session.Flight;
import io.howdah.sql.ParseOptions.Escapes;
import io.howdah.sql.Quoting;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;

/** What a user may ask of a statement before it runs. */
abstract class StatementOptions implements Statement {
    private final ResultSetKind kind;
    private Escapes escapes;
    private int fetchSize;
    private long maxRows;
    private int maxFieldSize;
    private Duration queryTimeout;
    private boolean poolable;
    private boolean closeOnCompletion;

    /** Null if the next result needs no name. */
    private CursorName cursor;

    /** Of the results to come; null until one does. */
    private ResultOptions resultOptions;

    StatementOptions(ResultSetKind kind, int fetchSize, Duration queryTimeout) {
        this.kind = kind;
        startAt(fetchSize, queryTimeout);
    }

    /** Takes back what was asked for; {@link #setPoolable} alone is left to who lends the statement. */
    final void startAt(int defaultFetchSize, Duration defaultTimeout) {
        escapes = Escapes.PROCESS;
        fetchSize = defaultFetchSize;
        maxRows = 0;
        maxFieldSize = 0;
        queryTimeout = defaultTimeout;
        closeOnCompletion = false;
        cursor = null;
        if (resultOptions != null
                && (resultOptions.fetchSize() != fetchSize
                        || resultOptions.maxFieldSize() != 0
                        || resultOptions.cursor() != null)) {
            resultOptions = null;
        }
    }

    abstract void requireOpen() throws SQLException;

    // ---- for those who run it

    final ResultSetKind kind() {
        return kind;
    }

    /**
     * Whether what the server said of a statement earlier will not do: by a table that was put in the place of another since,
     * wrong rows could be changed. The server itself does not mind as long as the types are the same.
     */
    final boolean describesAnew() {
        return kind.concurrency() == ResultSet.CONCUR_UPDATABLE;
    }

    final Escapes escapes() {
        return escapes;
    }

    final Duration timeout() {
        return queryTimeout;
    }

    /** 0 for no limit. */
    final long maxRows() {
        return maxRows;
    }

    /** In bytes; 0 for no limit. */
    final int maxFieldSize() {
        return maxFieldSize;
    }

    /** The limit of rows as Execute has it. */
    final int rowLimit() {
        return maxRows == 0 || maxRows > Integer.MAX_VALUE ? Flight.ALL_ROWS : (int) maxRows;
    }

    /** Null if it has none. */
    final CursorName cursor() {
        return cursor;
    }

    /**
     * In rows; 0 if the result is not to come in portions. The current row of a cursor is the last that the server has
     * given, so those of a cursor with a name come one by one.
     */
    final int portion() {
        if (cursor != null) {
            return 1;
        }
        return maxRows == 0 ? fetchSize : (int) Math.min(fetchSize, maxRows);
    }

    final boolean closesOnCompletion() {
        return closeOnCompletion;
    }

    final ResultOptions resultOptions() {
        if (resultOptions == null) {
            resultOptions = new ResultOptions(
                    kind.type(), kind.concurrency(), kind.holdability(), fetchSize, maxFieldSize, cursor);
        }
        return resultOptions;
    }

    // ---- for users

    @Override
    public final int getMaxFieldSize() throws SQLException {
        requireOpen();
        return maxFieldSize;
    }

    @Override
    public final void setMaxFieldSize(int max) throws SQLException {
        requireOpen();
        maxFieldSize = (int) notNegative("maxFieldSize", max);
        resultOptions = null;
    }

    @Override
    public final int getMaxRows() throws SQLException {
        return (int) Math.min(Integer.MAX_VALUE, getLargeMaxRows());
    }

    @Override
    public final void setMaxRows(int max) throws SQLException {
        setLargeMaxRows(max);
    }

    @Override
    public final long getLargeMaxRows() throws SQLException {
        requireOpen();
        return maxRows;
    }

    @Override
    public final void setLargeMaxRows(long max) throws SQLException {
        requireOpen();
        maxRows = notNegative("maxRows", max);
    }

    @Override
    public final void setEscapeProcessing(boolean enable) throws SQLException {
        requireOpen();
        escapes = enable ? Escapes.PROCESS : Escapes.LEAVE;
    }

    @Override
    public final int getQueryTimeout() throws SQLException {
        requireOpen();
        return (int) Math.min(Integer.MAX_VALUE, queryTimeout.toSeconds());
    }

    @Override
    public final void setQueryTimeout(int seconds) throws SQLException {
        requireOpen();
        queryTimeout = Duration.ofSeconds(notNegative("queryTimeout", seconds));
    }

    @Override
    public final void setFetchDirection(int direction) throws SQLException {
        requireOpen();
        if (direction != ResultSet.FETCH_FORWARD
                && direction != ResultSet.FETCH_REVERSE
                && direction != ResultSet.FETCH_UNKNOWN) {
            throw SqlErrors.badArgument(
                    "Fetch direction " + direction + " is none of FETCH_FORWARD, FETCH_REVERSE and FETCH_UNKNOWN");
        }
    }

    @Override
    public final int getFetchDirection() throws SQLException {
        requireOpen();
        return ResultSet.FETCH_FORWARD;
    }

    @Override
    public final void setFetchSize(int rows) throws SQLException {
        requireOpen();
        fetchSize = (int) notNegative("fetchSize", rows);
        resultOptions = null;
    }

    @Override
    public final int getFetchSize() throws SQLException {
        requireOpen();
        return fetchSize;
    }

    @Override
    public final int getResultSetConcurrency() throws SQLException {
        requireOpen();
        return kind.concurrency();
    }

    @Override
    public final int getResultSetType() throws SQLException {
        requireOpen();
        return kind.type();
    }

    @Override
    public final int getResultSetHoldability() throws SQLException {
        requireOpen();
        return kind.holdability();
    }

    @Override
    public final void setPoolable(boolean on) throws SQLException {
        requireOpen();
        poolable = on;
    }

    @Override
    public final boolean isPoolable() throws SQLException {
        requireOpen();
        return poolable;
    }

    /**
     * {@inheritDoc} A result that {@code getMoreResults} closes on its way is not the last one, even if no other comes:
     * who calls it goes on to ask for the update count, and must not find the statement closed.
     */
    @Override
    public final void closeOnCompletion() throws SQLException {
        requireOpen();
        closeOnCompletion = true;
    }

    @Override
    public final boolean isCloseOnCompletion() throws SQLException {
        requireOpen();
        return closeOnCompletion;
    }

    /**
     * {@inheritDoc} It is a name as SQL has it: without quotes capital letters do not count. The queries to come need a
     * transaction, and their rows come one by one, each by a round trip.
     *
     * @param name null for none
     * @throws SQLException 0AX00 if the results of this statement can be no cursors: they scroll, or outlive their
     *     transaction
     */
    @Override
    public final void setCursorName(String name) throws SQLException {
        requireOpen();
        if (name != null
                && (kind.type() != ResultSet.TYPE_FORWARD_ONLY
                        || kind.holdability() != ResultSet.CLOSE_CURSORS_AT_COMMIT)) {
            throw SqlErrors.notSupported("A cursor with a name moves forward and ends with its transaction: make the"
                    + " statement TYPE_FORWARD_ONLY and CLOSE_CURSORS_AT_COMMIT");
        }
        cursor = name == null ? null : CursorName.of(name);
        resultOptions = null;
    }

    // ---- quoting

    /** {@inheritDoc} One with a backslash is an {@code E'..'}, which means the same under every setting of the server. */
    @Override
    public final String enquoteLiteral(String value) throws SQLException {
        requireOpen();
        return Quoting.literal(value);
    }

    @Override
    public final String enquoteNCharLiteral(String value) throws SQLException {
        requireOpen();
        String literal = Quoting.literal(value);
        return literal.charAt(0) == ' ' ? "NCHAR" + literal : "N" + literal;
    }

    /** {@inheritDoc} Upper case needs quotes as key words do: without, the server reads another name. */
    @Override
    public final String enquoteIdentifier(String identifier, boolean alwaysQuote) throws SQLException {
        requireOpen();
        if (Quoting.isQuoted(identifier)) {
            return identifier;
        }
        return alwaysQuote ? Quoting.quoted(identifier) : Quoting.identifier(identifier);
    }

    @Override
    public final boolean isSimpleIdentifier(String identifier) throws SQLException {
        requireOpen();
        return Quoting.isSimple(identifier);
    }

    private static long notNegative(String name, long value) throws SQLException {
        if (value < 0) {
            throw SqlErrors.badArgument(name + " is " + value + " and must not be negative; 0 stands for no limit");
        }
        return value;
    }
}
