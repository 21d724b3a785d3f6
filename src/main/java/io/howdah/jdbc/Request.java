package io.howdah.jdbc;

import io.howdah.error.LogText;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One user's turn with a pooled connection: what the connection was like before it, and is to be like after it. To
 * restore it costs a round trip only if a transaction is open; settings go with the next user's first statement.
 *
 * @see java.sql.Connection#beginRequest()
 */
final class Request {
    private static final String ACCESS_MODE = "default_transaction_read_only";

    /** Of servers from version 18 on. */
    private static final String SEARCH_PATH = "search_path";

    /** It says who may set the others, and so is restored before all of them. */
    private static final String USER = "session_authorization";

    /** The parameters that the server reports when they change, so far as users change them. */
    private static final List<String> REPORTED = List.of(
            USER,
            "DateStyle",
            "IntervalStyle",
            "TimeZone",
            ACCESS_MODE,
            "standard_conforming_strings",
            "scram_iterations");

    private final ConnectionImpl connection;
    /** As their users hold them. */
    private final Set<Statement> statements = new HashSet<>();

    private final boolean autoCommit;
    private final TransactionModes.Choice modes;
    private final int holdability;
    private final int networkTimeout;
    private final String searchPath;
    private final int searchPathChoices;

    /** As the server has it; null if it does not say, or is yet to be told of another one. */
    private final String reportedPath;

    private final Map<String, Class<?>> typeMap;
    private final Properties clientInfo;
    private final int clientInfoChoices;
    private final int declaredCursors;
    private final int notificationLimit;
    private final Map<String, String> parameters = new HashMap<>();

    Request(ConnectionImpl connection, Set<StatementImpl> openStatements) throws SQLException {
        this.connection = connection;
        for (StatementImpl each : openStatements) {
            if (each.isInUse()) {
                statements.add(each.self());
            }
        }
        this.autoCommit = transactions().autoCommitOfUser();
        this.modes = transactions().modes().choice();
        this.holdability = connection.getHoldability();
        this.networkTimeout = connection.getNetworkTimeout();
        this.searchPath = connection.context().searchPath();
        this.searchPathChoices = connection.context().searchPathChoices();
        this.reportedPath = transactions().knownParameter(SEARCH_PATH);
        this.typeMap = connection.getTypeMap();
        this.clientInfo = connection.getClientInfo();
        this.clientInfoChoices = connection.clientInfoChoices();
        this.declaredCursors = connection.context().session().declaredCursors();
        this.notificationLimit = connection.context().session().notificationLimit();
        for (String name : REPORTED) {
            parameters.put(name, transactions().parameter(name));
        }
    }

    private Transactions transactions() {
        return connection.context().transactions();
    }

    /** @param openStatements those of the request are closed */
    void end(Set<StatementImpl> openStatements) throws SQLException {
        closeStatements(openStatements);
        if (!transactions().isManaged()) {
            restore();
        }
    }

    /**
     * The results that are left in them are of no interest any more, nor are the errors they may yet end with.
     *
     * @param openStatements those of the request are closed
     */
    void closeStatements(Set<StatementImpl> openStatements) throws SQLException {
        for (StatementImpl each : List.copyOf(openStatements)) {
            if (each.isInUse() && !statements.contains(each.self())) {
                close(each.self());
            }
        }
    }

    private void close(Statement statement) throws SQLException {
        try {
            statement.close();
        } catch (SQLException e) {
            if (connection.context().session().isClosed()) {
                throw e;
            }
            Log.LOG.debug("A result that its user has left had failed: {}", LogText.of(String.valueOf(e.getMessage())));
        }
    }

    /** Not in a branch of a global transaction. */
    void restore() throws SQLException {
        if (connection.getAutoCommit()) {
            transactions().rollBackStray();
        } else {
            connection.rollback();
            // What is put back must be of no transaction: the next user may roll his back.
            connection.setAutoCommit(true);
        }
        restoreParameter(USER);
        if (connection.context().session().declaredCursors() != declaredCursors) {
            // Those WITH HOLD outlive their transaction.
            transactions().sendLater("CLOSE ALL");
        }
        transactions().modes().choose(modes);
        connection.setHoldability(holdability);
        connection.setNetworkTimeout(null, networkTimeout);
        connection.setTypeMap(typeMap);
        connection.context().session().notificationLimit(notificationLimit);
        restoreSearchPath();
        if (connection.clientInfoChoices() != clientInfoChoices || !clientInfo.equals(connection.getClientInfo())) {
            connection.setClientInfo(clientInfo);
        }
        for (String name : REPORTED) {
            restoreParameter(name);
        }
        connection.setAutoCommit(autoCommit);
    }

    /** What was chosen last may have been taken back with its transaction, so that it says nothing of what there is. */
    private void restoreSearchPath() throws SQLException {
        boolean chosen = connection.context().searchPathChoices() != searchPathChoices;
        if (reportedPath == null) {
            if (chosen) {
                connection.setSearchPath(searchPath);
            }
        } else if (chosen || !reportedPath.equals(transactions().parameter(SEARCH_PATH))) {
            transactions().restoreListLater(SEARCH_PATH, reportedPath);
            connection.context().searchPath(searchPath);
        }
    }

    private void restoreParameter(String name) throws SQLException {
        String before = parameters.get(name);
        if (before == null || before.equals(transactions().parameter(name))) {
            return;
        }
        transactions().restoreLater(name, before);
        if (name.equals(ACCESS_MODE)) {
            transactions().modes().accessModeIsRestored();
        }
    }

    /** A class of its own, so that slf4j starts up only once there is something to say. */
    private static final class Log {
        static final Logger LOG = LoggerFactory.getLogger(Request.class);

        private Log() {}
    }
}
