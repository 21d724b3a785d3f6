package io.howdah.jdbc;

import static io.howdah.jdbc.Answers.one;
import static io.howdah.jdbc.Answers.run;
import static org.assertj.core.api.Assertions.assertThat;

import io.howdah.api.PostgresType;
import io.howdah.testserver.TestServer;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.JDBCType;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.sql.Types;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Enums, domains, and parameters whose type is named. */
class EnumsAndDomainsServerTest {
    enum Mood {
        SAD,
        /** With a class of its own. */
        HAPPY {
            @Override
            public String toString() {
                return "not the label";
            }
        }
    }

    private final TestServer server = TestServer.shared();
    private Connection connection;

    @BeforeEach
    void connect() throws SQLException {
        connection = server.connect();
        run(
                connection,
                "drop schema if exists felt cascade; create schema felt; set search_path to felt, public;"
                        + " create type mood as enum ('SAD', 'HAPPY');"
                        + " create domain amount as numeric(10, 2) check (value > 0);"
                        + " create domain day as date; create domain better as mood check (value > 'SAD');"
                        + " create table t (id int, m mood, a amount, d day, b better)");
    }

    @AfterEach
    void close() throws SQLException {
        run(connection, "drop schema if exists felt cascade");
        connection.close();
    }

    private interface Setting {
        void set(PreparedStatement statement) throws SQLException;
    }

    /** What the server makes of a parameter of a table's column. */
    private static String stored(Connection on, String column, Setting setting) throws SQLException {
        run(on, "truncate felt.t");
        try (PreparedStatement statement = on.prepareStatement("insert into felt.t (" + column + ") values (?)")) {
            setting.set(statement);
            statement.executeUpdate();
        }
        return one(on, "select " + column + " from felt.t");
    }

    @ParameterizedTest
    @ValueSource(strings = {"auto", "varchar", "unspecified"})
    void anEnumGoesInByItsName(String stringtype) throws SQLException {
        try (Connection on = server.connect("stringtype=" + stringtype)) {
            for (Setting setting : new Setting[] {
                s -> s.setObject(1, Mood.HAPPY),
                s -> s.setObject(1, Mood.HAPPY, Types.OTHER),
                s -> s.setObject(1, "HAPPY", Types.OTHER),
                s -> s.setObject(1, Mood.HAPPY, PostgresType.named("felt.mood")),
                s -> s.setObject(1, "HAPPY", PostgresType.named("felt.mood")),
            }) {
                assertThat(stored(on, "m", setting)).isEqualTo("HAPPY");
            }
            if (!stringtype.equals("varchar")) {
                assertThat(stored(on, "m", s -> s.setObject(1, Mood.SAD, Types.VARCHAR)))
                        .isEqualTo("SAD");
                assertThat(stored(on, "m", s -> s.setString(1, "SAD"))).isEqualTo("SAD");
            }
        }
    }

    @Test
    void anEnumComesOutByItsName() throws SQLException {
        try (PreparedStatement statement =
                connection.prepareStatement("select 'HAPPY'::mood, 'HAPPY'::text, null::mood, 'x'")) {
            for (int i = 0; i < 3; i++) {
                ResultSet rows = statement.executeQuery();
                rows.next();
                assertThat(rows.getObject(1)).isEqualTo("HAPPY");
                assertThat(rows.getString(1)).isEqualTo("HAPPY");
                assertThat(rows.getObject(1, Mood.class)).isSameAs(Mood.HAPPY);
                assertThat(rows.getObject(2, Mood.class)).isSameAs(Mood.HAPPY);
                assertThat(rows.getObject(3, Mood.class)).isNull();
                Answers.fails("42846", () -> rows.getObject(4, Mood.class));
            }
        }
    }

    @Test
    void aDomainIsAsItsBase() throws SQLException {
        run(connection, "insert into t values (1, 'SAD', 12.5, '2024-02-29', 'HAPPY')");
        try (PreparedStatement statement = connection.prepareStatement("select a, d, b from t where a = ?")) {
            statement.setObject(1, new BigDecimal("12.50"), PostgresType.named("amount"));
            for (int i = 0; i < 3; i++) {
                ResultSet rows = statement.executeQuery();
                rows.next();
                assertThat(rows.getObject(1)).isEqualTo(new BigDecimal("12.50"));
                assertThat(rows.getInt(1)).isEqualTo(12);
                assertThat(rows.getObject(2, LocalDate.class)).isEqualTo("2024-02-29");
                assertThat(rows.getObject(3, Mood.class)).isSameAs(Mood.HAPPY);
                assertThat(rows.getMetaData().getColumnTypeName(1)).isEqualTo("numeric");
                assertThat(rows.getMetaData().getPrecision(1)).isEqualTo(10);
                assertThat(rows.getMetaData().getColumnTypeName(3)).isEqualTo("mood");
            }
        }
        assertThat(stored(connection, "a", s -> s.setObject(1, 7, PostgresType.named("amount"))))
                .isEqualTo("7.00");
        assertThat(stored(connection, "d", s -> s.setObject(1, LocalDate.of(2024, 1, 2), PostgresType.named("day"))))
                .isEqualTo("2024-01-02");
        assertThat(stored(
                        connection,
                        "d",
                        s -> s.setObject(1, Timestamp.valueOf("2024-01-02 03:04:05"), PostgresType.named("day"))))
                .isEqualTo("2024-01-02");
        assertThat(stored(connection, "b", s -> s.setObject(1, Mood.HAPPY, PostgresType.named("better"))))
                .isEqualTo("HAPPY");
        Answers.fails(
                "23514",
                () -> stored(
                        connection, "a", s -> s.setObject(1, BigDecimal.TEN.negate(), PostgresType.named("amount"))));
    }

    @Test
    void aParameterHasTheTypeThatIsNamed() throws SQLException {
        UUID uuid = UUID.randomUUID();
        Object[][] cases = {
            {7, PostgresType.INT8, "bigint 7"},
            {"7", PostgresType.INT2, "smallint 7"},
            {7L, PostgresType.OID, "oid 7"},
            {7, PostgresType.OID, "oid 7"},
            {7, PostgresType.TEXT, "text 7"},
            {7.5, PostgresType.NUMERIC, "numeric 7.5"},
            {"[1]", PostgresType.JSONB, "jsonb [1]"},
            {"1 day", PostgresType.INTERVAL, "interval 1 day"},
            {uuid.toString(), PostgresType.UUID, "uuid " + uuid},
            {uuid, PostgresType.UUID, "uuid " + uuid},
            {true, PostgresType.BOOL, "boolean t"},
            {
                LocalDateTime.of(2024, 1, 2, 3, 4),
                PostgresType.TIMESTAMP,
                "timestamp without time zone 2024-01-02 03:04:00"
            },
            {Timestamp.valueOf("2024-01-02 03:04:00"), PostgresType.DATE, "date 2024-01-02"},
            {"{1,2}", PostgresType.INT4.array(), "integer[] {1,2}"},
            {"HAPPY", PostgresType.named("mood"), "mood HAPPY"},
            {"{SAD}", PostgresType.named("mood").array(), "mood[] {SAD}"},
            {"5", PostgresType.named("amount"), "amount 5.00"},
            {null, PostgresType.named("amount"), "amount "},
            {null, PostgresType.JSON, "json "},
            {7, JDBCType.BIGINT, "bigint 7"},
        };
        for (Object[] each : cases) {
            try (PreparedStatement statement =
                    connection.prepareStatement("select format('%s %s', pg_typeof($1), $1)".replace("$1", "?"))) {
                statement.setObject(1, each[0], (java.sql.SQLType) each[1]);
                statement.setObject(2, each[0], (java.sql.SQLType) each[1], -1);
                ResultSet rows = statement.executeQuery();
                rows.next();
                assertThat(rows.getString(1)).isEqualTo(each[2]);
            }
        }
    }

    @Test
    void whatCannotBecomeTheTypeIsRefusedHere() throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement("select ?")) {
            Answers.fails("22003", () -> statement.setObject(1, 1L << 40, PostgresType.INT4));
            Answers.fails("07006", () -> statement.setObject(1, new Object(), PostgresType.JSONB));
            Answers.fails("07006", () -> statement.setObject(1, LocalDate.EPOCH, PostgresType.named("amount")));
            Answers.fails("42602", () -> statement.setObject(1, "x", PostgresType.named("no_such_type")));
            Answers.fails("42602", () -> statement.setObject(1, null, PostgresType.named("a.b.c")));
            Answers.fails("22023", () -> statement.setObject(1, "x", (java.sql.SQLType) null));
            Answers.fails("22023", statement::executeQuery);
        }
    }

    @Test
    void aNullHasTheTypeThatIsNamed() throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement("select pg_typeof(?)::text")) {
            for (String[] each : new String[][] {{"mood", "mood"}, {"int4", "integer"}, {"felt.amount", "amount"}}) {
                statement.setNull(1, Types.OTHER, each[0]);
                ResultSet rows = statement.executeQuery();
                rows.next();
                assertThat(rows.getString(1)).isEqualTo(each[1]);
            }
        }
        assertThat(stored(connection, "m", s -> s.setNull(1, Types.OTHER, "no_such_type")))
                .isNull();
    }

    @Test
    void aTypeThatWasDroppedAndMadeAnewIsFoundAgain() throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement("select ?::text, 'HAPPY'::mood")) {
            statement.setObject(1, "SAD", PostgresType.named("mood"));
            statement.executeQuery();
            run(connection, "drop type mood cascade; create type mood as enum ('HAPPY', 'WILD')");
            Answers.fails("XX000", statement::executeQuery);
            statement.setObject(1, "WILD", PostgresType.named("mood"));
            ResultSet rows = statement.executeQuery();
            rows.next();
            assertThat(rows.getObject(2)).isEqualTo("HAPPY");
            assertThat(rows.getMetaData().getColumnTypeName(2)).isEqualTo("mood");
        }
    }
}
