package io.howdah.datasource;

import io.howdah.config.Option;

/** How statements are prepared and run, and how results are read. Part of {@link ConnectionProperties}. */
public abstract class StatementProperties extends SessionProperties {
    StatementProperties() {}

    /**
     * Property {@code prepareThreshold}: 0 never names a prepared statement, for poolers that cannot have it; any
     * other value names it from its first use.
     */
    public void setPrepareThreshold(int prepareThreshold) {
        text(Option.PREPARE_THRESHOLD, Integer.toString(prepareThreshold));
    }

    /** See {@link #setPrepareThreshold}. */
    public int getPrepareThreshold() {
        return number(Option.PREPARE_THRESHOLD);
    }

    /** Property {@code preparedStatementCacheQueries}: how many statements stay prepared per connection; 0 for none. */
    public void setPreparedStatementCacheQueries(int preparedStatementCacheQueries) {
        text(Option.CACHE_QUERIES, Integer.toString(preparedStatementCacheQueries));
    }

    /** See {@link #setPreparedStatementCacheQueries}. */
    public int getPreparedStatementCacheQueries() {
        return number(Option.CACHE_QUERIES);
    }

    /**
     * Property {@code preparedStatementCacheSizeMiB}: how much memory their texts and descriptions may take per
     * connection, in MiB.
     */
    public void setPreparedStatementCacheSizeMiB(int preparedStatementCacheSizeMiB) {
        text(Option.CACHE_MIB, Integer.toString(preparedStatementCacheSizeMiB));
    }

    /** See {@link #setPreparedStatementCacheSizeMiB}. */
    public int getPreparedStatementCacheSizeMiB() {
        return number(Option.CACHE_MIB);
    }

    /**
     * Property {@code defaultRowFetchSize}: the fetch size that statements start with, in rows; 0 lets the driver
     * choose.
     */
    public void setDefaultRowFetchSize(int defaultRowFetchSize) {
        text(Option.DEFAULT_ROW_FETCH_SIZE, Integer.toString(defaultRowFetchSize));
    }

    /** See {@link #setDefaultRowFetchSize}. */
    public int getDefaultRowFetchSize() {
        return number(Option.DEFAULT_ROW_FETCH_SIZE);
    }

    /**
     * Property {@code eagerResultBytes}, in bytes: how much of a result is read before it is handed over, in bytes (or
     * 512KiB, 1MiB).
     */
    public void setEagerResultBytes(int eagerResultBytes) {
        text(Option.EAGER_RESULT_BYTES, Integer.toString(eagerResultBytes));
    }

    /** See {@link #setEagerResultBytes}. */
    public int getEagerResultBytes() {
        return number(Option.EAGER_RESULT_BYTES);
    }

    /**
     * Property {@code maxResultBuffer}: the most that is kept in memory of one result, and of one row: bytes (or 300K, 150M,
     * 1G), or a share of the largest heap (10p or 10pct); without it there is no limit.
     */
    public void setMaxResultBuffer(String maxResultBuffer) {
        text(Option.MAX_RESULT_BUFFER, maxResultBuffer);
    }

    /** See {@link #setMaxResultBuffer}. */
    public String getMaxResultBuffer() {
        return text(Option.MAX_RESULT_BUFFER);
    }

    /**
     * Property {@code stringtype}: the type sent for setString: auto lets the server infer it, and is varchar where it
     * cannot.
     */
    public void setStringType(String stringType) {
        text(Option.STRING_TYPE, stringType);
    }

    /** See {@link #setStringType}. */
    public String getStringType() {
        return text(Option.STRING_TYPE);
    }

    /**
     * Property {@code autosave}: whether each statement in a transaction has a savepoint, which costs no round trip:
     * always, so that a failed statement leaves the transaction usable; conservative, to run a statement again whose
     * prepared form was lost or outdated.
     */
    public void setAutosave(String autosave) {
        text(Option.AUTOSAVE, autosave);
    }

    /** See {@link #setAutosave}. */
    public String getAutosave() {
        return text(Option.AUTOSAVE);
    }

    /**
     * Property {@code reWriteBatchedInserts}: whether a batch of one-row INSERTs may be sent as one INSERT that takes
     * its rows from arrays, which is faster; an error of a row then does not tell which entry it was.
     */
    public void setReWriteBatchedInserts(boolean reWriteBatchedInserts) {
        text(Option.REWRITE_BATCHED_INSERTS, Boolean.toString(reWriteBatchedInserts));
    }

    /** See {@link #setReWriteBatchedInserts}. */
    public boolean isReWriteBatchedInserts() {
        return flag(Option.REWRITE_BATCHED_INSERTS);
    }

    /** Property {@code quoteReturningIdentifiers}: whether the column names given for generated keys are quoted. */
    public void setQuoteReturningIdentifiers(boolean quoteReturningIdentifiers) {
        text(Option.QUOTE_RETURNING_IDENTIFIERS, Boolean.toString(quoteReturningIdentifiers));
    }

    /** See {@link #setQuoteReturningIdentifiers}. */
    public boolean isQuoteReturningIdentifiers() {
        return flag(Option.QUOTE_RETURNING_IDENTIFIERS);
    }

    /**
     * Property {@code generatedKeys}: what {@code Statement.RETURN_GENERATED_KEYS} gives of an INSERT: the primary
     * {@code keys}, identity and other columns with a default, or {@code all} columns.
     */
    public void setGeneratedKeys(String generatedKeys) {
        text(Option.GENERATED_KEYS, generatedKeys);
    }

    /** See {@link #setGeneratedKeys}. */
    public String getGeneratedKeys() {
        return text(Option.GENERATED_KEYS);
    }

    /**
     * Property {@code hideUnprivilegedObjects}: whether {@code DatabaseMetaData} leaves out what the user has no privileges
     * for.
     */
    public void setHideUnprivilegedObjects(boolean hideUnprivilegedObjects) {
        text(Option.HIDE_UNPRIVILEGED_OBJECTS, Boolean.toString(hideUnprivilegedObjects));
    }

    /** See {@link #setHideUnprivilegedObjects}. */
    public boolean isHideUnprivilegedObjects() {
        return flag(Option.HIDE_UNPRIVILEGED_OBJECTS);
    }

    /**
     * Property {@code escapeSyntaxCallMode}: what {@code {call ..}} becomes: {@code auto} asks the catalogue whether it is a
     * function or a procedure; {@code select}, {@code callIfNoReturn} and {@code call} ask nobody.
     */
    public void setEscapeSyntaxCallMode(String escapeSyntaxCallMode) {
        text(Option.ESCAPE_SYNTAX_CALL_MODE, escapeSyntaxCallMode);
    }

    /** See {@link #setEscapeSyntaxCallMode}. */
    public String getEscapeSyntaxCallMode() {
        return text(Option.ESCAPE_SYNTAX_CALL_MODE);
    }

    /** Property {@code queryTimeout}, in seconds: the query timeout that statements start with; 0 for none. */
    public void setQueryTimeout(int queryTimeout) {
        text(Option.QUERY_TIMEOUT, Integer.toString(queryTimeout));
    }

    /** See {@link #setQueryTimeout}. */
    public int getQueryTimeout() {
        return number(Option.QUERY_TIMEOUT);
    }
}
