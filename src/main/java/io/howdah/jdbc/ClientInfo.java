package io.howdah.jdbc;

import io.howdah.error.SqlErrors;
import io.howdah.session.Session;
import io.howdah.sql.Quoting;
import java.sql.ClientInfoStatus;
import java.sql.SQLClientInfoException;
import java.sql.SQLException;
import java.util.Map;
import java.util.Properties;

/** Client info: the one property there is, ApplicationName, becomes {@code application_name} with the next flight. */
final class ClientInfo {
    static final String APPLICATION_NAME = "ApplicationName";

    private final Session session;
    private final Transactions transactions;
    private final Warnings warnings;

    /** What was set last; null if nothing ever was. */
    private Choice last;

    private int choices;

    private record Choice(String name, String sql) {}

    ClientInfo(Session session, Transactions transactions, Warnings warnings) {
        this.session = session;
        this.transactions = transactions;
        this.warnings = warnings;
    }

    /** An unknown name is a warning: frameworks set what other databases know. */
    void set(String name, String value) throws SQLClientInfoException {
        if (!APPLICATION_NAME.equalsIgnoreCase(name)) {
            warnings.add(SqlErrors.warning(
                    "Client info \"" + name + "\" is not known and was ignored: the only one is " + APPLICATION_NAME));
            return;
        }
        String text = value == null ? "" : value;
        try {
            var choice = new Choice(text, "SET application_name = " + Quoting.literal(text));
            transactions.sendLater(choice.sql());
            last = choice;
            choices++;
        } catch (SQLException e) {
            throw failure(name, e);
        }
    }

    /** @param properties null for none */
    void set(Properties properties) throws SQLClientInfoException {
        if (properties == null) {
            set(APPLICATION_NAME, null);
            return;
        }
        boolean named = false;
        for (String name : properties.stringPropertyNames()) {
            set(name, properties.getProperty(name));
            named |= APPLICATION_NAME.equalsIgnoreCase(name);
        }
        if (!named) {
            // JDBC: a name that the properties lack is cleared.
            set(APPLICATION_NAME, null);
        }
    }

    String get(String name) {
        if (!APPLICATION_NAME.equalsIgnoreCase(name)) {
            return null;
        }
        return last != null && transactions.hasUnsentSetting(last.sql())
                ? last.name()
                : session.parameter("application_name");
    }

    /** Grows with each value that was set: one that is part of a transaction may be taken back with it. */
    int choices() {
        return choices;
    }

    Properties get() {
        var all = new Properties();
        String name = get(APPLICATION_NAME);
        if (name != null) {
            all.setProperty(APPLICATION_NAME, name);
        }
        return all;
    }

    /** What a call on a closed connection gets. */
    static SQLClientInfoException closed(String name) {
        return failure(name, SqlErrors.connectionClosed());
    }

    private static SQLClientInfoException failure(String name, SQLException cause) {
        return SqlErrors.clientInfo(name == null ? Map.of() : Map.of(name, ClientInfoStatus.REASON_UNKNOWN), cause);
    }
}
