package io.howdah.api;

import java.sql.PreparedStatement;
import java.sql.SQLException;

/**
 * Many statements in one round trip: {@code connection.unwrap(HowdahConnection.class).pipeline()}.
 *
 * <pre>{@code
 * try (Pipeline pipeline = connection.unwrap(HowdahConnection.class).pipeline()) {
 *     PipelineResult added = pipeline.add("insert into t values (?, ?)", 1, "one");
 *     PipelineResult all = pipeline.add("select * from t");
 *     pipeline.sync();
 *     .. added.count() .. all.rows() ..
 * }
 * }</pre>
 *
 * <p>Statements are queued, their values encoded at once, and sent together by {@link #sync()}. While the server reads
 * them, its answers are read, so that thousands of either size bring neither side to a halt. Texts are prepared and cached
 * as those of a PreparedStatement are, each parsed once. The connection's query timeout limits each wait, and cancels the
 * statement that runs then.
 *
 * <p>One statement at a time; not {@code COPY}, {@code {call ..}}, or what begins or ends a transaction (BEGIN, COMMIT,
 * ROLLBACK), or makes the server forget statements (DISCARD, DEALLOCATE): these are refused with 0AX00. Results come as a
 * whole, without portals. For one thread at a time, but for {@link #cancel()}.
 */
public interface Pipeline extends AutoCloseable {
    /**
     * Queues a statement.
     *
     * @param values for its {@code ?}, as {@code setObject} takes them; null is NULL
     * @throws SQLException if it cannot be queued: nothing has happened then
     */
    PipelineResult add(String sql, Object... values) throws SQLException;

    /**
     * Queues a statement with the values that its parameters have now. The statement can be used for others at once.
     *
     * @param statement of the same connection; its limits and its fetch size do not count here
     */
    PipelineResult add(PreparedStatement statement) throws SQLException;

    /**
     * Sends what is queued, and does not wait for the answers. What was sent before and was not read yet is read into memory
     * first. In autocommit and {@link PipelineMode#ABORTING} the transaction ends here.
     *
     * @throws SQLException if the connection breaks; errors of statements are in their results
     */
    void sync() throws SQLException;

    /**
     * Waits for all that was sent. Rows that were not asked for are read into memory.
     *
     * @throws SQLException the first error that no result has thrown yet, or that of the commit
     */
    void await() throws SQLException;

    /** Asks the server to cancel the statement that it runs now, which shows as its error. From any thread. */
    void cancel() throws SQLException;

    /** Sends what is queued, and waits as {@link #await()} does. Rows that were not asked for are dropped. */
    @Override
    void close() throws SQLException;
}
