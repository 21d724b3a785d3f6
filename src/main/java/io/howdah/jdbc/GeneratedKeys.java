package io.howdah.jdbc;

import io.howdah.api.ServerVersion;
import io.howdah.config.ConnectionConfig;
import io.howdah.error.SqlErrors;
import io.howdah.session.Outcome;
import io.howdah.session.Rows;
import io.howdah.sql.ParsedStatement;
import io.howdah.sql.Returning;
import io.howdah.sql.Verb;
import io.howdah.wire.RowDescription;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import java.util.Objects;

/** Which statements can return keys, and the text that makes them do so. */
final class GeneratedKeys {
    private GeneratedKeys() {}

    /** Whether the rows of this statement are its generated keys. Of others the request is ignored, as JDBC has it. */
    static boolean apply(ParsedStatement statement, KeyRequest keys, ServerVersion server) {
        if (keys instanceof KeyRequest.None) {
            return false;
        }
        return switch (statement.verb()) {
            case INSERT, UPDATE, DELETE -> true;
            case MERGE -> statement.hasReturning() || server.atLeast(17, 0);
            default -> false;
        };
    }

    /** The statement with the RETURNING that the request wants; its own, if it has one, stays. */
    static String textFor(ParsedStatement statement, KeyRequest keys, JdbcContext context) throws SQLException {
        if (!apply(statement, keys, context.session().serverVersion()) || statement.hasReturning()) {
            return statement.sql();
        }
        if (keys instanceof KeyRequest.Named named && !isPicked(named, context)) {
            return Returning.columns(statement, named(named, context));
        }
        // Of an UPDATE no key is generated; and its columns may be ambiguous, by themselves.
        List<String> columns = keys instanceof KeyRequest.All
                        && statement.verb() == Verb.INSERT
                        && context.settings().generatedKeys() == ConnectionConfig.GeneratedKeys.KEYS
                ? context.keyColumns().of(statement.sql())
                : List.of();
        return columns.isEmpty() ? Returning.all(statement) : Returning.columns(statement, columns);
    }

    /** What is to be done with the rows that come: to pick the keys from all columns, or to take them as they are. */
    static KeyRequest fromRows(ParsedStatement statement, KeyRequest keys, JdbcContext context) {
        boolean picked =
                keys instanceof KeyRequest.Placed || keys instanceof KeyRequest.Named named && isPicked(named, context);
        return picked && !statement.hasReturning() ? keys : KeyRequest.ALL;
    }

    /** Only with all columns at hand can we tell whether ID is meant, or the id that it would be without quotes. */
    private static boolean isPicked(KeyRequest.Named keys, JdbcContext context) {
        return context.settings().quoteReturningIdentifiers()
                && keys.columns().stream().anyMatch(name -> !name.equals(lower(name)));
    }

    private static List<String> named(KeyRequest.Named keys, JdbcContext context) {
        return context.settings().quoteReturningIdentifiers()
                ? keys.columns()
                : keys.columns().stream().map(GeneratedKeys::lower).toList();
    }

    private static String lower(String name) {
        return name.toLowerCase(Locale.ROOT);
    }

    /**
     * The rows with keys of all entries of a batch, in order.
     *
     * @throws SQLException if they differ in type, as those of {@code returning $1} may
     */
    static List<Rows> rowsOf(List<Outcome> outcomes) throws SQLException {
        List<Rows> keys =
                outcomes.stream().map(Outcome::rows).filter(Objects::nonNull).toList();
        for (Rows each : keys) {
            if (!sameTypes(each.columns(), keys.get(0).columns())) {
                throw SqlErrors.notSupported("The batch was executed, but the keys of its entries differ in type and"
                        + " cannot be one result: set each parameter with the same type in every entry");
            }
        }
        return keys;
    }

    private static boolean sameTypes(RowDescription one, RowDescription another) {
        for (int i = 0; i < one.count(); i++) {
            if (one.field(i).typeOid() != another.field(i).typeOid()
                    || one.field(i).format() != another.field(i).format()) {
                return false;
            }
        }
        return one.count() == another.count();
    }
}
