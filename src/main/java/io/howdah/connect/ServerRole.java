package io.howdah.connect;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.howdah.config.ConnectionConfig.TargetServer;
import io.howdah.session.Outcome;
import io.howdah.session.Reply;
import io.howdah.session.Rows;
import io.howdah.session.Session;
import io.howdah.transport.Deadline;
import java.sql.SQLException;
import java.time.Duration;

/**
 * What a server is to us.
 *
 * @param standby whether it is in recovery
 * @param readOnly whether our transactions are read-only there unless they say otherwise; a standby's are always
 */
record ServerRole(boolean standby, boolean readOnly) {
    private static final String QUESTION =
            "SELECT pg_catalog.pg_is_in_recovery(), pg_catalog.current_setting('transaction_read_only')";

    /**
     * As the server reports it (14 and later), else by asking.
     *
     * @throws SQLException if it does not answer in time; the session may be closed then
     */
    static ServerRole of(Session session, Deadline deadline) throws SQLException {
        String standby = session.parameter("in_hot_standby");
        String readOnly = session.parameter("default_transaction_read_only");
        if (standby != null && readOnly != null) {
            return new ServerRole(standby.equals("on"), standby.equals("on") || readOnly.equals("on"));
        }
        Duration usual = session.readTimeout();
        if (!deadline.isNever()) {
            session.setReadTimeout(Duration.ofMillis(deadline.millisLeft()));
        }
        ServerRole role = ask(session);
        session.setReadTimeout(usual);
        return role;
    }

    private static ServerRole ask(Session session) throws SQLException {
        Reply reply = session.send(flight -> flight.simple(QUESTION));
        Outcome outcome = reply.next();
        reply.throwIfFailed();
        Rows rows = outcome == null ? null : outcome.rows();
        if (rows == null || !rows.next()) {
            return new ServerRole(false, false);
        }
        boolean standby = text(rows, 0).equals("t");
        boolean readOnly = text(rows, 1).equals("on");
        rows.close();
        return new ServerRole(standby, standby || readOnly);
    }

    private static String text(Rows rows, int column) {
        int offset = rows.offset(column);
        return offset == Rows.NULL ? "" : new String(rows.page(), offset, rows.length(column), US_ASCII);
    }

    /** Whether such a server is what is wanted, or what is preferred. */
    boolean fits(TargetServer target) {
        return switch (target) {
            case ANY -> true;
            case PRIMARY, PREFER_PRIMARY -> !standby;
            case STANDBY, PREFER_STANDBY -> standby;
            case READ_WRITE -> !readOnly;
            case READ_ONLY -> readOnly;
        };
    }

    /** Whether another will do where none fits. */
    static boolean isPreference(TargetServer target) {
        return target == TargetServer.PREFER_PRIMARY || target == TargetServer.PREFER_STANDBY;
    }

    /** For messages: "a standby". */
    @Override
    public String toString() {
        return standby ? "a standby" : readOnly ? "a primary whose sessions are read-only" : "a primary";
    }
}
