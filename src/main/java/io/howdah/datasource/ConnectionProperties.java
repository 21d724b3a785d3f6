package io.howdah.datasource;

import io.howdah.config.Option;
import io.howdah.config.Settings.Source;
import java.sql.SQLException;

/**
 * The properties that all DataSources of Howdah have, a setter each. A setter given null takes the value back; a getter
 * tells the default where none was set. There are no getters for secrets.
 *
 * <p>Set them before the first connection is asked for, by one thread. They are read at each connection.
 */
public abstract class ConnectionProperties extends StatementProperties {
    ConnectionProperties() {}

    /**
     * Any property by its name in URLs, also {@code param.<server setting>}.
     *
     * @param value null takes it back
     * @throws SQLException 08001 for a name that is not known, or a property that is refused
     */
    public void setProperty(String name, String value) throws SQLException {
        if (value == null) {
            settings().remove(name);
        } else {
            settings().require(name, value, Source.PROPERTIES);
        }
    }

    /**
     * Property {@code logServerErrorDetail}: whether exception texts hold the server's detail, which may show values
     * of rows.
     */
    public void setLogServerErrorDetail(boolean logServerErrorDetail) {
        text(Option.LOG_SERVER_ERROR_DETAIL, Boolean.toString(logServerErrorDetail));
    }

    /** See {@link #setLogServerErrorDetail}. */
    public boolean isLogServerErrorDetail() {
        return flag(Option.LOG_SERVER_ERROR_DETAIL);
    }

    /**
     * Property {@code slowStatementThreshold}, in milliseconds: a statement that takes longer is logged as a warning,
     * without the values in it; 0 for none.
     */
    public void setSlowStatementThreshold(int slowStatementThreshold) {
        text(Option.SLOW_STATEMENT_THRESHOLD, Integer.toString(slowStatementThreshold));
    }

    /** See {@link #setSlowStatementThreshold}. */
    public int getSlowStatementThreshold() {
        return number(Option.SLOW_STATEMENT_THRESHOLD);
    }

    /**
     * Property {@code logUnclosedConnections}: whether a connection that was lost without being closed is logged as a
     * warning, with where it was opened.
     */
    public void setLogUnclosedConnections(boolean logUnclosedConnections) {
        text(Option.LOG_UNCLOSED_CONNECTIONS, Boolean.toString(logUnclosedConnections));
    }

    /** See {@link #setLogUnclosedConnections}. */
    public boolean isLogUnclosedConnections() {
        return flag(Option.LOG_UNCLOSED_CONNECTIONS);
    }

    /**
     * Property {@code wireTrace}: whether each message is told to the log, at level TRACE of the logger
     * {@code io.howdah.wire}, without what is in it.
     */
    public void setWireTrace(boolean wireTrace) {
        text(Option.WIRE_TRACE, Boolean.toString(wireTrace));
    }

    /** See {@link #setWireTrace}. */
    public boolean isWireTrace() {
        return flag(Option.WIRE_TRACE);
    }
}
