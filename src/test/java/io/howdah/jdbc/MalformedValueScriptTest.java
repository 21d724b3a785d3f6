package io.howdah.jdbc;

import static io.howdah.peer.BackendMessages.commandComplete;
import static io.howdah.peer.BackendMessages.dataRow;
import static io.howdah.peer.BackendMessages.readyForQuery;
import static io.howdah.peer.BackendMessages.rowDescription;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.howdah.peer.BackendMessages.Column;
import io.howdah.peer.ScriptedPeer;
import io.howdah.types.BuiltinTypes;
import java.nio.charset.StandardCharsets;
import java.sql.Array;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDate;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A value that cannot be what it is said to be costs an error that names its column, and nothing else. */
class MalformedValueScriptTest {
    @ParameterizedTest(name = "{0} {2}: {3}")
    @CsvSource(delimiter = '|', nullValues = "-", textBlock = """
            int4      | binary | 000000                                          | int     | 22P03 | int4
            int8      | binary | 7FFFFFFFFFFFFFFF                                | int     | 22003 | int8;int
            float8    | binary | 7FEFFFFFFFFFFFFF                                | long    | 22003 | float8;long
            numeric   | binary | 0001 7FFF 0000 0000 0001                        | long    | 22003 | numeric;long
            numeric   | binary | 7FFF 0000 0000 0000 0001                        | decimal | 22P03 | numeric
            numeric   | binary | 0001 0000 1234 0000 0001                        | decimal | 22P03 | numeric
            numeric   | binary | 0001 0000 0000 0000 2710                        | decimal | 22P03 | numeric
            uuid      | binary | 00                                              | uuid    | 22P03 | uuid
            uuid      | text   | 1-1-1-1-1                                       | uuid    | 22P03 | uuid
            date      | binary | 0000000000                                      | date    | 22P03 | date
            date      | text   | 2024-13-01                                      | date    | 22007 | date
            timestamp | binary | 00                                              | date    | 22P03 | timestamp
            interval  | binary | 00000001                                        | object  | 22P03 | interval
            point     | binary | 00000001                                        | object  | 22P03 | point
            jsonb     | binary | 0941                                            | object  | 22P03 | jsonb
            _int4     | binary | 00000001 00000000 00000017 7FFFFFFF 00000001    | array   | 22P03 | _int4
            _int4     | binary | 00000007 00000000 00000017                      | array   | 22P03 | _int4
            _int4     | text   | {1,2                                            | array   | 22P03 | _int4
            int4range | binary | 02 7FFFFFFF                                     | object  | 22P03 | int4range
            text      | text   | 12x                                             | int     | 22003 | text;number
            text      | text   | 99999999999                                     | int     | 22003 | text;int
            text      | text   | 99999999999999999999                            | long    | 22003 | text;long
            text      | text   | 1e999999999                                     | long    | 22003 | text;long
            text      | text   | 2024-13-01                                      | date    | 22007 | text
            int4      | binary | 00000001                                        | uuid    | 42846 | int4;UUID
            """)
    void namesItsColumnAndLeavesTheConnectionReady(
            String type, String format, String bytes, String target, String state, String parts) throws Exception {
        int oid = BuiltinTypes.ALL.stream()
                .filter(each -> each.name().equals(type))
                .findFirst()
                .orElseThrow()
                .oid();
        boolean binary = format.equals("binary");
        byte[] value =
                binary ? HexFormat.of().parseHex(bytes.replace(" ", "")) : bytes.getBytes(StandardCharsets.UTF_8);
        Column column = binary ? Column.binary("herd", oid) : Column.text("herd", oid);
        try (var peer = ScriptedPeer.start(client -> {
            client.welcome().expect("Q");
            client.send(
                    rowDescription(Column.text("n", BuiltinTypes.INT4.oid()), column),
                    dataRow(new byte[][] {{'1'}, value}),
                    dataRow(new byte[][] {{'2'}, null}),
                    commandComplete("SELECT 2"),
                    readyForQuery('I'));
            client.expect("Q").send(commandComplete("SET"), readyForQuery('I')).expect("X");
        })) {
            try (Connection connection = DriverManager.getConnection(peer.jdbcUrl());
                    Statement statement = connection.createStatement();
                    ResultSet rows = statement.executeQuery("select n, herd from zoo")) {
                rows.next();
                SQLException e = catchThrowableOfType(SQLException.class, () -> read(rows, target));
                assertThat((Throwable) e).as("the error").isNotNull();
                assertThat(e.getSQLState()).as(e.getMessage()).isEqualTo(state);
                assertThat(e.getMessage()).startsWith("Column 2 (\"herd\"): ").contains(List.of(parts.split(";")));
                assertThat(rows.getInt(1)).isEqualTo(1);
                assertThat(rows.next()).isTrue();
                assertThat(rows.getObject(2)).isNull();
                statement.execute("set a to b");
                assertThat(connection.isClosed()).isFalse();
            }
        }
    }

    private static Object read(ResultSet rows, String target) throws SQLException {
        return switch (target) {
            case "int" -> rows.getInt(2);
            case "long" -> rows.getLong(2);
            case "decimal" -> rows.getBigDecimal(2);
            case "uuid" -> rows.getObject(2, UUID.class);
            case "date" -> rows.getObject(2, LocalDate.class);
            case "array" -> {
                Array array = rows.getArray(2);
                yield array.getArray();
            }
            default -> rows.getObject(2);
        };
    }
}
