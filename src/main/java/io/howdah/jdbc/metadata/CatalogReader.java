package io.howdah.jdbc.metadata;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;

/** Runs templates, each over a statement of its own that ends with its result. */
final class CatalogReader {
    private final Connection connection;
    private final CatalogSql sql;

    CatalogReader(Connection connection, CatalogSql sql) {
        this.connection = connection;
        this.sql = sql;
    }

    /** @param conditions for {@code {1}}, {@code {2}}, .. of the template */
    ResultSet read(String template, Conditions... conditions) throws SQLException {
        PreparedStatement statement = connection.prepareStatement(
                sql.render(template, conditions), ResultSet.TYPE_SCROLL_INSENSITIVE, ResultSet.CONCUR_READ_ONLY);
        try {
            statement.closeOnCompletion();
            int place = 1;
            for (Conditions each : conditions) {
                for (String parameter : each.parameters()) {
                    statement.setString(place++, parameter);
                }
            }
            return statement.executeQuery();
        } catch (SQLException e) {
            closeAfter(e, statement);
            throw e;
        }
    }

    /** The only value of the only row, as text. */
    String value(String template, Conditions... conditions) throws SQLException {
        try (ResultSet rows = read(template, conditions)) {
            return rows.next() ? rows.getString(1) : null;
        }
    }

    private static void closeAfter(SQLException failure, PreparedStatement statement) {
        try {
            statement.close();
        } catch (SQLException e) {
            failure.addSuppressed(e);
        }
    }
}
