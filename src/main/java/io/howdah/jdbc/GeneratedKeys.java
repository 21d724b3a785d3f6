package io.howdah.jdbc;

import io.howdah.api.ServerVersion;
import io.howdah.config.ConnectionConfig;
import io.howdah.error.SqlErrors;
import io.howdah.error.SqlState;
import io.howdah.session.Failure;
import io.howdah.session.Outcome;
import io.howdah.session.Rows;
import io.howdah.sql.ParsedStatement;
import io.howdah.sql.Returning;
import io.howdah.sql.Verb;
import io.howdah.sql.WrittenName;
import io.howdah.wire.RowDescription;
import java.sql.SQLException;
import java.util.List;
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

    /** Whether the columns to be returned are those that the catalogue takes for keys. */
    static boolean areLookedUp(ParsedStatement statement, KeyRequest keys, JdbcContext context) {
        // Of an UPDATE no key is generated; and its columns may be ambiguous, by themselves.
        return keys instanceof KeyRequest.All
                && statement.verb() == Verb.INSERT
                && !statement.hasReturning()
                && context.settings().generatedKeys() == ConnectionConfig.GeneratedKeys.KEYS;
    }

    /**
     * The statement with the RETURNING that the request wants; its own, if it has one, stays. The catalogue is asked for
     * the keys of a table that was not met before: it is for a statement that is about to be executed.
     */
    static String textFor(ParsedStatement statement, KeyRequest keys, JdbcContext context) throws SQLException {
        return areLookedUp(statement, keys, context)
                ? context.keyColumns().text(statement)
                : unaskedTextFor(statement, keys, context);
    }

    /** The same as far as it can be told without asking; all columns are returned else. */
    static String unaskedTextFor(ParsedStatement statement, KeyRequest keys, JdbcContext context) throws SQLException {
        if (!apply(statement, keys, context.session().serverVersion()) || statement.hasReturning()) {
            return statement.sql();
        }
        if (keys instanceof KeyRequest.Named named && !isPicked(named, context)) {
            return Returning.columns(statement, named(named, context), context.strings());
        }
        return areLookedUp(statement, keys, context)
                ? context.keyColumns().knownText(statement)
                : Returning.all(statement, context.strings());
    }

    /**
     * What to send instead of a statement that failed for a column that is not there, if that may be one that the driver
     * named.
     *
     * @param text what was sent
     * @return null if the same would be sent again
     */
    static String renewed(Failure failure, String text, ParsedStatement statement, KeyRequest keys, JdbcContext context)
            throws SQLException {
        if (!SqlState.UNDEFINED_COLUMN.is(failure.error().sqlState()) || !areLookedUp(statement, keys, context)) {
            return null;
        }
        context.keyColumns().forget();
        String renewed = textFor(statement, keys, context);
        return renewed.equals(text) ? null : renewed;
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
        return WrittenName.folded(name);
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
