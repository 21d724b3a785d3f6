package io.howdah.bench;

import java.sql.DriverManager;
import java.sql.SQLException;

/** A program that reads two million rows as anybody would, with no setting that saves memory. */
final class ManyRows {
    static final int ROWS = 2_000_000;

    private ManyRows() {}

    public static void main(String[] arguments) throws SQLException {
        try (var connection = DriverManager.getConnection(arguments[0]);
                var statement = connection.createStatement();
                var rows = statement.executeQuery(
                        "select g, 'the name of row ' || g from generate_series(1, " + ROWS + ") g")) {
            long sum = 0;
            while (rows.next()) {
                sum += rows.getInt(1);
                if (rows.getString(2).isEmpty()) {
                    throw new SQLException("A name is missing");
                }
            }
            if (sum != ROWS * (ROWS + 1L) / 2) {
                throw new SQLException("The sum is " + sum);
            }
        }
    }
}
