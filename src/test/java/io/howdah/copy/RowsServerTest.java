package io.howdah.copy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.howdah.api.CopyOperations;
import io.howdah.api.CopyReader;
import io.howdah.api.CopyWriter;
import io.howdah.api.HowdahConnection;
import io.howdah.testserver.OnEveryRelease;
import io.howdah.testserver.TestServer;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

@Timeout(60)
class RowsServerTest {
    private Connection connection;
    private CopyOperations copy;

    @BeforeEach
    void connect() throws SQLException {
        use(TestServer.shared().connect());
    }

    @AfterEach
    void close() throws SQLException {
        connection.close();
    }

    private void use(Connection opened) throws SQLException {
        if (connection != null) {
            connection.close();
        }
        connection = opened;
        copy = connection.unwrap(HowdahConnection.class).copy();
    }

    private void run(String sql) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private List<String> all(String sql) throws SQLException {
        List<String> values = new ArrayList<>();
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery(sql)) {
            while (rows.next()) {
                values.add(rows.getString(1));
            }
        }
        return values;
    }

    private static String state(Throwable error) {
        return ((SQLException) error).getSQLState();
    }

    // ---- values

    enum Mood {
        sad,
        happy
    }

    static Stream<Arguments> values() {
        UUID uuid = UUID.fromString("a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11");
        return Stream.of(
                Arguments.of("bool", true, "true"),
                Arguments.of("bool", "yes", "true"),
                Arguments.of("int2", (short) 7, "7"),
                Arguments.of("int2", 7L, "7"),
                Arguments.of("int4", 42, "42"),
                Arguments.of("int4", "42", "42"),
                Arguments.of("int8", 42, "42"),
                Arguments.of("int8", Long.MIN_VALUE, "-9223372036854775808"),
                Arguments.of("float4", 1.5f, "1.5"),
                Arguments.of("float8", 1, "1"),
                Arguments.of("numeric", new BigDecimal("-12345678901234567890.0123"), "-12345678901234567890.0123"),
                Arguments.of("numeric(10,2)", 1.239, "1.24"),
                Arguments.of("numeric", "1.50", "1.50"),
                Arguments.of("text", "a\tb\\c\nd\re \uD83D\uDC18", "a\tb\\c\nd\re \uD83D\uDC18"),
                Arguments.of("text", "", ""),
                Arguments.of("text", "\\N", "\\N"),
                Arguments.of("text", 'x', "x"),
                Arguments.of("text", 5, "5"),
                Arguments.of("varchar(10)", "abc", "abc"),
                Arguments.of("bytea", new byte[] {0, 9, 10, 92, -1}, "\\x00090a5cff"),
                Arguments.of("uuid", uuid, uuid.toString()),
                Arguments.of("uuid", uuid.toString(), uuid.toString()),
                Arguments.of("date", LocalDate.of(2024, 2, 29), "2024-02-29"),
                Arguments.of("date", "2024-02-29", "2024-02-29"),
                Arguments.of("time", LocalTime.of(23, 59, 59, 1000), "23:59:59.000001"),
                Arguments.of("timestamp", LocalDateTime.of(2024, 2, 29, 1, 2, 3), "2024-02-29 01:02:03"),
                Arguments.of("timestamp", Timestamp.valueOf("2024-02-29 01:02:03.5"), "2024-02-29 01:02:03.5"),
                Arguments.of(
                        "timestamptz",
                        OffsetDateTime.of(2024, 2, 29, 1, 2, 3, 0, ZoneOffset.ofHours(2)),
                        "2024-02-28 23:02:03+00"),
                Arguments.of("timestamptz", Instant.parse("2024-02-29T01:02:03Z"), "2024-02-29 01:02:03+00"),
                Arguments.of("mood", Mood.happy, "happy"),
                Arguments.of("mood", "sad", "sad"),
                Arguments.of("positive", 5, "5"),
                // These are copied as text, at least as long as no codec writes them in binary.
                Arguments.of("int4[]", "{1,NULL,3}", "{1,NULL,3}"),
                Arguments.of("text[]", "{\"a\tb\",\"c\\\\d\"}", "{\"a\tb\",\"c\\\\d\"}"),
                Arguments.of("inet", "10.0.0.1/8", "10.0.0.1/8"),
                Arguments.of("jsonb", "{\"a\": \"b\\\\nc\"}", "{\"a\": \"b\\\\nc\"}"),
                Arguments.of("interval", "1 day 02:03:04", "1 day 02:03:04"),
                Arguments.of("interval", "-1 02:03:04", "-1 days +02:03:04"),
                Arguments.of("jsonb", 5, "5"),
                Arguments.of("jsonb", new StringBuilder("{}"), "{}"),
                Arguments.of("jsonpath", new StringBuilder("$.\"a\""), "$.\"a\""),
                Arguments.of("numeric", "NaN", "NaN"),
                Arguments.of("numeric", "-Infinity", "-Infinity"),
                Arguments.of("int4range", "[1,5)", "[1,5)"),
                Arguments.of("date[]", "{1582-10-10}", "{1582-10-10}"),
                Arguments.of("time[]", "{12:34:56.789012,24:00:00}", "{12:34:56.789012,24:00:00}"),
                Arguments.of("timetz[]", "{12:00:00+02}", "{12:00:00+02}"),
                Arguments.of("timestamp[]", "{\"2024-03-31 02:30:00\"}", "{\"2024-03-31 02:30:00\"}"));
    }

    /** Alone, where the format is that of its type, and beside a column that has no binary format. */
    @ParameterizedTest
    @MethodSource("values")
    void aValueArrivesAndComesBack(String type, Object value, String printed) throws SQLException {
        run("set timezone = 'UTC'");
        run("create type pg_temp.mood as enum ('sad', 'happy')");
        run("create domain pg_temp.positive as int4 check (value > 0)");
        String temporary = type.equals("mood") || type.equals("positive") ? "pg_temp." + type : type;
        run("create temp table v (id int4, v " + temporary + ", plain inet)");
        for (String[] columns : new String[][] {{"id", "v"}, {"id", "v", "plain"}}) {
            run("truncate v");
            try (CopyWriter writer = copy.into("v", columns)) {
                Object[] row = new Object[columns.length];
                row[0] = 1;
                row[1] = value;
                writer.row(row);
                row[0] = 2;
                row[1] = null;
                writer.row(row);
                assertThat(writer.finish()).isEqualTo(2);
            }
            assertThat(all("select v::text from v order by id")).containsExactly(printed, null);
            try (CopyReader reader = copy.from("v", columns)) {
                assertThat(reader.columns()).containsExactly(columns);
                assertThat(reader.next()).isTrue();
                assertThat(reader.getString(2)).isEqualTo(type.equals("bool") ? "t" : printed);
                assertThat(reader.isNull(2)).isFalse();
                assertThat(reader.next()).isTrue();
                assertThat(reader.get(2)).isNull();
                assertThat(reader.isNull(2)).isTrue();
                assertThat(reader.next()).isFalse();
                assertThat(reader.rowCount()).isEqualTo(2);
            }
        }
    }

    record Person(int id, String fullName, LocalDate born) {}

    record Named(String full_NAME) {}

    record Other(int id, String nobody) {}

    @OnEveryRelease
    void recordsGoInAndOut(TestServer server) throws SQLException {
        use(server.connect());
        run("create temp table people (id int4, full_name text, born date)");
        List<Person> people = IntStream.rangeClosed(1, 1000)
                .mapToObj(i -> new Person(
                        i,
                        "Person " + i,
                        i % 7 == 0 ? null : LocalDate.of(2000, 1, 1).plusDays(i)))
                .toList();
        try (CopyWriter writer = copy.into("people")) {
            assertThat(writer.rows(people.stream()).finish()).isEqualTo(1000);
        }
        List<Person> back = new ArrayList<>();
        try (CopyReader reader = copy.from("people")) {
            while (reader.next()) {
                back.add(reader.record(Person.class));
                assertThat(reader.record(Named.class).full_NAME()).isEqualTo(reader.getString(2));
            }
        }
        assertThat(back).isEqualTo(people);
    }

    @Test
    void gettersConvertAsThoseOfAResultDo() throws SQLException {
        try (CopyReader reader = copy.fromQuery(
                "select 7 as n, 2.5::float8 as d, true as b, 'x' as t, null::int4 as nothing -- a comment")) {
            assertThat(reader.next()).isTrue();
            assertThat(reader.getInt(1)).isEqualTo(7);
            assertThat(reader.getLong(1)).isEqualTo(7);
            assertThat(reader.get(1, BigDecimal.class)).isEqualByComparingTo("7");
            assertThat(reader.getDouble(2)).isEqualTo(2.5);
            assertThat(reader.getBoolean(3)).isTrue();
            assertThat(reader.getInt(5)).isZero();
            assertThat(reader.getLong(5)).isZero();
            assertThat(reader.getDouble(5)).isZero();
            assertThat(reader.getBoolean(5)).isFalse();
            assertThat(reader.get(5, Integer.class)).isNull();
            assertThat(reader.row()).containsExactly(7, 2.5, true, "x", null);
            assertThatThrownBy(() -> reader.getInt(4)).hasMessageContaining("Row 1 of the COPY, column \"t\"");
            assertThatThrownBy(() -> reader.getInt(0))
                    .extracting(RowsServerTest::state)
                    .isEqualTo("22023");
            assertThatThrownBy(() -> reader.getInt(6))
                    .extracting(RowsServerTest::state)
                    .isEqualTo("22023");
            assertThatThrownBy(() -> reader.record(Other.class)).hasMessageContaining("no column for its component id");
            record Nothing(int nothing) {}
            assertThatThrownBy(() -> reader.record(Nothing.class))
                    .extracting(RowsServerTest::state)
                    .isEqualTo("22004");
            assertThat(reader.next()).isFalse();
            assertThat(reader.next()).isFalse();
            assertThatThrownBy(() -> reader.getInt(1))
                    .extracting(RowsServerTest::state)
                    .isEqualTo("24000");
        }
    }

    @Test
    void manyRowsAndLongOnesGoBothWays() throws SQLException {
        run("create temp table r (n int4, t text)");
        try (CopyWriter writer = copy.into("r")) {
            writer.rows(IntStream.range(0, 100_000).mapToObj(i -> new Object[] {i, "row " + i}));
            writer.rows(Stream.of(List.of(-1, "x".repeat(3_000_000))));
            assertThat(writer.finish()).isEqualTo(100_001);
        }
        for (String extra : List.of("", ", null::inet")) {
            long sum = 0;
            int longest = 0;
            try (CopyReader reader = copy.fromQuery("select n, t" + extra + " from r")) {
                while (reader.next()) {
                    sum += reader.getInt(1);
                    longest = Math.max(longest, reader.getString(2).length());
                }
            }
            assertThat(sum).isEqualTo(100_000L * 99_999 / 2 - 1);
            assertThat(longest).isEqualTo(3_000_000);
        }
    }

    @Test
    void namesAreThoseOfSql() throws SQLException {
        run(
                "create temp table \"Odd \"\" Name\" (\"Some Column\" int4, gen int4 generated always as (1) stored, b int4)");
        try (CopyWriter writer = copy.into("pg_temp.\"Odd \"\" Name\"")) {
            assertThat(writer.columns()).containsExactly("Some Column", "b");
            assertThat(writer.row(1, 2).finish()).isEqualTo(1);
        }
        try (CopyReader reader = copy.from("\"Odd \"\" Name\"", "B", "\"Some Column\"")) {
            assertThat(reader.next()).isTrue();
            assertThat(reader.row()).containsExactly(2, 1);
        }
        assertThatThrownBy(() -> copy.into("t; drop table t"))
                .extracting(RowsServerTest::state)
                .isEqualTo("42602");
        assertThatThrownBy(() -> copy.from("t", "a)"))
                .extracting(RowsServerTest::state)
                .isEqualTo("42602");
    }

    /** The server wants to read binary for all columns, be they copied or not; {@code aclitem} has no such form. */
    @Test
    void aColumnThatIsNotCopiedMayBeOfATypeWithoutABinaryForm() throws SQLException {
        run("create temp table r (n int4, t text, acl aclitem default '=r/pg_monitor', acls aclitem[])");
        try (CopyWriter writer = copy.into("r", "n", "t")) {
            assertThat(writer.row(1, "a").row(null, "b\t\\N").finish()).isEqualTo(2);
        }
        try (CopyReader reader = copy.from("r")) {
            assertThat(reader.next()).isTrue();
            assertThat(reader.row()).containsExactly(1, "a", "=r/pg_monitor", null);
            assertThat(reader.next()).isTrue();
            assertThat(reader.row()).containsExactly(null, "b\t\\N", "=r/pg_monitor", null);
        }
    }

    /** The server's order of its parts hangs on DateStyle, and would not be ours. */
    @Test
    void aDateWhoseYearIsShortIsRefused() throws SQLException {
        run("create temp table days (day date)");
        for (String day : List.of("01-02-03", "0000-01-01")) {
            try (CopyWriter writer = copy.into("days")) {
                assertThatThrownBy(() -> writer.row(day))
                        .extracting(RowsServerTest::state)
                        .isEqualTo("22007");
            }
        }
        assertThat(all("select day from days")).isEmpty();
    }

    @Test
    void anArrayAndAStructOfTextLoseNothing() throws SQLException {
        run("create type pg_temp.visit as (at time, zone timetz, flag bit(1))");
        run("create temp table visits (v pg_temp.visit, times time[])");
        try (var statement = connection.createStatement();
                // The first execution of it, and so in text.
                var rows = statement.executeQuery("select '(24:00:00,12:00:00.789012+02,1)'::pg_temp.visit,"
                        + " '{24:00:00,12:34:56.789012}'::time[]")) {
            rows.next();
            Object visit = rows.getObject(1);
            Object times = rows.getArray(2);
            try (CopyWriter writer = copy.into("visits")) {
                writer.row(visit, times).row(visit.toString(), times.toString()).finish();
            }
        }
        assertThat(all("select v::text || times::text from visits"))
                .hasSize(2)
                .containsOnly("(24:00:00,12:00:00.789012+02,1){24:00:00,12:34:56.789012}");
    }

    @Test
    void aListenerThatThrowsEndsTheReadingOfRows() throws SQLException {
        CopyOperations watched = copy.withListener(progress -> {
            throw new IllegalStateException("enough");
        });
        try (CopyReader reader = watched.fromQuery("select repeat('x', 100), n from generate_series(1, 10000) n")) {
            assertThatThrownBy(() -> {
                        while (reader.next()) {
                            assertThat(reader.getString(1)).hasSize(100);
                        }
                    })
                    .isInstanceOf(SQLException.class)
                    .hasRootCauseMessage("enough")
                    .extracting(RowsServerTest::state)
                    .isEqualTo("57014");
            assertThat(reader.next()).isFalse();
            assertThat(all("select 'free again'")).containsExactly("free again");
        }
    }

    // ---- what fails

    @Test
    void aBadRowGivesTheCopyUp() throws SQLException {
        run("create temp table r (n int4, t text)");
        record Half(int n) {}
        record Throwing(int n, String t) {
            @Override
            public String t() {
                throw new IllegalStateException("no name");
            }
        }
        for (var bad : List.<Bad>of(
                new Bad(writer -> writer.row(1), "22023", "has 1 values"),
                new Bad(writer -> writer.row(1, "a", 2), "22023", "has 3 values"),
                new Bad(writer -> writer.row((Object[]) null), "22023", "has 0 values"),
                new Bad(writer -> writer.row("secret", "a"), "22003", "Row 2 of the COPY, column \"n\""),
                new Bad(writer -> writer.row(1L << 40, "a"), "22003", "column \"n\""),
                new Bad(writer -> writer.row("1.5", "a"), "22003", "column \"n\""),
                new Bad(writer -> writer.row("1e3", "a"), "22003", "column \"n\""),
                new Bad(writer -> writer.row(LocalDate.MAX, "a"), "07006", "column \"n\""),
                new Bad(writer -> writer.row(1, "a\0b"), "22021", "column \"t\""),
                new Bad(writer -> writer.record(new Half(1)), "22023", "no component for column \"t\""),
                new Bad(writer -> writer.record(new Throwing(1, "")), "57014", "no name"),
                new Bad(writer -> writer.record(null), "22023", "null"),
                new Bad(writer -> writer.rows(Stream.of("text")), "22023", "java.lang.String"),
                new Bad(writer -> writer.rows(null), "22023", "null"),
                new Bad(
                        writer -> writer.rows(IntStream.range(0, 10).mapToObj(i -> {
                            if (i == 5) {
                                throw new IllegalStateException("stream ends here");
                            }
                            return new Object[] {i, "x"};
                        })),
                        "57014",
                        "stream ends here"))) {
            try (CopyWriter writer = copy.into("r")) {
                writer.row(1, "good");
                assertThatThrownBy(() -> bad.writing().to(writer))
                        .hasMessageContaining(bad.message())
                        .hasMessageNotContaining("secret")
                        .extracting(RowsServerTest::state)
                        .isEqualTo(bad.sqlState());
                assertThatThrownBy(() -> writer.row(1, "late"))
                        .extracting(RowsServerTest::state)
                        .isEqualTo("55000");
                assertThatThrownBy(writer::finish)
                        .extracting(RowsServerTest::state)
                        .isEqualTo("55000");
            }
            assertThat(all("select count(*) from r")).containsExactly("0");
        }
    }

    interface Writing {
        void to(CopyWriter writer) throws SQLException;
    }

    record Bad(Writing writing, String sqlState, String message) {}

    @Test
    void theServersErrorsComeThrough() throws SQLException {
        run("create temp table r (n int4 primary key, t text)");
        try (CopyWriter writer = copy.into("r")) {
            writer.row(1, "a").row(1, "b");
            assertThatThrownBy(writer::finish)
                    .hasMessageContaining("COPY r, line 2")
                    .extracting(RowsServerTest::state)
                    .isEqualTo("23505");
        }
        assertThatThrownBy(() -> copy.into("nope"))
                .extracting(RowsServerTest::state)
                .isEqualTo("42P01");
        assertThatThrownBy(() -> copy.into("r", "nope"))
                .extracting(RowsServerTest::state)
                .isEqualTo("42703");
        assertThatThrownBy(() -> copy.fromQuery("set x.y = 1"))
                .extracting(RowsServerTest::state)
                .isEqualTo("22023");
        assertThatThrownBy(() -> copy.fromQuery("select $1::int"))
                .extracting(RowsServerTest::state)
                .isEqualTo("22023");
        assertThatThrownBy(() -> copy.fromQuery("select 1; select 2"))
                .extracting(RowsServerTest::state)
                .isEqualTo("22023");
        try (CopyReader reader = copy.fromQuery("select 1 / (50000 - n) from generate_series(1, 100000) n")) {
            assertThatThrownBy(() -> {
                        while (reader.next()) {
                            reader.getInt(1);
                        }
                    })
                    .extracting(RowsServerTest::state)
                    .isEqualTo("22012");
            assertThat(reader.next()).isFalse();
        }
        assertThat(all("select 1")).containsExactly("1");
    }

    @Test
    void aReaderMayBeClosedEarly() throws SQLException {
        for (boolean autoCommit : new boolean[] {true, false}) {
            connection.setAutoCommit(autoCommit);
            try (CopyReader reader = copy.fromQuery("select n from generate_series(1, 300000) n")) {
                assertThat(reader.next()).isTrue();
            }
            assertThat(all("select 1")).containsExactly("1");
        }
    }

    /** The types are looked up, the COPY is begun and ended: what BEGIN needs travels with the first. */
    @Test
    void rowsOfATransactionAreItsOwn() throws SQLException {
        run("create temp table r (n int4, t text)");
        connection.setAutoCommit(false);
        try (CopyWriter writer = copy.into("r")) {
            writer.row(1, "a").finish();
        }
        connection.rollback();
        assertThat(all("select count(*) from r")).containsExactly("0");
    }
}
