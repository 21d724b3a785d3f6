package io.howdah.sql;

import io.howdah.error.SqlErrors;
import java.sql.SQLException;
import java.util.List;

/**
 * Statements that give back the rows they touched.
 *
 * <p>Only INSERT, UPDATE, DELETE and MERGE without a RETURNING of their own are changed. MERGE can RETURN from PostgreSQL 17
 * on; the caller knows the server.
 */
public final class Returning {
    private Returning() {}

    /**
     * The statement's text with all columns in the table's order.
     *
     * @throws SQLException 0AX00 for a MERGE whose target cannot be told
     */
    public static String all(ParsedStatement statement, StringSyntax strings) throws SQLException {
        return isLeft(statement) ? statement.sql() : append(statement, qualifier(statement, strings) + "*");
    }

    /**
     * The statement's text with the columns in the order given.
     *
     * @param columns exact names, each is quoted; none asks for nothing
     * @throws SQLException if a name cannot be an identifier; 0AX00 for a MERGE whose target cannot be told
     */
    public static String columns(ParsedStatement statement, List<String> columns, StringSyntax strings)
            throws SQLException {
        if (columns.isEmpty() || isLeft(statement)) {
            return statement.sql();
        }
        String qualifier = qualifier(statement, strings);
        StringBuilder list = new StringBuilder();
        for (String column : columns) {
            list.append(list.isEmpty() ? "" : ", ").append(qualifier).append(Quoting.quoted(column));
        }
        return append(statement, list.toString());
    }

    private static boolean isLeft(ParsedStatement statement) {
        return !statement.verb().modifiesRows() || statement.hasReturning();
    }

    /** Of a MERGE the columns of the source can be returned too, and come first. */
    private static String qualifier(ParsedStatement statement, StringSyntax strings) throws SQLException {
        if (statement.verb() != Verb.MERGE) {
            return "";
        }
        return MergeTarget.of(statement.sql(), strings)
                        .orElseThrow(() -> SqlErrors.notSupported("Which table this MERGE changes cannot be told,"
                                + " and so neither its keys: write a RETURNING of your own"))
                + ".";
    }

    /** Before what follows the last token: behind a line comment it would be part of the comment. */
    private static String append(ParsedStatement statement, String list) {
        String sql = statement.sql();
        int end = statement.bodyEnd();
        return sql.substring(0, end) + " RETURNING " + list + sql.substring(end);
    }
}
