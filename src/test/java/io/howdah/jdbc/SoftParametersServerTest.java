package io.howdah.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.howdah.peer.Relay;
import io.howdah.testserver.OnEveryRelease;
import io.howdah.testserver.TestServer;
import java.sql.Connection;
import java.sql.Date;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Time;
import java.sql.Timestamp;
import java.sql.Types;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Values whose types are left to the server: strings, dates and times of java.sql, nulls of no type. */
class SoftParametersServerTest {
    private static final String TABLE = """
            create type pg_temp.mood as enum ('sad', 'happy');
            create temp table t (
                u uuid, m pg_temp.mood, j json, jb jsonb, ip inet, d date, ts timestamp, tz timestamptz, ti time,
                n numeric, i int, b bigint, bo bool, x text, iv interval, ia int[]);
            create function pg_temp.twice(int) returns text language sql as $$ select 'int'::text $$;
            create function pg_temp.twice(text) returns text language sql as $$ select 'text'::text $$;
            """;

    private final TestServer server = TestServer.shared();
    private Relay relay;
    private Connection connection;

    @BeforeEach
    void connect() throws Exception {
        relay = Relay.to(server);
        connection = connect(server);
    }

    private Connection connect(TestServer to, String... parameters) throws Exception {
        List<String> all = new ArrayList<>(List.of(parameters));
        all.add("sslmode=disable");
        String url = to == server
                ? to.jdbcUrlBy(relay.host(), relay.port(), all.toArray(String[]::new))
                : to.jdbcUrl(all.toArray(String[]::new));
        Connection made = DriverManager.getConnection(url);
        try (var statement = made.createStatement()) {
            statement.execute(TABLE);
        }
        return made;
    }

    @AfterEach
    void close() throws Exception {
        connection.close();
        relay.close();
    }

    /** Where a statement stands in its transaction. */
    enum Place {
        AUTOCOMMIT,
        FIRST,
        LATER
    }

    @FunctionalInterface
    private interface Setting {
        void apply(PreparedStatement statement) throws SQLException;
    }

    /**
     * @param roundTrips of the first execution
     * @param result the first column of the first row, as text
     */
    private record Shape(String sql, Setting setting, int roundTrips, String result) {}

    private static Setting strings(String... values) {
        return statement -> {
            for (int i = 0; i < values.length; i++) {
                statement.setString(i + 1, values[i]);
            }
        };
    }

    private static Shape good(String sql, Setting setting, String result) {
        return new Shape(sql, setting, 1, result);
    }

    private static Shape retried(String sql, int roundTrips, Setting setting, String result) {
        return new Shape(sql, setting, roundTrips, result);
    }

    private static final String UUID = "a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11";
    private static final Timestamp NOON = Timestamp.valueOf("2024-05-06 12:00:00");

    private static final List<Shape> SHAPES = List.of(
            // what the server can tell
            good("insert into t (u) values (?) returning u", strings(UUID), UUID),
            good("select 'sad'::pg_temp.mood < ?", strings("happy"), "t"),
            good("insert into t (m) values (?) returning m", strings("sad"), "sad"),
            good("insert into t (j) values (?) returning j", strings("{\"a\": 1}"), "{\"a\": 1}"),
            good("insert into t (jb) values (?) returning jb->>'a'", strings("{\"a\": 1}"), "1"),
            good("insert into t (ip) values (?) returning ip", strings("10.0.0.1"), "10.0.0.1"),
            good("insert into t (d) values (?) returning d", strings("2024-05-06"), "2024-05-06"),
            good("insert into t (n) values (?) returning n + 1", strings("1.5"), "2.5"),
            good("insert into t (i) values (?) returning i + 1", strings("41"), "42"),
            good("insert into t (bo) values (?) returning not bo", strings("true"), "f"),
            good("insert into t (iv) values (?) returning iv", strings("1 day"), "1 day"),
            good("insert into t (ia) values (?) returning ia[2]", strings("{1,2}"), "2"),
            good("select 42 = ?", strings("42"), "t"),
            good("select '{\"a\": 7}'::jsonb ->> ?", strings("a"), "7"),
            good("select generate_series(1, 3) limit ?", strings("1"), "1"),
            good("select 2 = any(?)", strings("{1,2}"), "t"),
            good("select ?", strings("a"), "a"),
            good("select ? || ?", strings("a", "b"), "ab"),
            good("select coalesce(?, ?)", strings(null, "b"), "b"),
            good("select length(?)", strings("abc"), "3"),
            good("select date_trunc(?, timestamp '2024-05-06 12:34:56')", strings("hour"), "2024-05-06 12:00:00"),
            good("select ?::inet", s -> s.setNull(1, Types.VARBINARY), null),
            good("select cast(? as inet)", s -> s.setNull(1, Types.INTEGER), null),
            good("select cast(? as pg_temp.mood)", s -> s.setNull(1, Types.STRUCT), null),
            good("insert into t (jb) values (?) returning jb", s -> s.setObject(1, "[1]", Types.OTHER), "[1]"),
            good("insert into t (u) values (?) returning u", s -> s.setObject(1, null), null),
            // dates and times
            good("insert into t (ts) values (?) returning ts", s -> s.setTimestamp(1, NOON), "2024-05-06 12:00:00"),
            good(
                    "insert into t (tz) values (?) returning tz = ?::timestamptz",
                    s -> {
                        s.setTimestamp(1, NOON);
                        s.setTimestamp(2, NOON);
                    },
                    "t"),
            good("insert into t (d) values (?) returning d", s -> s.setTimestamp(1, NOON), "2024-05-06"),
            good(
                    "insert into t (d) values (?) returning d",
                    s -> s.setDate(1, Date.valueOf("2024-05-06")),
                    "2024-05-06"),
            good("insert into t (ti) values (?) returning ti", s -> s.setTime(1, Time.valueOf("12:00:01")), "12:00:01"),
            good(
                    "insert into t (x) values (?) returning left(x, 19)",
                    s -> s.setTimestamp(1, NOON),
                    "2024-05-06 12:00:00"),
            good("select timestamp '2024-05-06 13:00' - ?", s -> s.setTimestamp(1, NOON), "01:00:00"),
            // what the server cannot tell
            retried("select ? is null", 2, strings("a"), "f"),
            retried("select ? is null", 2, s -> s.setNull(1, Types.NULL), "t"),
            retried("select ? is null", 2, s -> s.setNull(1, Types.TIMESTAMP), "t"),
            retried("select ? is null", 2, s -> s.setObject(1, null), "t"),
            retried("select concat(?, ?)", 3, strings("a", "b"), "ab"),
            retried("select count(?)", 2, strings("a"), "1"),
            retried("select array_agg(?)", 2, strings("a"), "{a}"),
            retried("select to_json(?)", 2, strings("a"), "\"a\""),
            retried("select lag(?) over ()", 2, strings("a"), null),
            retried("select format('%s-%s', ?, ?)", 3, strings("a", "b"), "a-b"),
            retried("select pg_typeof(?)", 2, strings("a"), "character varying"),
            retried("select count(*) where (? is null or 1 = ?)", 2, strings(null, null), "1"),
            retried(
                    "select count(*) where (? is null or 1 = ?) and (? is null or 2 = ?)",
                    4,
                    strings("1", "1", "2", "2"),
                    "1"),
            retried(
                    "select count(*) where (? is null or 1 = ?)",
                    2,
                    s -> {
                        s.setObject(1, null);
                        s.setInt(2, 5);
                    },
                    "1"),
            retried("insert into t (u, j) values (?, to_json(?)) returning j", 3, strings(UUID, "a"), "\"a\""),
            retried("insert into t (u, x) values (?, concat(?)) returning x", 2, strings(UUID, "a"), "a"),
            retried("select to_json(?) from (values (1)) v (i) where i = ?", 3, strings("a", "1"), "\"a\""),
            retried("select extract(day from ?)", 2, s -> s.setTimestamp(1, NOON), "6"),
            retried(
                    "select ? + interval '1 day' = timestamptz '2024-05-07 12:00'",
                    2,
                    s -> s.setTimestamp(1, NOON),
                    "t"),
            retried(
                    "select ? - interval '1 day'",
                    2,
                    s -> s.setDate(1, Date.valueOf("2024-05-06")),
                    "2024-05-05 00:00:00"));

    @ParameterizedTest
    @EnumSource
    void everyShapeWorksAtOnceOrIsSentAgain(Place place) throws Exception {
        for (Shape shape : SHAPES) {
            check(connection, shape, place);
        }
    }

    /** The shapes in short: one for each way things can go. */
    @OnEveryRelease
    void worksOnEveryRelease(TestServer release) throws Exception {
        try (var other = connect(release)) {
            for (Place place : Place.values()) {
                for (Shape shape : SHAPES) {
                    check(other, shape, place);
                }
            }
        }
    }

    private void check(Connection on, Shape shape, Place place) throws SQLException {
        String name = place + ": " + shape.sql();
        begin(on, place);
        // A comment of its own, so that it is new to the connection.
        try (var statement = on.prepareStatement("/* " + place + SHAPES.indexOf(shape) + " */ " + shape.sql())) {
            for (int time = 1; time <= 3; time++) {
                shape.setting().apply(statement);
                relay.reset();
                assertThat(first(statement, name)).as(name).isEqualTo(shape.result());
                if (on == connection) {
                    assertThat(relay.roundTrips())
                            .as("round trips of " + name + ", time " + time + "\n" + relay.transcript())
                            .isEqualTo(time == 1 ? shape.roundTrips() : 1);
                }
            }
        }
        end(on, place);
    }

    private static String first(PreparedStatement statement, String name) {
        try (var rows = statement.executeQuery()) {
            rows.next();
            return rows.getString(1);
        } catch (SQLException e) {
            throw new AssertionError(name, e);
        }
    }

    private static void begin(Connection on, Place place) throws SQLException {
        on.setAutoCommit(place == Place.AUTOCOMMIT);
        if (place == Place.LATER) {
            try (var statement = on.createStatement()) {
                statement.execute("insert into t (x) values ('before')");
            }
        }
    }

    /** What the transaction had done before must still be there. */
    private static void end(Connection on, Place place) throws SQLException {
        if (place == Place.LATER) {
            assertThat(query(on, "select count(*) from t where x = 'before'")).isEqualTo("1");
        }
        if (place != Place.AUTOCOMMIT) {
            on.rollback();
            on.setAutoCommit(true);
        }
    }

    private static String query(Connection on, String sql) throws SQLException {
        try (var statement = on.createStatement();
                var rows = statement.executeQuery(sql)) {
            rows.next();
            return rows.getString(1);
        }
    }

    // ---- what does not work

    @ParameterizedTest
    @EnumSource
    void theFirstErrorIsThrownWhereNothingHelps(Place place) throws Exception {
        begin(connection, place);
        try (var statement = connection.prepareStatement("select nosuch(?, ?)")) {
            statement.setString(1, "a");
            statement.setString(2, "b");
            SQLException error = catchThrowableOfType(SQLException.class, statement::executeQuery);
            assertThat(error.getSQLState()).isEqualTo("42883");
            assertThat(error.getMessage()).contains("nosuch(unknown, unknown)");
        }
        if (place != Place.AUTOCOMMIT) {
            assertThat(catchThrowableOfType(SQLException.class, () -> query(connection, "select 1"))
                            .getSQLState())
                    .isEqualTo("25P02");
            connection.rollback();
        }
        assertThat(query(connection, "select 1")).isEqualTo("1");
    }

    @Test
    void anErrorOfTheStatementItselfIsNotTriedAway() throws Exception {
        try (var statement = connection.prepareStatement("select 1 from nosuch where a = ?")) {
            statement.setString(1, "a");
            relay.reset();
            assertThat(catchThrowableOfType(SQLException.class, statement::executeQuery)
                            .getSQLState())
                    .isEqualTo("42P01");
            assertThat(relay.roundTrips()).isEqualTo(1);
        }
    }

    @Test
    void anErrorBehindTheRetryIsTheOneThrown() throws Exception {
        connection.setAutoCommit(false);
        query(connection, "select 1");
        try (var statement = connection.prepareStatement("select 1 / count(?)::int - 1 / (length(?) - 1)")) {
            statement.setString(1, "a");
            statement.setString(2, "b");
            assertThat(catchThrowableOfType(SQLException.class, statement::executeQuery)
                            .getSQLState())
                    .isEqualTo("22012");
        }
        connection.rollback();
    }

    @Test
    void whatWorkedIsKnownToLaterStatementsOfTheConnection() throws Exception {
        for (int i = 0; i < 3; i++) {
            connection.setAutoCommit(i == 0);
            try (var statement = connection.prepareStatement("select concat(?, ?) as known")) {
                statement.setString(1, "a");
                statement.setString(2, "b");
                relay.reset();
                assertThat(first(statement, "concat")).isEqualTo("ab");
                assertThat(relay.roundTrips()).isEqualTo(i == 0 ? 3 : 1);
                assertThat(relay.transcript()).doesNotContain("SAVEPOINT");
            }
        }
        connection.rollback();
    }

    @Test
    void withoutACacheATextIsRefusedOnceToo() throws Exception {
        try (var uncached = connect(server, "prepareThreshold=0")) {
            for (Place place : List.of(Place.LATER, Place.FIRST, Place.AUTOCOMMIT)) {
                begin(uncached, place);
                try (var statement = uncached.prepareStatement("select ? + interval '1 day', concat(?)")) {
                    for (int i = 0; i < 3; i++) {
                        statement.setString(1, "1 day");
                        statement.setString(2, "b");
                        relay.reset();
                        assertThat(first(statement, "uncached")).isEqualTo("2 days");
                        assertThat(relay.roundTrips()).isEqualTo(place == Place.LATER && i == 0 ? 2 : 1);
                    }
                }
                end(uncached, place);
            }
        }
    }

    // ---- descriptions

    @Test
    void describesWhatTheServerCannotTell() throws Exception {
        try (var statement = connection.prepareStatement("select concat(?, ?)")) {
            assertThat(statement.getMetaData().getColumnTypeName(1)).isEqualTo("text");
            assertThat(statement.getParameterMetaData().getParameterTypeName(1)).isEqualTo("varchar");
        }
        try (var statement = connection.prepareStatement("insert into t (u, jb) values (?, ?)")) {
            assertThat(statement.getParameterMetaData().getParameterTypeName(1)).isEqualTo("uuid");
            assertThat(statement.getParameterMetaData().getParameterTypeName(2)).isEqualTo("jsonb");
        }
    }

    // ---- several statements

    @ParameterizedTest
    @EnumSource
    void aTextOfSeveralStatementsIsSentAgainAsAWhole(Place place) throws Exception {
        begin(connection, place);
        try (var statement = connection.prepareStatement(
                "insert into t (i) values (?); select concat(?, count(*)) from t where i = ?")) {
            statement.setString(1, "77");
            statement.setString(2, "n");
            statement.setString(3, "77");
            assertThat(statement.execute()).isFalse();
            assertThat(statement.getMoreResults()).isTrue();
            try (var rows = statement.getResultSet()) {
                rows.next();
                assertThat(rows.getString(1)).isEqualTo("n1");
            }
        }
        end(connection, place);
    }

    @Test
    void nothingIsSetAroundATextThatEndsTheTransaction() throws Exception {
        begin(connection, Place.LATER);
        try (var statement = connection.prepareStatement("insert into t (i) values (?); commit")) {
            statement.setString(1, "88");
            statement.execute();
        }
        connection.rollback();
        assertThat(query(connection, "select count(*) from t where i = 88 or x = 'before'"))
                .isEqualTo("2");
    }

    @Test
    void whatHasEndedATransactionIsNotSentAgain() throws Exception {
        try (var statement = connection.prepareStatement("insert into t (i) values (?); commit; select concat(?)")) {
            statement.setString(1, "99");
            statement.setString(2, "x");
            assertThat(catchThrowableOfType(SQLException.class, statement::execute)
                            .getSQLState())
                    .isEqualTo("42P18");
        }
        assertThat(query(connection, "select count(*) from t where i = 99")).isEqualTo("1");
    }

    // ---- batches

    @ParameterizedTest
    @EnumSource
    void aBatchIsSentAgainAsAWhole(Place place) throws Exception {
        begin(connection, place);
        try (var statement = connection.prepareStatement("insert into t (u, x) values (?, concat(?, 'c'))")) {
            for (int i = 0; i < 5; i++) {
                statement.setString(1, UUID);
                statement.setString(2, "b" + i);
                statement.addBatch();
            }
            relay.reset();
            assertThat(statement.executeBatch()).containsOnly(1).hasSize(5);
            assertThat(relay.roundTrips()).isEqualTo(2);
        }
        assertThat(query(connection, "select string_agg(x, ' ' order by x) from t where x like 'b_c'"))
                .isEqualTo("b0c b1c b2c b3c b4c");
        end(connection, place);
    }

    @ParameterizedTest
    @EnumSource
    void aBatchWhoseSecondHalfIsRefusedHasNotRunTwice(Place place) throws Exception {
        begin(connection, place);
        try (var statement = connection.prepareStatement("insert into t (x) values (concat(?, 'half'))")) {
            statement.setInt(1, 1);
            statement.addBatch();
            statement.setString(1, "2");
            statement.addBatch();
            assertThat(statement.executeBatch()).containsExactly(1, 1);
        }
        assertThat(query(connection, "select string_agg(x, ' ' order by x) from t where x like '%half'"))
                .isEqualTo("1half 2half");
        end(connection, place);
    }

    @Test
    void nullsOfNoTypeJoinTheirNeighboursInABatch() throws Exception {
        try (var statement = connection.prepareStatement("insert into t (i, x) values (?, ?)")) {
            for (int i = 0; i < 6; i++) {
                if (i % 2 == 0) {
                    statement.setNull(1, Types.NULL);
                    statement.setString(2, "x" + i);
                } else {
                    statement.setInt(1, i);
                    statement.setObject(2, null);
                }
                statement.addBatch();
            }
            relay.reset();
            assertThat(statement.executeBatch()).hasSize(6).containsOnly(1);
            assertThat(relay.clientMessages()).filteredOn("Parse"::equals).hasSize(1);
        }
        assertThat(query(connection, "select string_agg(i::text, ' ' order by i) || count(x) from t"))
                .isEqualTo("1 3 53");
    }

    @Test
    void aNullOfNoTypeDoesNotPrepareAKnownStatementAnew() throws Exception {
        try (var statement = connection.prepareStatement("insert into t (i) values (?) returning i is null")) {
            statement.setInt(1, 1);
            assertThat(first(statement, "1")).isEqualTo("f");
            statement.setObject(1, null);
            relay.reset();
            assertThat(first(statement, "null")).isEqualTo("t");
            assertThat(relay.clientMessages()).doesNotContain("Parse");
        }
    }

    @Test
    void aBatchOfNullsUnderACastTakesTheTypeOfTheCast() throws Exception {
        try (var statement = connection.prepareStatement("insert into t (ip) values (cast(? as inet))")) {
            statement.setNull(1, Types.VARBINARY);
            statement.addBatch();
            statement.setString(1, "10.0.0.7");
            statement.addBatch();
            statement.setNull(1, Types.INTEGER);
            statement.addBatch();
            assertThat(statement.executeBatch()).containsExactly(1, 1, 1);
        }
        assertThat(query(connection, "select count(*) - count(ip) || ' ' || min(ip) from t"))
                .isEqualTo("2 10.0.0.7/32");
    }

    // ---- the other two settings

    private record Told(String sql, Setting setting, String varchar, String unspecified) {}

    /** A result, or the SQLSTATE in parentheses. */
    private static final List<Told> TOLD = List.of(
            new Told("insert into t (u) values (?) returning u", strings(UUID), "(42804)", UUID),
            new Told("insert into t (jb) values (?) returning jb", strings("[1]"), "(42804)", "[1]"),
            new Told("select 42 = ?", strings("42"), "(42883)", "t"),
            new Told("select concat(?)", strings("a"), "a", "(42P18)"),
            new Told("select to_json(?)", strings("a"), "\"a\"", "(42804)"),
            new Told("select ? is null", strings("a"), "f", "(42P18)"),
            new Told("select pg_typeof(?)", strings("a"), "character varying", "(42P18)"),
            new Told("select pg_temp.twice(?)", strings("1"), "text", "text"),
            new Told("select ? is null", s -> s.setNull(1, Types.VARCHAR), "t", "(42P18)"),
            new Told("select ? is null as untyped", s -> s.setNull(1, Types.NULL), "(42P18)", "(42P18)"),
            new Told("select ?::inet", s -> s.setNull(1, Types.VARBINARY), null, null),
            new Told("select ?", strings("a"), "a", "a"),
            new Told(
                    "insert into t (jb) values (?) returning jb",
                    s -> s.setObject(1, "[1]", Types.VARCHAR),
                    "(42804)",
                    "[1]"),
            new Told("insert into t (u) values (?) returning u", s -> s.setObject(1, UUID, Types.OTHER), UUID, UUID),
            new Told("insert into t (tz) values (?) returning tz is null", s -> s.setTimestamp(1, NOON), "f", "f"),
            new Told("select ? + interval '1 day'", s -> s.setTimestamp(1, NOON), "(22007)", "(22007)"));

    @ParameterizedTest
    @EnumSource(names = {"AUTOCOMMIT", "LATER"})
    void otherStringTypesDoWhatTheyAreKnownFor(Place place) throws Exception {
        for (String stringType : List.of("varchar", "unspecified")) {
            try (var told = connect(server, "stringtype=" + stringType)) {
                for (Told shape : TOLD) {
                    String expected = stringType.equals("varchar") ? shape.varchar() : shape.unspecified();
                    begin(told, place);
                    relay.reset();
                    try (var statement = told.prepareStatement(shape.sql())) {
                        shape.setting().apply(statement);
                        String actual = null;
                        try (var rows = statement.executeQuery()) {
                            rows.next();
                            actual = rows.getString(1);
                        } catch (SQLException e) {
                            actual = "(" + e.getSQLState() + ")";
                        }
                        assertThat(actual).as(stringType + ": " + shape.sql()).isEqualTo(expected);
                        assertThat(relay.roundTrips()).isEqualTo(1);
                    }
                    if (place == Place.LATER) {
                        told.rollback();
                    }
                }
            }
        }
    }
}
