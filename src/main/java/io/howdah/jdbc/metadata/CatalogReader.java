package io.howdah.jdbc.metadata;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

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
        String text = template;
        List<String> parameters = new ArrayList<>();
        for (int i = 0; i < conditions.length; i++) {
            text = text.replace("{" + (i + 1) + "}", conditions[i].text());
            parameters.addAll(conditions[i].parameters());
        }
        PreparedStatement statement = connection.prepareStatement(sql.render(text));
        try {
            statement.closeOnCompletion();
            for (int i = 0; i < parameters.size(); i++) {
                statement.setString(i + 1, parameters.get(i));
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
