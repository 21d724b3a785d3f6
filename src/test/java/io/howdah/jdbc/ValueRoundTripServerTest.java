package io.howdah.jdbc;

import static io.howdah.jdbc.RoundTrip.Wire.BINARY;
import static io.howdah.jdbc.RoundTrip.Wire.TEXT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.howdah.api.LogSequenceNumber;
import io.howdah.api.PostgresType;
import io.howdah.testserver.OnEveryRelease;
import io.howdah.testserver.TestServer;
import io.howdah.value.Bits;
import io.howdah.value.Box;
import io.howdah.value.Cidr;
import io.howdah.value.Circle;
import io.howdah.value.Inet;
import io.howdah.value.Interval;
import io.howdah.value.Json;
import io.howdah.value.Line;
import io.howdah.value.LineSegment;
import io.howdah.value.MacAddress;
import io.howdah.value.Path;
import io.howdah.value.Point;
import io.howdah.value.Polygon;
import io.howdah.value.TextSearchQuery;
import io.howdah.value.TextSearchVector;
import java.math.BigInteger;
import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLType;
import java.sql.Statement;
import java.sql.Types;
import java.time.Duration;
import java.time.Period;
import java.util.BitSet;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The values that Java has no class for, and those of Java that are like them, to a real server and back. */
class ValueRoundTripServerTest {
    private static RoundTrip trip;

    @BeforeAll
    static void connect() throws Exception {
        trip = new RoundTrip(TestServer.shared());
    }

    @AfterAll
    static void close() throws Exception {
        if (trip != null) {
            trip.close();
        }
    }

    static Stream<Arguments> everywhere() throws Exception {
        return Stream.of(
                arguments("interval", new Interval(14, -3, 14_706_700_000L), "1 year 2 mons -3 days +04:05:06.7"),
                arguments("interval", Interval.ZERO, "00:00:00"),
                arguments("interval", new Interval(-13, 1, -1), "-1 years -1 mons +1 day -00:00:00.000001"),
                arguments("interval", Duration.ofSeconds(-3, 500_000_000), "-00:00:02.5"),
                arguments("interval", Duration.ofHours(1000), "1000:00:00"),
                arguments("interval", Period.of(1, 2, 3), "1 year 2 mons 3 days"),
                arguments("point", new Point(1.5, -2), "(1.5,-2)"),
                arguments("point", new Point(Double.NaN, Double.NEGATIVE_INFINITY), "(NaN,-Infinity)"),
                arguments("line", new Line(1, -1, 0.5), "{1,-1,0.5}"),
                arguments("lseg", new LineSegment(new Point(0, 0), new Point(1, 2)), "[(0,0),(1,2)]"),
                arguments("box", new Box(new Point(1, 4), new Point(3, 2)), "(3,4),(1,2)"),
                arguments("path", Path.open(new Point(0, 0), new Point(1, 1)), "[(0,0),(1,1)]"),
                arguments("path", Path.closed(new Point(0, 0), new Point(1, 1)), "((0,0),(1,1))"),
                arguments(
                        "polygon",
                        Polygon.of(new Point(0, 0), new Point(1, 1), new Point(1, 0)),
                        "((0,0),(1,1),(1,0))"),
                arguments("circle", new Circle(new Point(1, 2), 3.5), "<(1,2),3.5>"),
                arguments("inet", Inet.of(InetAddress.getByName("192.168.0.1"), 24), "192.168.0.1/24"),
                arguments("inet", Inet.parse("::ffff:10.0.0.1"), "::ffff:10.0.0.1"),
                arguments("inet", InetAddress.getByName("10.0.0.1"), "10.0.0.1"),
                arguments("inet", InetAddress.getByName("2001:db8::1"), "2001:db8::1"),
                arguments("cidr", Cidr.parse("2001:db8::/32"), "2001:db8::/32"),
                arguments("cidr", Cidr.parse("10.0.0.1"), "10.0.0.1/32"),
                arguments("macaddr", MacAddress.parse("08:00:2b:01:02:03"), "08:00:2b:01:02:03"),
                arguments("bit(4)", Bits.parse("1010"), "1010"),
                arguments("bit(1)", Bits.parse("1"), "1"),
                arguments("varbit", Bits.parse(""), ""),
                arguments("varbit", Bits.parse("101010101"), "101010101"),
                arguments("varbit", BitSet.valueOf(new byte[] {5}), "101"),
                arguments("json", Json.of("{\"a\" : [1, null]}"), "{\"a\" : [1, null]}"),
                arguments("json", "{\"a\" : [1, null]}", "{\"a\" : [1, null]}"),
                arguments("jsonb", Json.of("{\"a\": [1, \"é\"]}"), "{\"a\": [1, \"é\"]}"),
                arguments("jsonb", "5", "5"),
                arguments("tsvector", TextSearchVector.parse("'a':1A,2 'it''s \\\\ b'"), "'a':1A,2 'it''s \\\\ b'"),
                arguments("pg_lsn", LogSequenceNumber.parse("16/B374D848"), "16/B374D848"),
                arguments("pg_lsn", new LogSequenceNumber(-1), "FFFFFFFF/FFFFFFFF"),
                arguments("xid", "4294967295", "4294967295"),
                arguments("cid", "7", "7"),
                arguments("refcursor", "<unnamed portal 1>", "<unnamed portal 1>"));
    }

    static Stream<Arguments> today() {
        return Stream.of(
                arguments("interval", Interval.INFINITY, "infinity"),
                arguments("interval", Interval.MINUS_INFINITY, "-infinity"),
                arguments("macaddr8", MacAddress.parse("08:00:2b:01:02:03:04:05"), "08:00:2b:01:02:03:04:05"),
                arguments("jsonpath", "$.\"a\"?(@ > 1)", "$.\"a\"?(@ > 1)"),
                arguments("xid8", "18446744073709551615", "18446744073709551615"));
    }

    @ParameterizedTest(name = "{0} {index}")
    @MethodSource({"everywhere", "today"})
    void goesThereAndBack(String type, Object natural, String text) throws Exception {
        trip.check(type, natural, text, BINARY);
    }

    @OnEveryRelease
    void goesThereAndBackOnEveryRelease(TestServer server) throws Exception {
        try (var old = new RoundTrip(server)) {
            for (Arguments each : everywhere().toList()) {
                old.check((String) each.get()[0], each.get()[1], (String) each.get()[2], BINARY);
            }
        }
    }

    /** Of contrib: ltree has a binary form from 13 on, cube from 14, if the extension is of that time too. */
    @OnEveryRelease
    void treesAndCubesGoThereAndBack(TestServer server) throws Exception {
        try (var old = new RoundTrip(server)) {
            List<String> available = old.column("select name from pg_available_extensions");
            assumeTrue(available.contains("ltree") && available.contains("cube"), "This server has no ltree or cube");
            old.run("create extension if not exists ltree", "create extension if not exists cube");
            RoundTrip.Wire trees = server.major() >= 13 ? BINARY : TEXT;
            old.check("ltree", "top.a_b.c", "top.a_b.c", trees);
            old.check("ltree", "", "", trees);
            old.check("lquery", "top.*{1,2}.!a|b%", "top.*{1,2}.!a|b%", trees);
            old.check("ltxtquery", "a & !b*", "a & !b*", trees);
            RoundTrip.Wire cubes = server.major() >= 14 ? BINARY : TEXT;
            for (String cube : List.of("(1, -2.5),(3, 4)", "(1, 2)", "(0)", "(1),(2)")) {
                old.check("cube", cube, cube, cubes);
            }
            if (server.major() >= 10) {
                old.check("cube", "()", "()", cubes);
            }
        }
    }

    /** What is declared for a parameter is what it meets there without a cast. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "interval | 1 day | timestamp '2000-01-01' + ?",
                "duration | PT1H | timestamp '2000-01-01' + ?",
                "period | P1M | date '2000-01-01' + ?",
                "inet | 10.0.0.0 | inet '10.0.0.0/8' >> ?",
                "cidr | 10.0.0.0/8 | inet '10.0.0.1' << ?",
                "json | [1] | jsonb '[1]' @> ?",
                "json | [1] | json_array_length(?)",
                "json | [1] | jsonb_build_object('a', ?) -> 'a' ->> 0",
                "bits | 101 | B'100' & ?",
                "point | (1,1) | box '(2,2),(0,0)' @> ?"
            })
    void fitsWhatItMeets(String kind, String text, String expression) throws SQLException {
        Object value =
                switch (kind) {
                    case "interval" -> Interval.parse(text);
                    case "duration" -> Duration.parse(text);
                    case "period" -> Period.parse(text);
                    case "inet" -> Inet.parse(text);
                    case "cidr" -> Cidr.parse(text);
                    case "json" -> Json.of(text);
                    case "bits" -> Bits.parse(text);
                    default -> Point.parse(text);
                };
        try (PreparedStatement statement = trip.connection().prepareStatement("select " + expression)) {
            for (int i = 0; i < 3; i++) {
                statement.setObject(1, value, i == 1 ? Types.OTHER : Types.JAVA_OBJECT);
                ResultSet rows = statement.executeQuery();
                assertThat(rows.next()).isTrue();
                assertThat(rows.getString(1)).isNotNull();
            }
        }
    }

    @Test
    void columnsOfEachKindTakeThem() throws SQLException {
        trip.run("create temp table kinds (a bit(4), b varbit, c cidr, d inet, e text, f jsonb, g json, h macaddr8)");
        try (PreparedStatement insert =
                trip.connection().prepareStatement("insert into kinds values (?, ?, ?, ?, ?, ?, ?, ?) returning *")) {
            insert.setObject(1, Bits.parse("1010"));
            insert.setObject(2, Bits.parse("1010"));
            insert.setObject(3, Inet.parse("10.0.0.0/8"));
            insert.setObject(4, Cidr.parse("10.0.0.0/8"));
            insert.setObject(5, Interval.of(Period.ofDays(2)));
            insert.setObject(6, Json.of("{}"));
            insert.setObject(7, Json.of("{ }"));
            insert.setObject(8, MacAddress.parse("08:00:2b:01:02:03"));
            ResultSet rows = insert.executeQuery();
            rows.next();
            String[] texts = {
                "1010", "1010", "10.0.0.0/8", "10.0.0.0/8", "2 days", "{}", "{ }", "08:00:2b:ff:fe:01:02:03"
            };
            for (int i = 0; i < texts.length; i++) {
                assertThat(rows.getString(i + 1)).isEqualTo(texts[i]);
                assertThat(rows.getObject(i + 1)).isEqualTo(texts[i]);
            }
            assertThat(rows.getObject(5, Interval.class)).isEqualTo(new Interval(0, 2, 0));
            assertThat(rows.getObject(3, Cidr.class)).isEqualTo(Cidr.parse("10.0.0.0/8"));
        }
    }

    @Test
    void isReadAsWhatJavaHasForIt() throws Exception {
        String sql = "select interval '1 day 02:00', interval '1 mon', '10.0.0.1/8'::inet, '2001:db8::1'::inet,"
                + " B'0110', '10.0.0.1'::text, '1 day'::text, bit '1', '7'::xid8, '18446744073709551615'::xid8,"
                + " '5'::jsonb, '7'::xid";
        try (PreparedStatement statement = trip.connection().prepareStatement(sql)) {
            for (int i = 0; i < 3; i++) {
                ResultSet rows = statement.executeQuery();
                rows.next();
                assertThat(rows.getObject(1, Duration.class)).isEqualTo(Duration.ofHours(26));
                fails("22P02|42846", () -> rows.getObject(1, Period.class), "hours");
                assertThat(rows.getObject(2, Period.class)).isEqualTo(Period.ofMonths(1));
                fails("42846", () -> rows.getObject(2, Duration.class), "months");
                assertThat(rows.getObject(3, InetAddress.class)).isEqualTo(InetAddress.getByName("10.0.0.1"));
                assertThat(rows.getObject(3, Inet4Address.class)).isEqualTo(InetAddress.getByName("10.0.0.1"));
                fails("42846", () -> rows.getObject(3, Inet6Address.class), "Inet6Address");
                assertThat(rows.getObject(4, Inet6Address.class)).isEqualTo(InetAddress.getByName("2001:db8::1"));
                assertThat(rows.getObject(5, BitSet.class)).isEqualTo(BitSet.valueOf(new byte[] {6}));
                assertThat(rows.getObject(6, InetAddress.class)).isEqualTo(InetAddress.getByName("10.0.0.1"));
                assertThat(rows.getObject(6, Inet.class)).isEqualTo(Inet.parse("10.0.0.1"));
                assertThat(rows.getObject(7, Interval.class)).isEqualTo(new Interval(0, 1, 0));
                fails("22P02", () -> rows.getObject(6, Interval.class), "no interval");
                fails("42846", () -> rows.getObject(1, Inet.class), "Inet");
                assertThat(rows.getObject(8)).isEqualTo(true);
                assertThat(rows.getBoolean(8)).isTrue();
                assertThat(rows.getObject(8, Boolean.class)).isTrue();
                assertThat(rows.getLong(9)).isEqualTo(7);
                assertThat(rows.getObject(10, BigInteger.class)).isEqualTo(new BigInteger("18446744073709551615"));
                fails("22003", () -> rows.getLong(10), "long");
                assertThat(rows.getInt(11)).isEqualTo(5);
                assertThat(rows.getBytes(11)).isEqualTo(new byte[] {'5'});
                assertThat(rows.getObject(12)).isEqualTo("7");
                assertThat(rows.getObject(12, Long.class)).isEqualTo(7);
            }
        }
    }

    private interface Reading {
        Object read() throws SQLException;
    }

    private static void fails(String states, Reading reading, String why) {
        assertThatThrownBy(reading::read)
                .isInstanceOfSatisfying(
                        SQLException.class, e -> assertThat(e.getSQLState()).matches(states))
                .hasMessageContaining(why);
    }

    @Test
    void typesAreNamedWithThem() throws SQLException {
        Object[][] values = {
            {Duration.ofHours(1), PostgresType.named("interval"), "01:00:00"},
            {Inet.parse("10.0.0.0/8"), PostgresType.named("cidr"), "10.0.0.0/8"},
            {Json.of("{}"), PostgresType.JSONB, "{}"},
            {Bits.parse("101"), PostgresType.named("bit"), "101"},
            {BitSet.valueOf(new byte[] {5}), PostgresType.named("bit"), "101"},
            {"(1,2)", PostgresType.named("point"), "(1,2)"},
            {LogSequenceNumber.parse("1/2"), PostgresType.named("pg_lsn"), "1/2"},
        };
        for (Object[] each : values) {
            try (PreparedStatement statement = trip.connection().prepareStatement("select ?, pg_typeof(?)::text")) {
                statement.setObject(1, each[0], (SQLType) each[1]);
                statement.setObject(2, each[0], (SQLType) each[1]);
                ResultSet rows = statement.executeQuery();
                rows.next();
                assertThat(rows.getString(1)).isEqualTo(each[2]);
            }
        }
        try (PreparedStatement statement = trip.connection().prepareStatement("select ?")) {
            assertThatThrownBy(() -> statement.setObject(1, new Object(), PostgresType.named("inet")))
                    .isInstanceOf(SQLException.class)
                    .hasFieldOrPropertyWithValue("SQLState", "07006");
        }
    }

    @Test
    void theyStandInArrays() throws SQLException {
        Object[][] arrays = {
            {new Inet[] {Inet.parse("10.0.0.1"), null}, "inet[]", "{10.0.0.1,NULL}"},
            {List.of(Inet4Address.getLoopbackAddress()), "inet[]", "{127.0.0.1}"},
            {new Interval[] {Interval.ZERO}, "interval[]", "{00:00:00}"},
            {new Duration[] {Duration.ofDays(1)}, "interval[]", "{24:00:00}"},
            {new Box[] {new Box(new Point(1, 1), new Point(0, 0)), null}, "box[]", "{(1,1),(0,0);NULL}"},
            {new Json[] {Json.of("[1, \"a\"]")}, "jsonb[]", "{\"[1, \\\"a\\\"]\"}"},
            {new Bits[] {Bits.parse("10")}, "bit(2)[]", "{10}"},
        };
        for (Object[] each : arrays) {
            try (PreparedStatement statement = trip.connection().prepareStatement("select ?::" + each[1])) {
                for (int i = 0; i < 3; i++) {
                    statement.setObject(1, each[0]);
                    ResultSet rows = statement.executeQuery();
                    rows.next();
                    assertThat(rows.getString(1)).isEqualTo(each[2]);
                    Object element = ((Object[]) rows.getArray(1).getArray())[0];
                    assertThat(each[2].toString()).contains(element.toString().substring(0, 2));
                }
            }
        }
        Object[][] named = {
            {"jsonb", new Object[] {"{}", Json.of("[]")}, "{{},[]}"},
            {"bit", new Object[] {"1", Bits.parse("0"), null}, "{1,0,NULL}"},
            {"varbit", new Object[] {"101", BitSet.valueOf(new byte[] {5})}, "{101,101}"},
            {
                "interval",
                new Object[] {"1 day", Period.ofDays(1), "tomorrow".length() + " hours"},
                "{\"1 day\",\"1 day\",08:00:00}"
            },
            {"cidr", new Object[] {"10.0.0.0/8", Inet.parse("10.0.0.0/8")}, "{10.0.0.0/8,10.0.0.0/8}"},
            {"point", new Object[] {"1,2", new Point(1, 2)}, "{\"(1,2)\",\"(1,2)\"}"},
            {"xid8", new Object[] {"5", 6}, "{5,6}"},
            {"money", new Object[] {"5", new java.math.BigDecimal("6.5")}, "{$5.00,$6.50}"},
            {"tsquery", new Object[] {TextSearchQuery.of("a")}, "{'a'}"}
        };
        for (Object[] each : named) {
            try (PreparedStatement statement = trip.connection().prepareStatement("select ?")) {
                statement.setArray(1, trip.connection().createArrayOf((String) each[0], (Object[]) each[1]));
                ResultSet rows = statement.executeQuery();
                rows.next();
                assertThat(rows.getString(1).replace("\"{}\"", "{}")).isEqualTo(each[2]);
            }
        }
    }

    @Test
    void whatIsBeyondAnIntervalIsRefused() throws SQLException {
        try (PreparedStatement statement = trip.connection().prepareStatement("select ?::interval")) {
            for (Object beyond : new Object[] {
                Duration.ofSeconds(Long.MAX_VALUE),
                Duration.ofSeconds(Long.MIN_VALUE),
                Period.ofYears(Integer.MAX_VALUE)
            }) {
                assertThatThrownBy(() -> statement.setObject(1, beyond))
                        .isInstanceOf(SQLException.class)
                        .hasFieldOrPropertyWithValue("SQLState", "22008");
            }
        }
    }

    @Test
    void moneyHasTheScaleThatTheServerPrints() throws SQLException {
        try (Statement statement = trip.connection().createStatement();
                ResultSet rows = statement.executeQuery("select 1234.5::numeric::money, (-0.05)::numeric::money")) {
            rows.next();
            assertThat(rows.getBigDecimal(1)).isEqualTo("1234.50");
            assertThat(rows.getBigDecimal(2)).isEqualTo("-0.05");
        }
    }
}
