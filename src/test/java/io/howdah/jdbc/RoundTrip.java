package io.howdah.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import io.howdah.peer.Message;
import io.howdah.peer.Relay;
import io.howdah.testserver.TestServer;
import java.io.IOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Types;

/**
 * A connection over which values go to the server and come back, in all ways there are. What the server makes of a value
 * is judged by the server's own output function, which {@code format('%s', value)} calls.
 */
final class RoundTrip implements AutoCloseable {
    /** How the values of a type come once their statement is described. */
    enum Wire {
        BINARY,
        TEXT
    }

    private final Relay relay;
    private final Connection connection;

    /** A text that is seen again would be prepared. */
    private int texts;

    RoundTrip(TestServer server) throws IOException, SQLException {
        relay = Relay.to(server);
        connection = DriverManager.getConnection(server.jdbcUrlBy(relay.host(), relay.port(), "sslmode=disable"));
    }

    Connection connection() {
        return connection;
    }

    void run(String... sqls) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            for (String sql : sqls) {
                statement.execute(sql);
            }
        }
    }

    /**
     * Checks one value in all directions, and null.
     *
     * @param natural the value in the class that loses nothing of it
     * @param text as the server prints it
     */
    void check(String type, Object natural, String text, Wire wire) throws SQLException {
        String literal = "'" + text.replace("'", "''") + "'::" + type;
        assertThat(printed("select format('%s', " + literal + ")"))
                .as("the server's text of %s", literal)
                .isEqualTo(text);
        comesInText(literal, natural, text);
        comesPrepared(literal, natural, text, wire);
        goes(type, natural, text);
        isNull(type);
    }

    private void comesInText(String literal, Object natural, String text) throws SQLException {
        relay.reset();
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("select " + literal + " as new" + ++texts)) {
            verify(rows, natural, text);
        }
        // What may follow it is a question about a type that is not built in.
        assertThat(relay.clientMessages()).startsWith("Query");
    }

    private void comesPrepared(String literal, Object natural, String text, Wire wire) throws SQLException {
        relay.reset();
        try (PreparedStatement statement = connection.prepareStatement("select " + literal)) {
            for (int i = 0; i < 3; i++) {
                try (ResultSet rows = statement.executeQuery()) {
                    verify(rows, natural, text);
                }
            }
        }
        assertThat(lastResultFormat()).as("format of %s", literal).isEqualTo(wire);
    }

    /** A Bind ends with the count of its format codes and the codes. */
    private Wire lastResultFormat() {
        byte[] bind = relay.messages().stream()
                .filter(message -> message.sender() == Message.Sender.CLIENT && message.type() == 'B')
                .reduce((first, second) -> second)
                .orElseThrow()
                .body();
        return bind[bind.length - 1] == 1 && bind[bind.length - 3] == 1 ? Wire.BINARY : Wire.TEXT;
    }

    private static void verify(ResultSet rows, Object natural, String text) throws SQLException {
        assertThat(rows.next()).isTrue();
        assertThat(rows.getString(1)).isEqualTo(text);
        assertThat(rows.wasNull()).isFalse();
        assertThat((Object) rows.getObject(1, natural.getClass())).isEqualTo(natural);
        assertThat(rows.getObject(1)).isNotNull();
        assertThat(rows.getString(1)).as("read a second time").isEqualTo(text);
        assertThat(rows.next()).isFalse();
    }

    private void goes(String type, Object natural, String text) throws SQLException {
        try (PreparedStatement statement =
                connection.prepareStatement("select format('%s', v) from (select ?::" + type + " v) s")) {
            for (int i = 0; i < 2; i++) {
                statement.setObject(1, natural);
                assertThat(printed(statement)).as("setObject as %s", type).isEqualTo(text);
                statement.setString(1, text);
                assertThat(printed(statement)).as("setString as %s", type).isEqualTo(text);
            }
        }
    }

    private void isNull(String type) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement("select ?::" + type + ", null::" + type)) {
            for (int i = 0; i < 3; i++) {
                if (i == 1) {
                    statement.setObject(1, null);
                } else {
                    statement.setNull(1, Types.NULL);
                }
                try (ResultSet rows = statement.executeQuery()) {
                    assertThat(rows.next()).isTrue();
                    for (int column = 1; column <= 2; column++) {
                        assertThat(rows.getString(column)).isNull();
                        assertThat(rows.wasNull()).isTrue();
                        assertThat(rows.getObject(column)).isNull();
                        assertThat(rows.getObject(column, String.class)).isNull();
                        assertThat(rows.getInt(column)).isZero();
                        assertThat(rows.getBytes(column)).isNull();
                        assertThat(rows.getTimestamp(column)).isNull();
                    }
                }
            }
        }
    }

    String printed(String sql) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            rows.next();
            return rows.getString(1);
        }
    }

    private static String printed(PreparedStatement statement) throws SQLException {
        try (ResultSet rows = statement.executeQuery()) {
            rows.next();
            return rows.getString(1);
        }
    }

    @Override
    public void close() throws IOException, SQLException {
        connection.close();
        relay.close();
    }
}
