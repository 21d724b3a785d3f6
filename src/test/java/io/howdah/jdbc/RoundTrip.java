package io.howdah.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import io.howdah.api.CopyOperations;
import io.howdah.api.CopyReader;
import io.howdah.api.CopyWriter;
import io.howdah.api.HowdahConnection;
import io.howdah.peer.Message;
import io.howdah.peer.Relay;
import io.howdah.testserver.TestServer;
import java.io.IOException;
import java.lang.reflect.Array;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLXML;
import java.sql.Statement;
import java.sql.Struct;
import java.sql.Types;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

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

    /** The number of the composite and of the tables that were made for a type; by the name of that. */
    private final Map<String, Integer> holders = new HashMap<>();

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
        if (!type.endsWith("[]")) {
            insideAnArray(type, literal, natural, text);
        }
        insideAComposite(type, literal, natural);
        inACopy(type, natural, text);
    }

    private void comesInText(String literal, Object natural, String text) throws SQLException {
        relay.reset();
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("select " + literal + " as new" + ++texts)) {
            verify(rows, natural, text);
        }
        // Before it a statement may go that is one too many; what may follow is a question about a type that is not
        // built in.
        assertThat(relay.clientMessages())
                .filteredOn(message -> !message.equals("Close"))
                .startsWith("Query");
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

    /** As an element, a NULL before it and behind. */
    private void insideAnArray(String type, String literal, Object natural, String text) throws SQLException {
        Object[] elements = (Object[]) Array.newInstance(natural.getClass(), 3);
        elements[1] = natural;
        try (PreparedStatement comes =
                        connection.prepareStatement("select array[null, " + literal + ", null]::" + type + "[]");
                PreparedStatement goes = connection.prepareStatement(
                        "select format('%s', v[2]), v[1] is null and v[3] is null from (select ?::" + type
                                + "[] v) s")) {
            String printed = printed("select format('%s', array[null, " + literal + ", null]::" + type + "[])");
            for (int i = 0; i < 2; i++) {
                try (ResultSet rows = comes.executeQuery()) {
                    assertThat(rows.next()).isTrue();
                    assertThat(rows.getString(1)).isEqualTo(printed);
                    assertThat((Object[]) rows.getObject(1, elements.getClass()))
                            .as("elements of %s[]", type)
                            .isEqualTo(elements);
                }
                goes.setObject(1, elements);
                try (ResultSet rows = goes.executeQuery()) {
                    assertThat(rows.next()).isTrue();
                    assertThat(rows.getString(1)).as("setObject as %s[]", type).isEqualTo(text);
                    assertThat(rows.getBoolean(2)).isTrue();
                }
            }
        }
    }

    /** As an attribute, beside one that is NULL. What is read of it is what is read of the value alone. */
    private void insideAComposite(String type, String literal, Object natural) throws SQLException {
        String composite = "pg_temp.holder" + holder(type);
        String row = "row(" + literal + ", null)::" + composite;
        String printed = printed("select format('%s', " + row + ")");
        try (PreparedStatement comes = connection.prepareStatement("select " + row + ", " + literal);
                PreparedStatement goes = connection.prepareStatement("select format('%s', ?::" + composite + ")")) {
            for (int i = 0; i < 2; i++) {
                try (ResultSet rows = comes.executeQuery()) {
                    assertThat(rows.next()).isTrue();
                    assertThat(rows.getString(1)).isEqualTo(printed);
                    Object[] attributes = rows.getObject(1, Struct.class).getAttributes();
                    assertThat(attributes).hasSize(2);
                    assertThat(same(attributes[0])).as("attribute of %s", type).isEqualTo(same(rows.getObject(2)));
                    assertThat(attributes[1]).isNull();
                }
                goes.setObject(1, connection.createStruct(composite, new Object[] {natural, null}));
                assertThat(printed(goes)).as("createStruct with %s", type).isEqualTo(printed);
            }
        }
    }

    private static Object same(Object value) throws SQLException {
        if (value instanceof SQLXML xml) {
            return xml.getString();
        }
        if (value instanceof Struct) {
            return value.toString();
        }
        return value instanceof java.sql.Array array ? array.getArray() : value;
    }

    /** Into a table and out of it: in binary if the type has that, and in text, as a column without it makes all be. */
    private void inACopy(String type, Object natural, String text) throws SQLException {
        int holder = holder(type);
        CopyOperations copy = connection.unwrap(HowdahConnection.class).copy();
        for (String[] columns : new String[][] {{"v"}, {"v", "text_only"}}) {
            String table = "copied" + holder;
            run("truncate pg_temp." + table);
            try (CopyWriter writer = copy.into(table, columns)) {
                Object[] row = new Object[columns.length];
                writer.row(row);
                row[0] = natural;
                writer.row(row);
                assertThat(writer.finish()).isEqualTo(2);
            }
            assertThat(printed("select format('%s', v) from pg_temp." + table + " where v is not null"))
                    .as("%s by COPY", type)
                    .isEqualTo(text);
            try (CopyReader reader = copy.from(table, columns)) {
                assertThat(reader.next()).isTrue();
                assertThat(reader.isNull(1)).isTrue();
                assertThat(reader.next()).isTrue();
                assertThat(reader.getString(1)).isEqualTo(text);
                assertThat((Object) reader.get(1, natural.getClass())).isEqualTo(natural);
                assertThat(reader.next()).isFalse();
            }
        }
    }

    private int holder(String type) throws SQLException {
        Integer known = holders.get(type);
        if (known == null) {
            known = holders.size();
            run(
                    "create type pg_temp.holder" + known + " as (v " + type + ", nothing " + type + ")",
                    "create temp table copied" + known + " (v " + type + ", text_only aclitem)");
            holders.put(type, known);
        }
        return known;
    }

    String printed(String sql) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            rows.next();
            return rows.getString(1);
        }
    }

    List<String> column(String sql) throws SQLException {
        List<String> all = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            while (rows.next()) {
                all.add(rows.getString(1));
            }
        }
        return all;
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
