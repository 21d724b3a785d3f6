package io.howdah.jdbc;

import static io.howdah.jdbc.RoundTrip.Wire.BINARY;
import static io.howdah.jdbc.RoundTrip.Wire.TEXT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.howdah.testserver.OnEveryRelease;
import io.howdah.testserver.TestServer;
import java.math.BigDecimal;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.Statement;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.OffsetTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.TimeZone;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Every type with a codec, to a real server and back: text and binary, as object and as text, and as null. */
class TypeRoundTripServerTest {
    private static RoundTrip trip;

    @BeforeAll
    static void connect() throws Exception {
        trip = new RoundTrip(TestServer.shared());
        trip.run(
                "set time zone 'UTC'",
                "create type pg_temp.mood as enum ('sad', 'very happy')",
                "create type pg_temp.pair as (a int, b text)",
                "create domain pg_temp.positive as int4 check (value > 0)",
                "create domain pg_temp.price as numeric(8, 2)",
                "create domain pg_temp.code as varchar(4)",
                "create domain pg_temp.nested as pg_temp.positive check (value < 100)",
                "create domain pg_temp.moment as timestamptz");
    }

    @AfterAll
    static void close() throws Exception {
        if (trip != null) {
            trip.close();
        }
    }

    /** Types that all releases have, and of which all print the values alike. */
    static Stream<Arguments> everywhere() {
        return Stream.of(
                arguments("bool", true, "t"),
                arguments("bool", false, "f"),
                arguments("int2", Short.MIN_VALUE, "-32768"),
                arguments("int2", Short.MAX_VALUE, "32767"),
                arguments("int4", 0, "0"),
                arguments("int4", Integer.MIN_VALUE, "-2147483648"),
                arguments("int4", Integer.MAX_VALUE, "2147483647"),
                arguments("int8", Long.MIN_VALUE, "-9223372036854775808"),
                arguments("int8", Long.MAX_VALUE, "9223372036854775807"),
                arguments("oid", 0L, "0"),
                arguments("oid", 4294967295L, "4294967295"),
                arguments("float4", 1.5f, "1.5"),
                arguments("float4", Float.NaN, "NaN"),
                arguments("float4", Float.POSITIVE_INFINITY, "Infinity"),
                arguments("float4", Float.NEGATIVE_INFINITY, "-Infinity"),
                arguments("float4", -0f, "-0"),
                arguments("float8", 0d, "0"),
                arguments("float8", -0d, "-0"),
                arguments("float8", -1234.0625, "-1234.0625"),
                arguments("float8", Double.NaN, "NaN"),
                arguments("float8", Double.POSITIVE_INFINITY, "Infinity"),
                arguments("float8", Double.NEGATIVE_INFINITY, "-Infinity"),
                arguments("numeric", new BigDecimal("0"), "0"),
                arguments("numeric", new BigDecimal("0.00"), "0.00"),
                arguments("numeric", new BigDecimal("-1.50"), "-1.50"),
                arguments("numeric", new BigDecimal("10000"), "10000"),
                arguments("numeric", new BigDecimal("100000000.00000001"), "100000000.00000001"),
                arguments("numeric", new BigDecimal("0.0001"), "0.0001"),
                arguments("numeric", new BigDecimal("-0.00000000000000000001"), "-0.00000000000000000001"),
                arguments("numeric(10, 3)", new BigDecimal("-1234567.890"), "-1234567.890"),
                arguments("numeric", Double.NaN, "NaN"),
                arguments(
                        "numeric",
                        new BigDecimal("9".repeat(500) + "." + "1234567890".repeat(50)),
                        "9".repeat(500) + "." + "1234567890".repeat(50)),
                arguments("text", "", ""),
                arguments("text", "grüße \u20ac \ud83d\udc18 'quoted' \\ \"x\"", "grüße € 🐘 'quoted' \\ \"x\""),
                arguments("text", "x".repeat(100_000), "x".repeat(100_000)),
                arguments("varchar(5)", "äöüß€", "äöüß€"),
                arguments("varchar", " padded ", " padded "),
                arguments("bpchar(5)", "ab   ", "ab   "),
                arguments("char(1)", " ", " "),
                arguments("name", "pg_class", "pg_class"),
                arguments("\"char\"", "a", "a"),
                arguments("\"char\"", "", ""),
                arguments("bytea", new byte[0], "\\x"),
                arguments("bytea", allBytes(), "\\x" + HexFormat.of().formatHex(allBytes())),
                arguments("bytea", new byte[300_000], "\\x" + "00".repeat(300_000)),
                arguments("date", LocalDate.of(2024, 2, 29), "2024-02-29"),
                arguments("date", LocalDate.of(1, 1, 1), "0001-01-01"),
                arguments("date", LocalDate.of(0, 12, 31), "0001-12-31 BC"),
                arguments("date", LocalDate.of(-4712, 1, 1), "4713-01-01 BC"),
                arguments("date", LocalDate.of(5_874_897, 12, 31), "5874897-12-31"),
                arguments("date", LocalDate.MAX, "infinity"),
                arguments("date", LocalDate.MIN, "-infinity"),
                arguments("time", LocalTime.MIDNIGHT, "00:00:00"),
                arguments("time", LocalTime.of(23, 59, 59, 999_999_000), "23:59:59.999999"),
                arguments("time", LocalTime.of(1, 2, 3, 400_000_000), "01:02:03.4"),
                arguments("time(3)", LocalTime.of(1, 2, 3, 4_000_000), "01:02:03.004"),
                arguments("time", LocalTime.MAX, "24:00:00"),
                arguments("timetz", OffsetTime.of(1, 2, 3, 0, ZoneOffset.ofHours(2)), "01:02:03+02"),
                arguments("timetz", OffsetTime.of(1, 2, 3, 0, ZoneOffset.ofHoursMinutes(-3, -30)), "01:02:03-03:30"),
                arguments(
                        "timetz",
                        OffsetTime.of(23, 59, 59, 1000, ZoneOffset.ofHoursMinutesSeconds(15, 59, 59)),
                        "23:59:59.000001+15:59:59"),
                arguments("timetz", OffsetTime.of(LocalTime.MAX, ZoneOffset.UTC), "24:00:00+00"),
                arguments(
                        "timestamp",
                        LocalDateTime.of(2024, 3, 7, 12, 34, 56, 789_012_000),
                        "2024-03-07 12:34:56.789012"),
                arguments("timestamp", LocalDateTime.of(2000, 1, 1, 0, 0), "2000-01-01 00:00:00"),
                arguments(
                        "timestamp",
                        LocalDateTime.of(1999, 12, 31, 23, 59, 59, 999_999_000),
                        "1999-12-31 23:59:59.999999"),
                arguments("timestamp", LocalDateTime.of(-4712, 1, 1, 0, 0), "4713-01-01 00:00:00 BC"),
                arguments(
                        "timestamp",
                        LocalDateTime.of(294_276, 12, 31, 23, 59, 59, 999_999_000),
                        "294276-12-31 23:59:59.999999"),
                arguments("timestamp", LocalDateTime.MAX, "infinity"),
                arguments("timestamp", LocalDateTime.MIN, "-infinity"),
                arguments("timestamp(0)", LocalDateTime.of(1582, 10, 10, 1, 1), "1582-10-10 01:01:00"),
                arguments("timestamptz", utc("2024-03-07T12:34:56.789012Z"), "2024-03-07 12:34:56.789012+00"),
                arguments("timestamptz", utc("0000-02-29T00:00:00Z"), "0001-02-29 00:00:00+00 BC"),
                arguments("timestamptz", utc("-4712-01-01T00:00:00Z"), "4713-01-01 00:00:00+00 BC"),
                arguments("timestamptz", utc("+294276-12-31T23:59:59.999999Z"), "294276-12-31 23:59:59.999999+00"),
                arguments("timestamptz", OffsetDateTime.MAX, "infinity"),
                arguments("timestamptz", OffsetDateTime.MIN, "-infinity"),
                arguments(
                        "uuid",
                        UUID.fromString("a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11"),
                        "a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11"),
                arguments("uuid", new UUID(0, 0), "00000000-0000-0000-0000-000000000000"));
    }

    /** Shortest digits came with 12, infinity in numeric with 14, octal digits for "char" with 16. */
    static Stream<Arguments> today() {
        return Stream.of(
                arguments("numeric", Double.POSITIVE_INFINITY, "Infinity"),
                arguments("numeric", Double.NEGATIVE_INFINITY, "-Infinity"),
                arguments("\"char\"", "\\200", "\\200"),
                arguments("\"char\"", "\\377", "\\377"),
                arguments("float4", 0.1f, "0.1"),
                arguments("float4", 1.1754942e-38f, "1.1754942e-38"),
                arguments("float4", Float.MIN_VALUE, "1e-45"),
                arguments("float4", Float.MAX_VALUE, "3.4028235e+38"),
                arguments("float4", 1e6f, "1e+06"),
                arguments("float4", 123456f, "123456"),
                arguments("float4", 16777216f, "1.6777216e+07"),
                arguments("float8", 0.1, "0.1"),
                arguments("float8", 0.30000000000000004, "0.30000000000000004"),
                arguments("float8", 2e-3, "0.002"),
                arguments("float8", 1e-5, "1e-05"),
                arguments("float8", 1e15, "1e+15"),
                arguments("float8", 123456789012345.6, "123456789012345.6"),
                arguments("float8", 2.2250738585072011e-308, "2.225073858507201e-308"),
                arguments("float8", Double.MIN_VALUE, "5e-324"),
                arguments("float8", Double.MAX_VALUE, "1.7976931348623157e+308"),
                arguments("float8", 9007199254740993d, "9.007199254740992e+15"),
                arguments("float8", 2e23, "1.9999999999999998e+23"),
                arguments("pg_temp.positive", 7, "7"),
                arguments("pg_temp.nested", 99, "99"),
                arguments("pg_temp.price", new BigDecimal("12.30"), "12.30"),
                arguments("pg_temp.code", "ab", "ab"),
                arguments("pg_temp.moment", utc("2024-03-07T12:34:56Z"), "2024-03-07 12:34:56+00"));
    }

    @ParameterizedTest(name = "{0} {index}")
    @MethodSource("everywhere")
    void goesThereAndBack(String type, Object natural, String text) throws Exception {
        trip.check(type, natural, text, BINARY);
    }

    @ParameterizedTest(name = "{0} {index}")
    @MethodSource("today")
    void goesThereAndBackToday(String type, Object natural, String text) throws Exception {
        assumeTrue(TestServer.shared().major() >= 16, "Older servers print these values in other ways");
        trip.check(type, natural, text, BINARY);
    }

    static Stream<Arguments> textOnly() {
        return Stream.of(
                arguments("tsquery", "'a':B & !'b' <2> 'c':*"),
                arguments("tid", "(4294967295,1)"),
                arguments("int2vector", "1 -2 3"),
                arguments("oidvector", "1 2 4294967295"),
                arguments("txid_snapshot", "10:20:10,14"),
                arguments("regtype", "integer"),
                arguments("regprocedure", "sum(integer)"),
                arguments("regrole", "pg_monitor"),
                arguments("aclitem", "=r/pg_monitor"),
                arguments("xml", "<a>1</a>"),
                arguments("regclass", "pg_class"));
    }

    static Stream<Arguments> madeOfOthers() {
        return Stream.of(
                arguments("int4[]", "{1,NULL,-3}"),
                arguments("text[]", "{\"a,b\",\"NULL\",NULL,\"\"}"),
                arguments("int4range", "[1,5)"),
                arguments("pg_temp.mood", "very happy"),
                arguments("pg_temp.pair", "(1,\"x y\")"));
    }

    /** Whatever they are in Java: readable as the server's text, and sent as that. */
    @ParameterizedTest(name = "{0}")
    @MethodSource("madeOfOthers")
    void isTextAlthoughItComesInBinary(String type, String text) throws Exception {
        trip.check(type, text, text, BINARY);
    }

    /** Types without a codec, and those whose codecs may come: readable as text by all means. */
    @ParameterizedTest(name = "{0}")
    @MethodSource("textOnly")
    void isReadableAsText(String type, String text) throws Exception {
        trip.check(type, text, text, TEXT);
    }

    /** A domain is what it is made of, for a client. */
    @Test
    void domainsAreReadAsTheirBaseType() throws Exception {
        try (Statement statement = trip.connection().createStatement();
                ResultSet rows = statement.executeQuery("select 5::pg_temp.nested, 1::pg_temp.price")) {
            rows.next();
            assertThat(rows.getObject(1)).isEqualTo(5);
            assertThat(rows.getObject(2)).isEqualTo(new BigDecimal("1.00"));
            assertThat(rows.getMetaData().getColumnTypeName(1)).isEqualTo("int4");
            assertThat(rows.getMetaData().getPrecision(2)).isEqualTo(8);
        }
    }

    @OnEveryRelease
    void goesThereAndBackOnEveryRelease(TestServer server) throws Exception {
        try (var old = new RoundTrip(server)) {
            old.run("set time zone 'UTC'");
            for (Arguments each : everywhere().toList()) {
                old.check((String) each.get()[0], each.get()[1], (String) each.get()[2], BINARY);
            }
            for (String type : List.of("float4", "float8")) {
                // Of what an old server prints, as many digits as it takes to lead back.
                Object natural = type.equals("float4") ? (Object) 0.1f : (Object) 0.1;
                try (PreparedStatement statement = old.connection().prepareStatement("select ?::" + type)) {
                    for (int i = 0; i < 3; i++) {
                        statement.setObject(1, natural);
                        try (ResultSet rows = statement.executeQuery()) {
                            rows.next();
                            assertThat(rows.getObject(1)).isEqualTo(natural);
                        }
                    }
                }
            }
        }
    }

    /** Gaps, overlaps, half hours, a date line, and zones west and east of the session's. */
    @ParameterizedTest
    @CsvSource({
        "UTC, UTC",
        "Europe/Berlin, UTC",
        "UTC, Europe/Berlin",
        "America/St_Johns, Asia/Kolkata",
        "Asia/Kathmandu, America/New_York",
        "<+02>-02, Pacific/Apia",
        "America/Sao_Paulo, Australia/Lord_Howe",
        "-3:30, Europe/London"
    })
    void instantsAreTheSameInAllZones(String sessionZone, String clientZone) throws Exception {
        TimeZone before = TimeZone.getDefault();
        TimeZone.setDefault(TimeZone.getTimeZone(clientZone));
        try (var there = new RoundTrip(TestServer.shared())) {
            there.run("set time zone '" + sessionZone + "'");
            for (Instant instant : instants()) {
                String text = there.printed("select format('%s', '" + instant + "'::timestamptz)");
                there.check("timestamptz", instant.atOffset(ZoneOffset.UTC), text, BINARY);
                there.check("timestamptz", instant, text, BINARY);
                there.check("timestamptz", Timestamp.from(instant), text, BINARY);
                LocalDateTime local = LocalDateTime.ofInstant(instant, ZoneId.of(clientZone));
                String digits = local.toLocalDate() + " "
                        + there.printed("select format('%s', '" + local.toLocalTime() + "'::time)");
                there.check("timestamp", local, digits, BINARY);
                there.check("date", local.toLocalDate(), local.toLocalDate().toString(), BINARY);
                there.check(
                        "date",
                        java.sql.Date.valueOf(local.toLocalDate()),
                        local.toLocalDate().toString(),
                        BINARY);
                if (Timestamp.valueOf(local).toInstant().equals(instant)) {
                    // Not so for one of two equal digits in autumn.
                    there.check("timestamp", Timestamp.from(instant), digits, BINARY);
                }
            }
        } finally {
            TimeZone.setDefault(before);
        }
    }

    private static List<Instant> instants() {
        List<Instant> all = new ArrayList<>(List.of(
                Instant.EPOCH,
                Instant.parse("1901-01-01T10:20:30Z"),
                Instant.parse("1969-12-31T23:59:59.999999Z"),
                Instant.parse("2011-12-30T09:59:59.5Z"),
                Instant.parse("2011-12-30T10:00:00Z"),
                Instant.parse("2024-07-01T12:34:56.789012Z")));
        for (String change : List.of(
                // Berlin, New York, Lord Howe, Sao Paulo, and back
                "2024-03-31T01:00:00Z",
                "2024-10-27T01:00:00Z",
                "2024-03-10T07:00:00Z",
                "2024-11-03T06:00:00Z",
                "2024-04-06T15:00:00Z",
                "2024-10-05T15:30:00Z",
                "2018-11-04T03:00:00Z",
                "2019-02-17T02:00:00Z")) {
            all.add(Instant.parse(change).minusSeconds(1800));
            all.add(Instant.parse(change).minusNanos(1000));
            all.add(Instant.parse(change));
            all.add(Instant.parse(change).plusSeconds(1800));
        }
        return all;
    }

    /** Local times that no clock in the zone shows, or that it shows twice. */
    @ParameterizedTest
    @CsvSource({
        "2024-03-31 02:30:00, 2024-03-31 03:30:00",
        "2024-10-27 02:30:00, 2024-10-27 02:30:00",
        "2024-03-31 03:00:00, 2024-03-31 03:00:00"
    })
    void localTimesInGapsAreThoseOfJava(String local, String shown) throws Exception {
        TimeZone before = TimeZone.getDefault();
        TimeZone.setDefault(TimeZone.getTimeZone("Europe/Berlin"));
        try (var there = new RoundTrip(TestServer.shared());
                PreparedStatement statement = there.connection().prepareStatement("select timestamp '" + local + "'")) {
            for (int i = 0; i < 3; i++) {
                try (ResultSet rows = statement.executeQuery()) {
                    rows.next();
                    assertThat(rows.getTimestamp(1))
                            .isEqualTo(Timestamp.valueOf(local))
                            .hasToString(shown + ".0");
                    assertThat(rows.getObject(1, LocalDateTime.class))
                            .isEqualTo(LocalDateTime.parse(local.replace(' ', 'T')));
                    assertThat(rows.getString(1)).isEqualTo(local);
                }
            }
        } finally {
            TimeZone.setDefault(before);
        }
    }

    private static OffsetDateTime utc(String text) {
        return OffsetDateTime.parse(text);
    }

    private static byte[] allBytes() {
        byte[] bytes = new byte[256];
        IntStream.range(0, 256).forEach(i -> bytes[i] = (byte) i);
        return bytes;
    }
}
