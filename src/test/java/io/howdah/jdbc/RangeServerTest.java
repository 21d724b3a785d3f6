package io.howdah.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.howdah.testserver.TestServer;
import io.howdah.value.Multirange;
import io.howdah.value.Range;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Ranges and multiranges from a real server and to it, in text (a first execution) and in binary (the next). */
class RangeServerTest {
    private static final LocalDateTime NOON = LocalDateTime.of(2024, 2, 29, 12, 0);

    private static Connection connection;

    @BeforeAll
    static void connect() throws SQLException {
        connection = TestServer.shared().connect();
        try (Statement statement = connection.createStatement()) {
            statement.execute("set time zone 'UTC'");
        }
    }

    @AfterAll
    static void close() throws SQLException {
        if (connection != null) {
            connection.close();
        }
    }

    static Stream<Arguments> ranges() {
        return Stream.of(
                arguments("int4range", Range.of(1, 5), "[1,5)"),
                arguments("int4range", Range.all(), "(,)"),
                arguments("int4range", Range.empty(), "empty"),
                arguments("int4range", Range.before(5), "(,5)"),
                arguments("int8range", Range.from(1L << 40), "[1099511627776,)"),
                arguments(
                        "numrange",
                        Range.of(new BigDecimal("1.50"), new BigDecimal("2"), Range.Ends.UPPER),
                        "(1.50,2]"),
                arguments("daterange", Range.of(LocalDate.of(2024, 2, 29), LocalDate.MAX), "[2024-02-29,infinity)"),
                arguments("daterange", Range.from(LocalDate.of(-43, 3, 15)), "[\"0044-03-15 BC\",)"),
                arguments("tsrange", Range.closed(NOON, LocalDateTime.MAX), "[\"2024-02-29 12:00:00\",infinity]"),
                arguments(
                        "tstzrange",
                        Range.of(NOON.atOffset(ZoneOffset.UTC), NOON.plusDays(1).atOffset(ZoneOffset.UTC)),
                        "[\"2024-02-29 12:00:00+00\",\"2024-03-01 12:00:00+00\")"),
                arguments("int4multirange", Multirange.of(Range.of(1, 3), Range.of(5, 8)), "{[1,3),[5,8)}"),
                arguments("int4multirange", Multirange.of(), "{}"),
                arguments("datemultirange", Multirange.of(Range.from(LocalDate.EPOCH)), "{[1970-01-01,)}"),
                arguments(
                        "tstzmultirange",
                        Multirange.of(Range.of(
                                NOON.atOffset(ZoneOffset.UTC), NOON.plusDays(1).atOffset(ZoneOffset.UTC))),
                        "{[\"2024-02-29 12:00:00+00\",\"2024-03-01 12:00:00+00\")}"));
    }

    @ParameterizedTest
    @MethodSource("ranges")
    void aRangeComesAndGoes(String type, Object value, String text) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(
                "select v, array[v, null], format('%s', v) from (select ?::" + type + " as v) s")) {
            for (int i = 0; i < 3; i++) {
                statement.setObject(1, value);
                try (ResultSet rows = statement.executeQuery()) {
                    rows.next();
                    assertThat(rows.getString(3)).isEqualTo(text);
                    assertThat(rows.getString(1)).isEqualTo(text);
                    assertThat(rows.getObject(1)).isEqualTo(value);
                    assertThat((Object) rows.getObject(1, value.getClass())).isEqualTo(value);
                    assertThat(rows.getMetaData().getColumnClassName(1))
                            .isEqualTo(value.getClass().getName());
                    Object[] array = (Object[]) rows.getArray(2).getArray();
                    assertThat(array.getClass().getComponentType()).isEqualTo(value.getClass());
                    assertThat(array).containsExactly(value, null);
                }
            }
        }
    }

    static Stream<Arguments> natures() {
        return Stream.of(
                arguments(Range.of(1, 5), "int4range"),
                arguments(Range.of(1L, 5L), "int8range"),
                arguments(Range.before(BigDecimal.ONE), "numrange"),
                arguments(Range.from(LocalDate.EPOCH), "daterange"),
                arguments(Range.from(NOON), "tsrange"),
                arguments(Range.from(OffsetDateTime.MIN), "tstzrange"),
                arguments(Range.from(Instant.EPOCH), "tstzrange"),
                arguments(Multirange.of(Range.empty(), Range.of(1L, 5L)), "int8multirange"),
                arguments(List.of(Range.of(1, 5)), "int4range[]"),
                arguments(new Range<?>[] {Range.from(Instant.EPOCH)}, "tstzrange[]"),
                arguments(Range.of("a", "b"), "text"),
                arguments(Range.empty(), "text"),
                arguments(Multirange.of(), "text"));
    }

    @ParameterizedTest
    @MethodSource("natures")
    void theBoundsTellTheType(Object value, String type) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement("select pg_typeof(?)")) {
            statement.setObject(1, value);
            try (ResultSet rows = statement.executeQuery()) {
                rows.next();
                assertThat(rows.getString(1)).isEqualTo(type);
            }
        }
    }

    @Test
    void aRangeFindsTheTypeOfWhatItMeets() throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(
                "select int4range(1, 5) @> ?, daterange('2024-01-01', null) && ?, 7::bigint <@ ?")) {
            for (int i = 0; i < 2; i++) {
                statement.setObject(1, Range.empty());
                statement.setObject(2, Range.of("2024-02-01", "2024-03-01"));
                statement.setObject(3, Range.from(7L));
                try (ResultSet rows = statement.executeQuery()) {
                    rows.next();
                    assertThat(List.of(rows.getBoolean(1), rows.getBoolean(2), rows.getBoolean(3)))
                            .containsOnly(true);
                }
            }
        }
    }

    @Test
    void boundsThatJavaCannotHoldAreTextStill() throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement("select numrange(1, 'NaN')")) {
            for (int i = 0; i < 2; i++) {
                try (ResultSet rows = statement.executeQuery()) {
                    rows.next();
                    assertThat(rows.getString(1)).isEqualTo("[1,NaN)");
                    assertThatThrownBy(() -> rows.getObject(1))
                            .isInstanceOf(SQLException.class)
                            .hasFieldOrPropertyWithValue("SQLState", "22003");
                }
            }
        }
    }
}
