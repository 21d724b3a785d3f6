package io.howdah.types.codec;

import static io.howdah.types.Cells.CONTEXT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.howdah.types.BuiltinTypes;
import io.howdah.types.Cell;
import io.howdah.types.Format;
import io.howdah.types.PgType;
import io.howdah.wire.ByteWriter;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.sql.Date;
import java.sql.SQLException;
import java.sql.Time;
import java.sql.Timestamp;
import java.sql.Types;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.OffsetTime;
import java.time.ZonedDateTime;
import java.util.GregorianCalendar;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.TimeZone;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What is sent is checked by reading it back as PostgreSQL would print it in UTC+1 or +2, the session's zone. */
class ParameterEncoderTest {
    private static final int BY_CLASS = Integer.MIN_VALUE;
    private static final String NOON = "2024-07-01T12:00";

    /** @param type null for a soft parameter */
    record Case(Object value, int sqlType, int scale, PgType type, PgType plain, String text) {
        @Override
        public String toString() {
            return value.getClass().getSimpleName() + " " + value + " as " + sqlType;
        }
    }

    static List<Case> sent() {
        return List.of(
                typed(true, BuiltinTypes.BOOL, "t"),
                typed((byte) -1, BuiltinTypes.INT2, "-1"),
                typed((short) -1, BuiltinTypes.INT2, "-1"),
                typed(-1, BuiltinTypes.INT4, "-1"),
                typed(-1L, BuiltinTypes.INT8, "-1"),
                typed(0.1f, BuiltinTypes.FLOAT4, "0.1"),
                typed(0.1, BuiltinTypes.FLOAT8, "0.1"),
                typed(new BigDecimal("1.50"), BuiltinTypes.NUMERIC, "1.50"),
                typed(new BigDecimal("15e3"), BuiltinTypes.NUMERIC, "15000"),
                typed(new BigInteger("-12345678901234567890"), BuiltinTypes.NUMERIC, "-12345678901234567890"),
                typed(new byte[] {1, -1}, BuiltinTypes.BYTEA, "\\x01ff"),
                typed(new UUID(1, 2), BuiltinTypes.UUID, "00000000-0000-0001-0000-000000000002"),
                typed(LocalDate.MAX, BuiltinTypes.DATE, "infinity"),
                typed(LocalTime.parse("01:02:03.0000005"), BuiltinTypes.TIME, "01:02:03.000001"),
                typed(LocalTime.MAX, BuiltinTypes.TIME, "24:00:00"),
                typed(OffsetTime.parse("12:00+02:00"), BuiltinTypes.TIMETZ, "12:00:00+02"),
                typed(LocalDateTime.parse(NOON + ":00.9999996"), BuiltinTypes.TIMESTAMP, "2024-07-01 12:00:01"),
                typed(OffsetDateTime.parse(NOON + "Z"), BuiltinTypes.TIMESTAMPTZ, "2024-07-01 14:00:00+02"),
                typed(
                        ZonedDateTime.parse(NOON + "+01:00[Europe/London]"),
                        BuiltinTypes.TIMESTAMPTZ,
                        "2024-07-01 13:00:00+02"),
                typed(Instant.EPOCH, BuiltinTypes.TIMESTAMPTZ, "1970-01-01 01:00:00+01"),
                typed(Instant.MIN, BuiltinTypes.TIMESTAMPTZ, "-infinity"),
                soft(
                        new GregorianCalendar.Builder()
                                .setTimeZone(TimeZone.getTimeZone("Asia/Tokyo"))
                                .setInstant(0)
                                .build(),
                        BuiltinTypes.TIMESTAMPTZ,
                        "1970-01-01 09:00:00+09"),
                soft("é", BuiltinTypes.VARCHAR, "é"),
                soft('x', BuiltinTypes.VARCHAR, "x"),
                soft(new StringBuilder("sb"), BuiltinTypes.VARCHAR, "sb"),
                soft(DayOfWeek.FRIDAY, BuiltinTypes.TEXT, "FRIDAY"),
                soft(new Date(5 * 3_600_000), BuiltinTypes.DATE, "1970-01-01 -05"),
                soft(new Time(5 * 3_600_000 + 1), BuiltinTypes.TIME, "00:00:00.001-05"),
                soft(new Timestamp(0), BuiltinTypes.TIMESTAMPTZ, "1969-12-31 19:00:00-05"),
                soft(new java.util.Date(1), BuiltinTypes.TIMESTAMPTZ, "1969-12-31 19:00:00.001-05"),
                // ---- with a target
                as(" 12 ", Types.INTEGER, BuiltinTypes.INT4, "12"),
                as("1.9", Types.SMALLINT, BuiltinTypes.INT2, "1"),
                as(true, Types.BIGINT, BuiltinTypes.INT8, "1"),
                as(1.9, Types.INTEGER, BuiltinTypes.INT4, "1"),
                as(new BigDecimal("7.5"), Types.TINYINT, BuiltinTypes.INT2, "7"),
                as("Yes", Types.BIT, BuiltinTypes.BOOL, "t"),
                as(0, Types.BOOLEAN, BuiltinTypes.BOOL, "f"),
                as("1e3", Types.REAL, BuiltinTypes.FLOAT4, "1000"),
                as("-Infinity", Types.DOUBLE, BuiltinTypes.FLOAT8, "-Infinity"),
                as(1, Types.FLOAT, BuiltinTypes.FLOAT8, "1"),
                as(0.1f, Types.NUMERIC, BuiltinTypes.NUMERIC, "0.1"),
                as("1.250", Types.DECIMAL, BuiltinTypes.NUMERIC, "1.250"),
                as("-Infinity", Types.NUMERIC, BuiltinTypes.NUMERIC, "-Infinity"),
                new Case("1.255", Types.DECIMAL, 2, BuiltinTypes.NUMERIC, BuiltinTypes.NUMERIC, "1.26"),
                asSoft(12, Types.VARCHAR, BuiltinTypes.VARCHAR, "12"),
                asSoft(new BigDecimal("1e3"), Types.LONGVARCHAR, BuiltinTypes.VARCHAR, "1000"),
                asSoft("{}", Types.OTHER, BuiltinTypes.TEXT, "{}"),
                asSoft("x", Types.CLOB, BuiltinTypes.VARCHAR, "x"),
                as(new UUID(1, 2), Types.OTHER, BuiltinTypes.UUID, "00000000-0000-0001-0000-000000000002"),
                as(new byte[] {1}, Types.BLOB, BuiltinTypes.BYTEA, "\\x01"),
                as("<a/>", Types.SQLXML, BuiltinTypes.XML, "<a/>"),
                asSoft("today", Types.DATE, BuiltinTypes.DATE, "today"),
                as(LocalDateTime.parse(NOON), Types.DATE, BuiltinTypes.DATE, "2024-07-01"),
                as(OffsetDateTime.parse("2024-07-01T02:00Z"), Types.DATE, BuiltinTypes.DATE, "2024-06-30"),
                as(LocalDateTime.parse(NOON), Types.TIME, BuiltinTypes.TIME, "12:00:00"),
                as(LocalDate.parse("2024-07-01"), Types.TIMESTAMP, BuiltinTypes.TIMESTAMP, "2024-07-01 00:00:00"),
                asSoft(
                        OffsetDateTime.parse(NOON + "Z"),
                        Types.TIMESTAMP,
                        BuiltinTypes.TIMESTAMPTZ,
                        "2024-07-01 08:00:00-04"),
                asSoft(Instant.MAX, Types.TIMESTAMP, BuiltinTypes.TIMESTAMPTZ, "infinity"),
                asSoft(new Date(0), Types.TIMESTAMP, BuiltinTypes.TIMESTAMPTZ, "1969-12-31 19:00:00-05"),
                as(
                        LocalDateTime.parse(NOON),
                        Types.TIMESTAMP_WITH_TIMEZONE,
                        BuiltinTypes.TIMESTAMPTZ,
                        "2024-07-01 18:00:00+02"),
                as(Instant.EPOCH, Types.TIMESTAMP_WITH_TIMEZONE, BuiltinTypes.TIMESTAMPTZ, "1970-01-01 01:00:00+01"),
                as(LocalTime.NOON, Types.TIME_WITH_TIMEZONE, BuiltinTypes.TIMETZ, "12:00:00-05"),
                asSoft(new Time(0), Types.TIME_WITH_TIMEZONE, BuiltinTypes.TIMETZ, "19:00:00-05"));
    }

    @ParameterizedTest
    @MethodSource("sent")
    void sends(Case given) throws SQLException {
        ByteWriter out = new ByteWriter(4);
        ParameterType type = write(out, given);
        assertThat(type.oid()).isEqualTo(given.type == null ? 0 : given.type.oid());
        assertThat(type.isSoft()).isEqualTo(given.type == null);
        assertThat(type.plainOid()).isEqualTo(given.plain.oid());
        byte[] bytes = out.toByteArray();
        Cell cell = new Cell().set(bytes, 0, bytes.length, type.format(), CONTEXT);
        PgType read = given.type == null ? BuiltinTypes.TEXT : given.type;
        assertThat(BuiltinCodecs.newRegistry(Set.of()).codec(read.oid()).readText(cell))
                .isEqualTo(given.text);
    }

    record Refusal(Object value, int sqlType, String sqlState) {}

    static List<Refusal> refused() {
        return List.of(
                new Refusal(new Object(), BY_CLASS, "07006"),
                new Refusal(new char[0], BY_CLASS, "07006"),
                new Refusal("a\0b", BY_CLASS, "22021"),
                new Refusal("\uD800", BY_CLASS, "22021"),
                new Refusal(new BigDecimal("1e131072"), BY_CLASS, "22003"),
                new Refusal(new BigDecimal("1e2147483647"), BY_CLASS, "22003"),
                new Refusal(new BigDecimal("1e2147483647"), Types.NUMERIC, "22003"),
                new Refusal(LocalDate.of(6_000_000, 1, 1).plusYears(500_000_000), BY_CLASS, "22008"),
                new Refusal(LocalDateTime.of(300_000, 1, 1, 0, 0), BY_CLASS, "22008"),
                new Refusal(OffsetDateTime.parse("+999999999-12-31T23:59:59.9Z"), Types.DATE, "22008"),
                new Refusal(OffsetTime.parse("12:00+17:00"), BY_CLASS, "22008"),
                new Refusal(new Timestamp(Long.MAX_VALUE), BY_CLASS, "22008"),
                new Refusal(70_000, Types.SMALLINT, "22003"),
                new Refusal("2147483648", Types.INTEGER, "22003"),
                new Refusal("abc", Types.BIGINT, "22003"),
                new Refusal(Double.NaN, Types.INTEGER, "22003"),
                new Refusal(1e300, Types.REAL, "22003"),
                new Refusal("1e400", Types.DOUBLE, "22003"),
                new Refusal(2, Types.BIT, "42846"),
                new Refusal("maybe", Types.BOOLEAN, "42846"),
                new Refusal(LocalDate.EPOCH, Types.INTEGER, "07006"),
                new Refusal(LocalTime.NOON, Types.DATE, "07006"),
                new Refusal(LocalDate.EPOCH, Types.TIME, "07006"),
                new Refusal(12, Types.TIMESTAMP, "07006"),
                new Refusal("x", Types.VARBINARY, "07006"),
                new Refusal(new byte[1], Types.VARCHAR, "07006"),
                new Refusal(1, Types.SQLXML, "07006"));
    }

    @ParameterizedTest
    @MethodSource("refused")
    void refusesAndWritesNothing(Refusal given) {
        ByteWriter out = new ByteWriter(4);
        assertThatThrownBy(() -> write(out, new Case(given.value, given.sqlType, -1, null, null, null)))
                .isInstanceOf(SQLException.class)
                .hasFieldOrPropertyWithValue("SQLState", given.sqlState);
        assertThat(out.size()).isZero();
    }

    @Test
    void primitivesNeedNoObjects() throws SQLException {
        ByteWriter out = new ByteWriter(64);
        assertThat(ParameterEncoder.bool(out, true)).isEqualTo(new ParameterType(16, 16, Format.BINARY));
        assertThat(ParameterEncoder.int2(out, (short) 2)).isEqualTo(new ParameterType(21, 21, Format.BINARY));
        assertThat(ParameterEncoder.int4(out, 3)).isEqualTo(new ParameterType(23, 23, Format.BINARY));
        assertThat(ParameterEncoder.int8(out, 4)).isEqualTo(new ParameterType(20, 20, Format.BINARY));
        assertThat(ParameterEncoder.float4(out, 1)).isEqualTo(new ParameterType(700, 700, Format.BINARY));
        assertThat(ParameterEncoder.float8(out, 1)).isEqualTo(new ParameterType(701, 701, Format.BINARY));
        assertThat(HexFormat.of().withUpperCase().formatHex(out.toByteArray()))
                .isEqualTo("01" + "0002" + "00000003" + "0000000000000004" + "3F800000" + "3FF0000000000000");
    }

    @Test
    void nullsHaveTheTypesThatToolsCountOn() {
        record Null(int sqlType, int oid) {}
        for (Null given : List.of(
                new Null(Types.NULL, 0),
                new Null(Types.OTHER, 0),
                new Null(Types.TIMESTAMP, 0),
                new Null(Types.TIME, 0),
                new Null(Types.TIMESTAMP_WITH_TIMEZONE, 0),
                new Null(Types.ARRAY, 0),
                new Null(Types.STRUCT, 0),
                new Null(Types.BLOB, 0),
                new Null(Types.CLOB, 0),
                new Null(Types.JAVA_OBJECT, 0),
                new Null(Types.VARCHAR, 0),
                new Null(Types.BOOLEAN, 16),
                new Null(Types.TINYINT, 21),
                new Null(Types.INTEGER, 23),
                new Null(Types.BIGINT, 20),
                new Null(Types.REAL, 700),
                new Null(Types.DOUBLE, 701),
                new Null(Types.DECIMAL, 1700),
                new Null(Types.CHAR, 1042),
                new Null(Types.DATE, 1082),
                new Null(Types.LONGVARBINARY, 17),
                new Null(Types.SQLXML, 142),
                new Null(Types.REF_CURSOR, 1790))) {
            assertThat(ParameterType.ofNull(given.sqlType).oid())
                    .as("code %d", given.sqlType)
                    .isEqualTo(given.oid);
        }
        assertThat(ParameterType.ofNull(Types.VARCHAR).plainOid()).isEqualTo(1043);
        assertThat(ParameterType.ofNull(Types.TIMESTAMP).plainOid()).isEqualTo(1114);
    }

    private static ParameterType write(ByteWriter out, Case given) throws SQLException {
        return given.sqlType == BY_CLASS
                ? ParameterEncoder.object(out, given.value, CONTEXT)
                : ParameterEncoder.object(out, given.value, given.sqlType, given.scale, CONTEXT);
    }

    private static Case typed(Object value, PgType type, String text) {
        return new Case(value, BY_CLASS, -1, type, type, text);
    }

    private static Case soft(Object value, PgType plain, String text) {
        return new Case(value, BY_CLASS, -1, null, plain, text);
    }

    private static Case as(Object value, int sqlType, PgType type, String text) {
        return new Case(value, sqlType, -1, type, type, text);
    }

    private static Case asSoft(Object value, int sqlType, PgType plain, String text) {
        return new Case(value, sqlType, -1, null, plain, text);
    }
}
