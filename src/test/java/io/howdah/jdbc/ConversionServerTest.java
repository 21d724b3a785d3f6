package io.howdah.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.howdah.testserver.TestServer;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.sql.Connection;
import java.sql.Date;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Time;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.OffsetTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.Calendar;
import java.util.GregorianCalendar;
import java.util.TimeZone;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The getters of JDBC across types: each value is read in text first and in binary then. */
class ConversionServerTest {
    private static final TimeZone BEFORE = TimeZone.getDefault();

    private static Connection connection;

    @FunctionalInterface
    private interface Check {
        void accept(ResultSet rows) throws SQLException;
    }

    @BeforeAll
    static void connect() throws SQLException {
        TimeZone.setDefault(TimeZone.getTimeZone("Europe/Berlin"));
        connection = TestServer.shared().connect();
    }

    @AfterAll
    static void close() throws SQLException {
        TimeZone.setDefault(BEFORE);
        if (connection != null) {
            connection.close();
        }
    }

    /** First execution in text, the others in binary where the type has it. */
    private static void inBothFormats(String select, Check check) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement("select " + select)) {
            for (int i = 0; i < 3; i++) {
                try (ResultSet rows = statement.executeQuery()) {
                    assertThat(rows.next()).isTrue();
                    check.accept(rows);
                }
            }
        }
    }

    private static void refuses(String sqlState, Check getter, ResultSet rows) {
        assertThatThrownBy(() -> getter.accept(rows))
                .isInstanceOfSatisfying(
                        SQLException.class, e -> assertThat(e.getSQLState()).isEqualTo(sqlState));
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            value = {
                "1, true, 1",
                "0, false, 0",
                "int2 '1', true, 1",
                "int8 '0', false, 0",
                "true, true, 1",
                "false, false, 0",
                "1.0, true, 1",
                "0.00, false, 0",
                "float8 '1', true, 1",
                "float4 '-0', false, 0",
                "'1'::text, true, 1",
                "'0'::bpchar(3), false, 0",
                "'1'::\"char\", true, 1",
                "bit '1', true, 1",
                "bit '0', false, 0"
            })
    void booleansAndNumbersGoOverIntoEachOther(String value, boolean asBoolean, int asNumber) throws SQLException {
        inBothFormats(value, rows -> {
            assertThat(rows.getBoolean(1)).isEqualTo(asBoolean);
            assertThat(rows.getByte(1)).isEqualTo((byte) asNumber);
            assertThat(rows.getShort(1)).isEqualTo((short) asNumber);
            assertThat(rows.getInt(1)).isEqualTo(asNumber);
            assertThat(rows.getLong(1)).isEqualTo(asNumber);
            assertThat(rows.getFloat(1)).isEqualTo(asNumber);
            assertThat(rows.getDouble(1)).isEqualTo(asNumber);
            assertThat(rows.getBigDecimal(1)).isEqualByComparingTo(BigDecimal.valueOf(asNumber));
            assertThat(rows.getObject(1, Boolean.class)).isEqualTo(asBoolean);
            assertThat(rows.getObject(1, Byte.class)).isEqualTo((byte) asNumber);
            assertThat(rows.getObject(1, Short.class)).isEqualTo((short) asNumber);
            assertThat(rows.getObject(1, Integer.class)).isEqualTo(asNumber);
            assertThat(rows.getObject(1, Long.class)).isEqualTo(asNumber);
            assertThat(rows.getObject(1, Float.class)).isEqualTo(asNumber);
            assertThat(rows.getObject(1, Double.class)).isEqualTo(asNumber);
            assertThat(rows.getObject(1, BigInteger.class)).isEqualTo(BigInteger.valueOf(asNumber));
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"t", "T", "true", "TRUE", "yes", "y", "on", "1", " on "})
    void wordsForTrue(String word) throws SQLException {
        inBothFormats(
                "'" + word + "'::text", rows -> assertThat(rows.getBoolean(1)).isTrue());
    }

    @ParameterizedTest
    @ValueSource(strings = {"f", "F", "false", "no", "N", "off", "0"})
    void wordsForFalse(String word) throws SQLException {
        inBothFormats("'" + word + "'::varchar", rows -> assertThat(rows.getBoolean(1))
                .isFalse());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"'maybe'::text", "''::text", "2", "-1", "1.5", "float8 'NaN'", "date '2024-01-01'", "bytea '1'"})
    void whatIsNeitherTrueNorFalse(String value) throws SQLException {
        inBothFormats(value, rows -> refuses("42846", r -> r.getBoolean(1), rows));
    }

    @ParameterizedTest
    @ValueSource(strings = {"1.9", "'1.9'::text", "float8 '1.9'", "float4 '1.75'", "'1.9'::varchar", "'1.99'::money"})
    void fractionsAreCutOff(String value) throws SQLException {
        inBothFormats(value, rows -> {
            assertThat(rows.getByte(1)).isEqualTo((byte) 1);
            assertThat(rows.getShort(1)).isEqualTo((short) 1);
            assertThat(rows.getInt(1)).isEqualTo(1);
            assertThat(rows.getLong(1)).isEqualTo(1);
        });
        inBothFormats("-1.9", rows -> assertThat(rows.getInt(1)).isEqualTo(-1));
    }

    static Stream<Arguments> tooLarge() {
        Check asByte = rows -> rows.getByte(1);
        Check asShort = rows -> rows.getShort(1);
        Check asInt = rows -> rows.getInt(1);
        Check asLong = rows -> rows.getLong(1);
        Check asFloat = rows -> rows.getFloat(1);
        Check asDouble = rows -> rows.getDouble(1);
        Check asDecimal = rows -> rows.getBigDecimal(1);
        return Stream.of(
                arguments("128", asByte),
                arguments("-129", asByte),
                arguments("'128'::text", asByte),
                arguments("32768", asShort),
                arguments("int8 '-32769'", asShort),
                arguments("2147483648", asInt),
                arguments("-2147483649.5", asInt),
                arguments("oid '4294967295'", asInt),
                arguments("float8 '2147483648'", asInt),
                arguments("9223372036854775808", asLong),
                arguments("-9223372036854775809", asLong),
                arguments("float8 '9223372036854775808'", asLong),
                arguments("float4 'NaN'", asLong),
                arguments("float8 'Infinity'", asLong),
                arguments("numeric 'NaN'", asInt),
                arguments("'9e99'::text", asLong),
                arguments("1e39", asFloat),
                arguments("1e309", asDouble),
                arguments("'1e309'::text", asDouble),
                arguments("numeric 'NaN'", asDecimal),
                arguments("float8 '-Infinity'", asDecimal),
                arguments("'abc'::text", asInt),
                arguments("''::text", asLong),
                arguments("'0x10'::text", asDouble),
                arguments("'1d'::text", asDouble));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("tooLarge")
    void whatDoesNotFitIs22003(String value, Check getter) throws SQLException {
        inBothFormats(value, rows -> {
            refuses("22003", getter, rows);
            // A refused value is there still.
            assertThat(rows.getString(1)).isNotNull();
        });
    }

    @Test
    void theEndsOfTheRangesFit() throws SQLException {
        inBothFormats(
                "-128::int2, 32767::int4, -2147483648::int8, 9223372036854775807.99, 4294967295::oid, 127.9::float8",
                rows -> {
                    assertThat(rows.getByte(1)).isEqualTo(Byte.MIN_VALUE);
                    assertThat(rows.getShort(2)).isEqualTo(Short.MAX_VALUE);
                    assertThat(rows.getInt(3)).isEqualTo(Integer.MIN_VALUE);
                    assertThat(rows.getLong(4)).isEqualTo(Long.MAX_VALUE);
                    assertThat(rows.getLong(5)).isEqualTo(4294967295L);
                    assertThat(rows.getByte(6)).isEqualTo((byte) 127);
                });
    }

    @Test
    void numericWithoutAValueIsADouble() throws SQLException {
        assumeTrue(TestServer.shared().major() >= 14, "Infinity came to numeric with version 14");
        inBothFormats("numeric 'NaN', numeric '-Infinity'", rows -> {
            assertThat(rows.getObject(1)).isEqualTo(Double.NaN);
            assertThat(rows.getObject(2)).isEqualTo(Double.NEGATIVE_INFINITY);
            assertThat(rows.getDouble(1)).isNaN();
            assertThat(rows.getFloat(2)).isEqualTo(Float.NEGATIVE_INFINITY);
            refuses("22003", r -> r.getBigDecimal(1), rows);
            refuses("22003", r -> r.getBigDecimal(2), rows);
        });
    }

    @Test
    void getObjectGivesTheClassOfJdbc() throws SQLException {
        inBothFormats(
                "int2 '1', 1, int8 '1', oid '1', 1.5, float4 '1', float8 '1', true, bit '1', '10'::bit(2), varbit '1',"
                        + " 'a'::bpchar, 'a'::varchar, 'a'::text, 'a'::name, bytea 'a', date '2024-01-01', time '1:00',"
                        + " timetz '1:00+0', timestamp '2024-01-01', timestamptz '2024-01-01', uuid '"
                        + new UUID(1, 2) + "', json '1', jsonb '1', money '1.00'",
                rows -> {
                    Class<?>[] classes = {
                        Integer.class,
                        Integer.class,
                        Long.class,
                        Long.class,
                        BigDecimal.class,
                        Float.class,
                        Double.class,
                        Boolean.class,
                        Boolean.class,
                        String.class,
                        String.class,
                        String.class,
                        String.class,
                        String.class,
                        String.class,
                        byte[].class,
                        Date.class,
                        Time.class,
                        Time.class,
                        Timestamp.class,
                        Timestamp.class,
                        UUID.class,
                        String.class,
                        String.class,
                        String.class
                    };
                    for (int i = 0; i < classes.length; i++) {
                        assertThat(rows.getObject(i + 1)).as("column %d", i + 1).isExactlyInstanceOf(classes[i]);
                        String named = rows.getMetaData().getColumnClassName(i + 1);
                        // bit(n) is declared by its length.
                        assertThat(named).isEqualTo(classes[i].getName());
                    }
                });
    }

    @Test
    void datesAndTimesOfJavaSql() throws SQLException {
        inBothFormats(
                "date '2024-07-01', timestamp '2024-07-01 23:30:15.123456', timestamptz '2024-07-01 23:30:00+00',"
                        + " time '01:02:03.5', timetz '01:02:03+05', '2024-07-01 23:30:15.123456'::text",
                rows -> {
                    assertThat(rows.getDate(1)).hasToString("2024-07-01");
                    assertThat(rows.getTimestamp(1)).hasToString("2024-07-01 00:00:00.0");
                    for (int column : new int[] {2, 6}) {
                        assertThat(rows.getDate(column)).hasToString("2024-07-01");
                        assertThat(rows.getDate(column)).isEqualTo(Date.valueOf("2024-07-01"));
                        assertThat(rows.getTime(column)).hasToString("23:30:15");
                        assertThat(rows.getTimestamp(column)).hasToString("2024-07-01 23:30:15.123456");
                    }
                    assertThat(rows.getDate(3)).hasToString("2024-07-02");
                    assertThat(rows.getTime(3)).hasToString("01:30:00");
                    assertThat(rows.getTimestamp(3).toInstant()).isEqualTo(Instant.parse("2024-07-01T23:30:00Z"));
                    assertThat(rows.getTime(4)).hasToString("01:02:03");
                    assertThat(rows.getTimestamp(4)).hasToString("1970-01-01 01:02:03.5");
                    // 20:02:03 UTC on the day before, seen on the first day of time.
                    assertThat(rows.getTime(5)).hasToString("21:02:03");
                });
    }

    @Test
    void aCalendarMovesLocalTimesAndNotInstants() throws SQLException {
        Calendar tokyo = Calendar.getInstance(TimeZone.getTimeZone("Asia/Tokyo"));
        long untouched = tokyo.getTimeInMillis();
        inBothFormats(
                "date '2024-07-01', timestamp '2024-07-01 12:00', timestamptz '2024-07-01 12:00+00', time '12:00'",
                rows -> {
                    assertThat(rows.getDate(1, tokyo).getTime()).isEqualTo(millis("2024-06-30T15:00:00Z"));
                    assertThat(rows.getTimestamp(2, tokyo).getTime()).isEqualTo(millis("2024-07-01T03:00:00Z"));
                    assertThat(rows.getTimestamp(3, tokyo).getTime()).isEqualTo(millis("2024-07-01T12:00:00Z"));
                    assertThat(rows.getDate(3, tokyo).getTime()).isEqualTo(millis("2024-06-30T15:00:00Z"));
                    assertThat(rows.getTime(4, tokyo).getTime()).isEqualTo(millis("1970-01-01T03:00:00Z"));
                    assertThat(rows.getTimestamp(2, null)).isEqualTo(Timestamp.valueOf("2024-07-01 12:00:00"));
                });
        assertThat(tokyo.getTimeInMillis()).isEqualTo(untouched);
        try (PreparedStatement statement = connection.prepareStatement(
                "select ?::timestamp::text, ?::timestamptz = '2024-07-01 03:00+00', ?::date::text, ?::time::text")) {
            statement.setTimestamp(1, new Timestamp(millis("2024-07-01T03:00:00Z")), tokyo);
            statement.setTimestamp(2, new Timestamp(millis("2024-07-01T03:00:00Z")), tokyo);
            statement.setDate(3, new Date(millis("2024-06-30T15:00:00Z")), tokyo);
            statement.setTime(4, new Time(millis("1970-01-01T03:00:00Z")), tokyo);
            try (ResultSet rows = statement.executeQuery()) {
                rows.next();
                assertThat(rows.getString(1)).isEqualTo("2024-07-01 12:00:00");
                assertThat(rows.getBoolean(2)).isTrue();
                assertThat(rows.getString(3)).isEqualTo("2024-07-01");
                assertThat(rows.getString(4)).isEqualTo("12:00:00");
            }
        }
    }

    private static long millis(String instant) {
        return Instant.parse(instant).toEpochMilli();
    }

    /** Tools test for exactly these milliseconds. */
    @Test
    void infinityHasItsConstants() throws SQLException {
        for (String type : new String[] {"date", "timestamp", "timestamptz"}) {
            inBothFormats(type + " 'infinity', " + type + " '-infinity'", rows -> {
                assertThat(rows.getTimestamp(1).getTime()).isEqualTo(9223372036825200000L);
                assertThat(rows.getTimestamp(2).getTime()).isEqualTo(-9223372036832400000L);
                assertThat(rows.getDate(1).getTime()).isEqualTo(9223372036825200000L);
                assertThat(rows.getObject(1, LocalDate.class)).isEqualTo(LocalDate.MAX);
                assertThat(rows.getObject(2, LocalDateTime.class)).isEqualTo(LocalDateTime.MIN);
                assertThat(rows.getObject(1, OffsetDateTime.class)).isEqualTo(OffsetDateTime.MAX);
                assertThat(rows.getObject(2, Instant.class)).isEqualTo(Instant.MIN);
                try (PreparedStatement back = connection.prepareStatement("select ?::" + type + "::text")) {
                    back.setTimestamp(1, rows.getTimestamp(2));
                    try (ResultSet echo = back.executeQuery()) {
                        echo.next();
                        assertThat(echo.getString(1)).isEqualTo("-infinity");
                    }
                }
            });
        }
    }

    @Test
    void midnightAtTheEndOfTheDay() throws SQLException {
        inBothFormats("time '24:00'", rows -> {
            assertThat(rows.getTime(1))
                    .isEqualTo(new Time(Timestamp.valueOf("1970-01-02 00:00:00").getTime()));
            assertThat(rows.getObject(1, LocalTime.class)).isEqualTo(LocalTime.MAX);
            assertThat(rows.getString(1)).isEqualTo("24:00:00");
        });
    }

    @Test
    void datesAndTimesOfJavaTime() throws SQLException {
        ZoneId berlin = ZoneId.of("Europe/Berlin");
        Instant instant = Instant.parse("2024-07-01T12:00:00.000001Z");
        LocalDateTime local = LocalDateTime.parse("2024-07-01T14:00:00.000001");
        for (String value : new String[] {
            "timestamptz '2024-07-01 12:00:00.000001+00'",
            "timestamp '2024-07-01 14:00:00.000001'",
            "'2024-07-01 12:00:00.000001+00'::text",
            "'2024-07-01T14:00:00.000001'::text"
        }) {
            inBothFormats(value, rows -> {
                assertThat(rows.getObject(1, Instant.class)).isEqualTo(instant);
                assertThat(rows.getObject(1, OffsetDateTime.class).toInstant()).isEqualTo(instant);
                assertThat(rows.getObject(1, ZonedDateTime.class)).isEqualTo(instant.atZone(berlin));
                assertThat(rows.getObject(1, LocalDateTime.class)).isEqualTo(local);
                assertThat(rows.getObject(1, LocalDate.class)).isEqualTo(local.toLocalDate());
                assertThat(rows.getObject(1, LocalTime.class)).isEqualTo(local.toLocalTime());
                assertThat(rows.getObject(1, Timestamp.class)).isEqualTo(Timestamp.from(instant));
                assertThat(rows.getObject(1, Date.class)).isEqualTo(Date.valueOf(local.toLocalDate()));
                assertThat(rows.getObject(1, java.util.Date.class))
                        .isEqualTo(java.util.Date.from(instant.truncatedTo(java.time.temporal.ChronoUnit.MILLIS)));
                assertThat(rows.getObject(1, Calendar.class).toInstant().toEpochMilli())
                        .isEqualTo(instant.toEpochMilli());
                assertThat(rows.getObject(1, GregorianCalendar.class)
                                .getTimeZone()
                                .getID())
                        .isEqualTo("Europe/Berlin");
            });
        }
        inBothFormats("timetz '01:02:03+05', time '01:02:03'", rows -> {
            assertThat(rows.getObject(1, OffsetTime.class)).isEqualTo(OffsetTime.parse("01:02:03+05:00"));
            assertThat(rows.getObject(1, LocalTime.class)).isEqualTo(LocalTime.of(1, 2, 3));
            assertThat(rows.getObject(2, LocalTime.class)).isEqualTo(LocalTime.of(1, 2, 3));
            refuses("42846", r -> r.getObject(2, LocalDate.class), rows);
            refuses("42846", r -> r.getObject(2, Instant.class), rows);
        });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "nonsense",
                "2024-13-01",
                "2024-02-30",
                "2024-01-01 25:00",
                "2024-01-01 10:60",
                "24-1",
                "1:2:3:4",
                "2024-01-01 10:00+99"
            })
    void textThatIsNoDateIs22007(String text) throws SQLException {
        inBothFormats("'" + text + "'::text", rows -> {
            refuses("22007", r -> r.getDate(1), rows);
            refuses("22007", r -> r.getTime(1), rows);
            refuses("22007", r -> r.getTimestamp(1), rows);
            refuses("22007", r -> r.getObject(1, LocalDate.class), rows);
            refuses("22007", r -> r.getObject(1, OffsetDateTime.class), rows);
        });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"1", "true", "1.5", "float8 '1'", "bytea 'x'", "uuid '00000000-0000-0000-0000-000000000000'"})
    void whatHasNoDateIsRefused(String value) throws SQLException {
        inBothFormats(value, rows -> {
            refuses("42846", r -> r.getDate(1), rows);
            refuses("42846", r -> r.getTime(1), rows);
            refuses("42846", r -> r.getTimestamp(1), rows);
            refuses("42846", r -> r.getObject(1, LocalDateTime.class), rows);
        });
    }

    @Test
    void classesThatStandForNothingAreRefusedByName() throws SQLException {
        inBothFormats("1, 'x'::text", rows -> {
            for (int column = 1; column <= 2; column++) {
                int c = column;
                assertThatThrownBy(() -> rows.getObject(c, Duration.class))
                        .isInstanceOf(SQLException.class)
                        .hasMessageContaining("Duration");
            }
            refuses("42846", r -> r.getObject(1, UUID.class), rows);
            assertThatThrownBy(() -> rows.getObject(1, (Class<?>) null)).isInstanceOf(SQLException.class);
        });
    }

    @Test
    void everythingIsText() throws SQLException {
        inBothFormats("true, 1.50, bytea '\\x0aff', uuid '" + new UUID(1, 2) + "', 'ab'::bpchar(4)", rows -> {
            assertThat(rows.getString(1)).isEqualTo("t");
            assertThat(rows.getString(2)).isEqualTo("1.50");
            assertThat(rows.getNString(2)).isEqualTo("1.50");
            assertThat(rows.getString(3)).isEqualTo("\\x0aff");
            assertThat(rows.getString(5)).isEqualTo("ab  ");
            assertThat(rows.getBytes(2)).containsExactly('1', '.', '5', '0');
            assertThat(rows.getBytes(3)).containsExactly(0x0a, 0xff);
            assertThat(rows.getObject(4, String.class)).isEqualTo(new UUID(1, 2).toString());
            assertThat(rows.getObject(4, UUID.class)).isEqualTo(new UUID(1, 2));
        });
        inBothFormats("'" + new UUID(1, 2) + "'::text", rows -> assertThat(rows.getObject(1, UUID.class))
                .isEqualTo(new UUID(1, 2)));
    }

    @Test
    void wasNullTellsOfTheLastColumnRead() throws SQLException {
        inBothFormats("1, null::int4, null::text, 'x'::text, null", rows -> {
            assertThat(rows.getInt(1)).isEqualTo(1);
            assertThat(rows.wasNull()).isFalse();
            assertThat(rows.getInt(2)).isZero();
            assertThat(rows.wasNull()).isTrue();
            assertThat(rows.getInt(1)).isEqualTo(1);
            assertThat(rows.wasNull()).isFalse();
            assertThat(rows.getString(3)).isNull();
            assertThat(rows.wasNull()).isTrue();
            refuses("22003", r -> r.getInt(4), rows);
            assertThat(rows.wasNull()).isFalse();
            assertThat(rows.getBoolean(5)).isFalse();
            assertThat(rows.getDouble(5)).isZero();
            assertThat(rows.getBigDecimal(5)).isNull();
            assertThat(rows.getDate(5)).isNull();
            assertThat(rows.getTime(5)).isNull();
            assertThat(rows.getTimestamp(5)).isNull();
            assertThat(rows.getBytes(5)).isNull();
            assertThat(rows.getObject(5)).isNull();
            assertThat(rows.getObject(5, LocalDate.class)).isNull();
            assertThat(rows.getBinaryStream(5)).isNull();
            assertThat(rows.getCharacterStream(5)).isNull();
            assertThat(rows.wasNull()).isTrue();
        });
    }

    @Test
    void onlyARowHasColumns() throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement("select 1 as a, 2 as \"B\", 3 as b");
                ResultSet rows = statement.executeQuery()) {
            refuses("24000", r -> r.getInt(1), rows);
            rows.next();
            for (int index : new int[] {0, 4, -1, Integer.MAX_VALUE, Integer.MIN_VALUE}) {
                refuses("22023", r -> r.getInt(index), rows);
                refuses("22023", r -> r.getString(index), rows);
                refuses("22023", r -> r.getObject(index, String.class), rows);
            }
            refuses("42703", r -> r.getInt("c"), rows);
            assertThat(rows.getInt("A")).isEqualTo(1);
            assertThat(rows.getInt("B")).isEqualTo(2);
            assertThat(rows.getInt("b")).isEqualTo(3);
            assertThat(rows.getInt(1) + rows.getInt(1)).as("read twice").isEqualTo(2);
            assertThat(rows.next()).isFalse();
            refuses("24000", r -> r.getInt(1), rows);
            rows.close();
            refuses("55000", r -> r.getInt(1), rows);
        }
    }
}
