package io.howdah.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.howdah.testserver.TestServer;
import java.sql.Connection;
import java.sql.Date;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Time;
import java.sql.Timestamp;
import java.sql.Types;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.OffsetTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.Calendar;
import java.util.GregorianCalendar;
import java.util.List;
import java.util.TimeZone;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Dates and times that the server made up: text and binary, both ways, in many zones, must come to the same. */
class DateTimeAgreementServerTest {
    private static final TimeZone BEFORE = TimeZone.getDefault();

    /** Some near changes of daylight saving, some over all of PostgreSQL's and java.sql's common years. */
    private static final String MOMENTS = """
            create temp table moments as
            select i,
                date '4713-01-01 BC' + (random() * 6000000)::int as d,
                t,
                (t::text || case when random() < 0.5 then '+' else '-' end
                    || (time '00:00' + random() * interval '15:59:59')::time(0)::text)::timetz as ttz,
                case i % 3
                    when 0 then timestamp '1900-01-01' + random() * interval '150 years'
                    when 1 then timestamp '2024-03-31' + random() * interval '8 hours'
                    else timestamp '4712-06-01 BC' + random() * interval '16000 years' end as ts,
                case i % 3
                    when 0 then timestamptz '1900-01-01+0' + random() * interval '130 years'
                    when 1 then timestamptz '2024-10-27+0' + random() * interval '8 hours'
                    else timestamptz '4712-06-01 BC' + random() * interval '16000 years' end as tstz
            from (select i, time '00:00' + random() * interval '1 day' as t from generate_series(1, 1200) i) s
            """;

    private static final Class<?>[] CLASSES = {
        LocalDate.class,
        LocalTime.class,
        OffsetTime.class,
        LocalDateTime.class,
        OffsetDateTime.class,
        ZonedDateTime.class,
        Instant.class,
        java.util.Date.class
    };

    private Connection connection;

    @BeforeEach
    void connect() throws SQLException {
        connection = TestServer.shared().connect();
    }

    @AfterEach
    void close() throws SQLException {
        TimeZone.setDefault(BEFORE);
        connection.close();
    }

    @ParameterizedTest
    @CsvSource({"Europe/Berlin, UTC", "America/St_Johns, Asia/Kolkata", "Asia/Kolkata, America/New_York"})
    void textAndBinaryAgreeAndGoBackAsTheyCame(String client, String session) throws SQLException {
        assumeTrue(TestServer.shared().major() >= 14, "extract gives a double before version 14, which rounds");
        TimeZone.setDefault(TimeZone.getTimeZone(client));
        run("set time zone '" + session + "'", "select setseed(0.5)", MOMENTS);
        Calendar tokyo = Calendar.getInstance(TimeZone.getTimeZone("Asia/Tokyo"));
        List<String> inText;
        List<String> inBinary;
        try (PreparedStatement statement =
                connection.prepareStatement("select d, t, ttz, ts, tstz from moments order by i")) {
            inText = answers(statement, tokyo);
            answers(statement, tokyo);
            inBinary = answers(statement, tokyo);
        }
        assertThat(inText.size()).isEqualTo(1200 * 5 * (8 + CLASSES.length));
        for (int i = 0; i < inText.size(); i++) {
            if (!inText.get(i).equals(inBinary.get(i))) {
                assertThat(inBinary.get(i)).as("answer %d in binary", i).isEqualTo(inText.get(i));
            }
        }
        agreesWithTheServer();
        goesBack(TimeZone.getTimeZone(client).toZoneId());
    }

    private static List<String> answers(PreparedStatement statement, Calendar calendar) throws SQLException {
        List<String> answers = new ArrayList<>();
        try (ResultSet rows = statement.executeQuery()) {
            while (rows.next()) {
                for (int column = 1; column <= 5; column++) {
                    int c = column;
                    answers.add(rows.getString(c));
                    answers.add(rows.getObject(c).toString());
                    answers.add(millis(() -> rows.getDate(c)));
                    answers.add(millis(() -> rows.getTime(c)));
                    answers.add(millis(() -> rows.getTimestamp(c)));
                    answers.add(millis(() -> rows.getDate(c, calendar)));
                    answers.add(millis(() -> rows.getTime(c, calendar)));
                    answers.add(millis(() -> rows.getTimestamp(c, calendar)));
                    for (Class<?> wanted : CLASSES) {
                        answers.add(said(() -> rows.getObject(c, wanted)));
                    }
                }
            }
        }
        return answers;
    }

    private interface Answer {
        Object get() throws SQLException;
    }

    private static String millis(Answer answer) {
        return said(() -> {
            java.util.Date date = (java.util.Date) answer.get();
            return date.getTime() + (date instanceof Timestamp precise ? " " + precise.getNanos() : "");
        });
    }

    private static String said(Answer answer) {
        try {
            return answer.get().toString();
        } catch (SQLException e) {
            return e.getSQLState();
        }
    }

    /** By the server's own arithmetic. */
    private void agreesWithTheServer() throws SQLException {
        int rows = 0;
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(
                        "select d, d - date '1970-01-01', t, (extract(epoch from t) * 1000000)::bigint, ts,"
                                + " (extract(epoch from ts) * 1000000)::bigint, tstz,"
                                + " (extract(epoch from tstz) * 1000000)::bigint, ttz,"
                                + " (extract(timezone from ttz))::int from moments")) {
            while (row.next()) {
                assertThat(row.getObject(1, LocalDate.class).toEpochDay()).isEqualTo(row.getLong(2));
                assertThat(row.getObject(3, LocalTime.class).toNanoOfDay()).isEqualTo(row.getLong(4) * 1000);
                assertThat(micros(row.getObject(5, LocalDateTime.class).toInstant(java.time.ZoneOffset.UTC)))
                        .isEqualTo(row.getLong(6));
                assertThat(micros(row.getObject(7, Instant.class))).isEqualTo(row.getLong(8));
                assertThat(row.getObject(7, OffsetDateTime.class).toInstant())
                        .isEqualTo(row.getObject(7, Instant.class));
                assertThat(row.getObject(9, OffsetTime.class).getOffset().getTotalSeconds())
                        .isEqualTo(row.getInt(10));
                rows++;
            }
        }
        assertThat(rows).isEqualTo(1200);
    }

    private static long micros(Instant instant) {
        return instant.getEpochSecond() * 1_000_000 + instant.getNano() / 1000;
    }

    private void goesBack(ZoneId client) throws SQLException {
        try (PreparedStatement select =
                        connection.prepareStatement("select d, t, ttz, ts, tstz from moments order by i");
                PreparedStatement back = connection.prepareStatement("select ?::date, ?::time, ?::timetz, ?::timestamp,"
                        + " ?::timestamptz, ?::date, ?::timestamp, ?::timestamptz, ?::timestamptz, ?::timestamptz");
                ResultSet row = select.executeQuery()) {
            while (row.next()) {
                back.setObject(1, row.getObject(1, LocalDate.class));
                back.setObject(2, row.getObject(2, LocalTime.class));
                back.setObject(3, row.getObject(3, OffsetTime.class));
                back.setObject(4, row.getObject(4, LocalDateTime.class));
                back.setObject(5, row.getObject(5, OffsetDateTime.class));
                back.setDate(6, row.getDate(1));
                back.setTimestamp(7, row.getTimestamp(4));
                back.setTimestamp(8, row.getTimestamp(5));
                back.setObject(9, row.getObject(5, ZonedDateTime.class));
                back.setObject(10, row.getObject(5, Instant.class));
                try (ResultSet echo = back.executeQuery()) {
                    echo.next();
                    for (int column = 1; column <= 5; column++) {
                        assertThat(echo.getString(column)).isEqualTo(row.getString(column));
                    }
                    assertThat(echo.getString(6)).as("as java.sql.Date").isEqualTo(row.getString(1));
                    // What no clock shows cannot be said by java.sql, which means an instant.
                    LocalDateTime local = row.getObject(4, LocalDateTime.class);
                    if (client.getRules().getTransition(local) == null) {
                        assertThat(echo.getString(7))
                                .as("as java.sql.Timestamp")
                                .isEqualTo(row.getString(4));
                    }
                    assertThat(echo.getString(8)).as("as java.sql.Timestamp").isEqualTo(row.getString(5));
                    assertThat(echo.getString(9)).isEqualTo(row.getString(5));
                    assertThat(echo.getString(10)).isEqualTo(row.getString(5));
                }
            }
        }
    }

    /** The gap of spring and the hour that autumn has twice, in Berlin. */
    @ParameterizedTest
    @CsvSource({
        "2024-03-31 01:59:59, 2024-03-31T00:59:59Z",
        "2024-03-31 02:30:00, 2024-03-31T01:30:00Z",
        "2024-03-31 03:00:00, 2024-03-31T01:00:00Z",
        "2024-10-27 01:59:59, 2024-10-26T23:59:59Z",
        "2024-10-27 02:30:00, 2024-10-27T01:30:00Z",
        "2024-10-27 03:00:00, 2024-10-27T02:00:00Z"
    })
    void changesOfDaylightSavingAreReadAsJavaUtilDoes(String clock, Instant instant) throws SQLException {
        TimeZone.setDefault(TimeZone.getTimeZone("Europe/Berlin"));
        try (PreparedStatement statement = connection.prepareStatement("select timestamp '" + clock + "'")) {
            for (int i = 0; i < 3; i++) {
                try (ResultSet row = statement.executeQuery()) {
                    row.next();
                    assertThat(row.getTimestamp(1).toInstant()).isEqualTo(instant);
                    GregorianCalendar expected = new GregorianCalendar(TimeZone.getDefault());
                    LocalDateTime local = row.getObject(1, LocalDateTime.class);
                    expected.clear();
                    expected.set(
                            local.getYear(),
                            local.getMonthValue() - 1,
                            local.getDayOfMonth(),
                            local.getHour(),
                            local.getMinute(),
                            local.getSecond());
                    assertThat(row.getTimestamp(1).getTime()).isEqualTo(expected.getTimeInMillis());
                }
            }
        }
    }

    @Test
    void theSessionsZoneMayChangeAtAnyTime() throws SQLException {
        String instant = "timestamptz '2024-07-01 12:00+00'";
        run("set time zone 'UTC'");
        connection.setAutoCommit(false);
        try (PreparedStatement select = connection.prepareStatement(
                "select " + instant + ", " + instant + "::text from generate_series(1, 20)")) {
            select.setFetchSize(5);
            for (int i = 0; i < 3; i++) {
                try (ResultSet rows = select.executeQuery()) {
                    for (int row = 1; rows.next(); row++) {
                        if (row % 7 == 0) {
                            run("set time zone '" + (row % 2 == 0 ? "Asia/Tokyo" : "America/New_York") + "'");
                        }
                        assertThat(rows.getObject(1, Instant.class)).isEqualTo(Instant.parse("2024-07-01T12:00:00Z"));
                        assertThat(rows.getTimestamp(1).getTime()).isEqualTo(1719835200000L);
                        assertThat(OffsetDateTime.parse(rows.getString(1).replace(' ', 'T'))
                                        .toInstant())
                                .isEqualTo(Instant.parse("2024-07-01T12:00:00Z"));
                    }
                }
                run("set time zone 'Asia/Kolkata'");
                try (ResultSet rows = select.executeQuery()) {
                    rows.next();
                    assertThat(rows.getString(1))
                            .isEqualTo("2024-07-01 17:30:00+05:30")
                            .isEqualTo(rows.getString(2));
                }
                run("set time zone 'UTC'");
            }
        }
    }

    @Test
    void theJvmsZoneMayChangeBetweenExecutions() throws SQLException {
        try (PreparedStatement select = connection.prepareStatement("select timestamp '2024-07-01 12:00'");
                PreparedStatement back = connection.prepareStatement("select ?::timestamp::text")) {
            for (String zone : new String[] {"Asia/Tokyo", "UTC", "America/New_York", "Asia/Tokyo"}) {
                TimeZone.setDefault(TimeZone.getTimeZone(zone));
                try (ResultSet rows = select.executeQuery()) {
                    rows.next();
                    assertThat(rows.getTimestamp(1)).isEqualTo(Timestamp.valueOf("2024-07-01 12:00:00"));
                    back.setTimestamp(1, rows.getTimestamp(1));
                }
                try (ResultSet rows = back.executeQuery()) {
                    rows.next();
                    assertThat(rows.getString(1)).isEqualTo("2024-07-01 12:00:00");
                }
            }
        }
    }

    /** What the server prints for what Java sends, with and without a target type. */
    @Test
    void valuesAtTheEndsOfTheirTypes() throws SQLException {
        run("set time zone 'UTC'");
        TimeZone.setDefault(TimeZone.getTimeZone("UTC"));
        Object[][] cases = {
            {LocalDate.MAX, "date", Types.DATE, "infinity"},
            {LocalDate.MIN, "date", Types.DATE, "-infinity"},
            {LocalDate.of(5874897, 12, 31), "date", Types.DATE, "5874897-12-31"},
            {LocalDate.of(-4712, 1, 1), "date", Types.DATE, "4713-01-01 BC"},
            {LocalDate.of(0, 2, 29), "date", Types.DATE, "0001-02-29 BC"},
            {LocalDate.of(12345, 6, 7), "date", Types.DATE, "12345-06-07"},
            {LocalTime.MAX, "time", Types.TIME, "24:00:00"},
            {LocalTime.of(0, 0, 0, 999), "time", Types.TIME, "00:00:00.000001"},
            {LocalTime.of(0, 0, 0, 499), "time", Types.TIME, "00:00:00"},
            {
                OffsetTime.parse("23:59:59.999999+15:59:59"),
                "timetz",
                Types.TIME_WITH_TIMEZONE,
                "23:59:59.999999+15:59:59"
            },
            {LocalDateTime.MAX, "timestamp", Types.TIMESTAMP, "infinity"},
            {LocalDateTime.MIN, "timestamp", Types.TIMESTAMP, "-infinity"},
            {LocalDateTime.parse("1999-12-31T23:59:59.9999995"), "timestamp", Types.TIMESTAMP, "2000-01-01 00:00:00"},
            {
                LocalDateTime.parse("+294276-12-31T23:59:59.999999"),
                "timestamp",
                Types.TIMESTAMP,
                "294276-12-31 23:59:59.999999"
            },
            {OffsetDateTime.MAX, "timestamptz", Types.TIMESTAMP_WITH_TIMEZONE, "infinity"},
            {Instant.MIN, "timestamptz", Types.TIMESTAMP_WITH_TIMEZONE, "-infinity"},
            {
                Instant.parse("-0043-03-15T00:00:00Z"),
                "timestamptz",
                Types.TIMESTAMP_WITH_TIMEZONE,
                "0044-03-15 00:00:00+00 BC"
            },
            {java.time.YearMonth.of(2024, 2), "date", Types.DATE, "2024-02-01"},
            {java.time.Year.of(2024), "int4", Types.INTEGER, "2024"},
            {Date.valueOf("1500-03-01"), "date", Types.DATE, "1500-03-01"},
            {Time.valueOf("12:34:56"), "time", Types.TIME, "12:34:56"},
            {Timestamp.valueOf("1500-03-01 12:00:00.123456"), "timestamp", Types.TIMESTAMP, "1500-03-01 12:00:00.123456"
            },
            {calendar("Asia/Tokyo", "2024-07-01T20:00:00Z"), "timestamptz", Types.TIMESTAMP, "2024-07-01 20:00:00+00"},
            {calendar("Asia/Tokyo", "2024-07-01T20:00:00Z"), "timestamp", Types.TIMESTAMP, "2024-07-02 05:00:00"},
            {calendar("Asia/Tokyo", "2024-07-01T20:00:00Z"), "date", Types.DATE, "2024-07-02"},
        };
        for (Object[] one : cases) {
            try (PreparedStatement statement =
                    connection.prepareStatement("select format('%s', v), format('%s', w) from (select ?::" + one[1]
                            + " v, ?::" + one[1] + " w) s")) {
                statement.setObject(1, one[0]);
                statement.setObject(2, one[0], (int) one[2]);
                try (ResultSet row = statement.executeQuery()) {
                    row.next();
                    assertThat(row.getString(1)).as("%s as %s", one[0], one[1]).isEqualTo(one[3]);
                    assertThat(row.getString(2))
                            .as("%s as %s by code", one[0], one[1])
                            .isEqualTo(one[3]);
                }
            }
        }
    }

    private static Calendar calendar(String zone, String instant) {
        Calendar calendar = new GregorianCalendar(TimeZone.getTimeZone(zone));
        calendar.setTimeInMillis(Instant.parse(instant).toEpochMilli());
        return calendar;
    }

    private void run(String... sqls) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            for (String sql : sqls) {
                statement.execute(sql);
            }
        }
    }
}
