package io.howdah.sql;

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

    /** The statement's text with {@code RETURNING *}, all columns in the table's order. */
    public static String all(ParsedStatement statement) {
        return append(statement, "*");
    }

    /**
     * The statement's text with the columns in the order given.
     *
     * @param columns exact names, each is quoted; none asks for nothing
     * @throws SQLException if a name cannot be an identifier
     */
    public static String columns(ParsedStatement statement, List<String> columns) throws SQLException {
        if (columns.isEmpty()) {
            return statement.sql();
        }
        StringBuilder list = new StringBuilder();
        for (String column : columns) {
            list.append(list.isEmpty() ? "" : ", ").append(Quoting.quoted(column));
        }
        return append(statement, list.toString());
    }

    /** Before what follows the last token: behind a line comment it would be part of the comment. */
    private static String append(ParsedStatement statement, String list) {
        String sql = statement.sql();
        if (!statement.verb().modifiesRows() || statement.hasReturning()) {
            return sql;
        }
        int end = statement.bodyEnd();
        return sql.substring(0, end) + " RETURNING " + list + sql.substring(end);
    }
}
