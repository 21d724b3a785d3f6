package io.howdah.pipeline;

import io.howdah.api.ServerError;
import io.howdah.session.Flight;
import io.howdah.session.Plan;
import io.howdah.session.Reply;
import io.howdah.session.Rows;
import io.howdah.session.Session;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;

/** The connection behind a pipeline: its transactions, and what JDBC makes of values and rows. */
public interface PipelineHost {
    Session session();

    /** @throws SQLException if the connection has ended, though its session may go on. */
    void requireOpen() throws SQLException;

    /** Whether the connection has ended, with its session or without. */
    boolean isClosed();

    /**
     * Sends a flight, and leaves it to the caller to read the answer.
     *
     * @throws SQLException if nothing may be run now, or the connection broke
     */
    Reply post(Plan plan) throws SQLException;

    /** A statement with values, ready to be sent. */
    QueuedStatement encode(String sql, Object... values) throws SQLException;

    /** What one of the connection's own statements would send now. */
    QueuedStatement encode(PreparedStatement statement) throws SQLException;

    /** Writes what is due before statements of which an error undoes all. Under the wire lock. */
    void open(Flight flight);

    /** Writes what is due before statements that stand by themselves. Under the wire lock. */
    void openBare(Flight flight);

    /** What {@link #open} has written was sent. */
    void sent();

    /** Rows as JDBC has them. */
    ResultSet resultSet(Rows rows);

    /** How long the server may keep somebody waiting; zero for as long as it likes. */
    Duration timeout();

    void onNotice(ServerError notice);
}
