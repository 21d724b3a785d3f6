package io.howdah.bench;

import java.sql.DriverManager;
import java.sql.SQLException;

/** A program that connects, reads one row and ends; without arguments it does nothing at all. */
final class FirstRow {
    private FirstRow() {}

    public static void main(String[] arguments) throws SQLException {
        if (arguments.length == 0) {
            return;
        }
        try (var connection = DriverManager.getConnection(arguments[0]);
                var statement = connection.prepareStatement("select ?::int4")) {
            statement.setInt(1, 42);
            try (var rows = statement.executeQuery()) {
                if (!rows.next() || rows.getInt(1) != 42) {
                    throw new SQLException("The row is not what was asked for");
                }
            }
        }
    }
}
