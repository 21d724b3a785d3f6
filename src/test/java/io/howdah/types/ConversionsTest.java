package io.howdah.types;

import static io.howdah.types.Cells.CONTEXT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.howdah.types.codec.BuiltinCodecs;
import io.howdah.types.codec.ParameterEncoder;
import io.howdah.wire.ByteWriter;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.sql.Date;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.OffsetTime;
import java.time.ZonedDateTime;
import java.util.Calendar;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The client's zone here is America/New_York, the session's Europe/Berlin. */
class ConversionsTest {
    private static final TypeRegistry REGISTRY = BuiltinCodecs.newRegistry(Set.of());
    private static final UUID ID = UUID.fromString("a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11");

    record Case(PgType type, String text, Class<?> target, Object result) {}

    static List<Case> sensible() {
        return List.of(
                to(BuiltinTypes.INT4, "7", Byte.class, (byte) 7),
                to(BuiltinTypes.INT4, "7", Short.class, (short) 7),
                to(BuiltinTypes.INT2, "7", Integer.class, 7),
                to(BuiltinTypes.INT4, "-7", Long.class, -7L),
                to(BuiltinTypes.INT8, "7", BigInteger.class, BigInteger.valueOf(7)),
                to(BuiltinTypes.INT8, "7", BigDecimal.class, BigDecimal.valueOf(7)),
                to(BuiltinTypes.INT4, "7", Double.class, 7.0),
                to(BuiltinTypes.INT4, "1", Boolean.class, true),
                to(BuiltinTypes.INT4, "7", String.class, "7"),
                to(BuiltinTypes.INT4, "7", Number.class, 7),
                to(BuiltinTypes.INT2, "7", Object.class, 7),
                to(BuiltinTypes.OID, "4000000000", Long.class, 4_000_000_000L),
                to(BuiltinTypes.NUMERIC, "-1.9", Integer.class, -1),
                to(BuiltinTypes.NUMERIC, "1.5", Float.class, 1.5f),
                to(
                        BuiltinTypes.NUMERIC,
                        "123456789012345678901.9",
                        BigInteger.class,
                        new BigInteger("123456789012345678901")),
                to(BuiltinTypes.NUMERIC, "NaN", Object.class, Double.NaN),
                to(BuiltinTypes.NUMERIC, "-Infinity", Double.class, Double.NEGATIVE_INFINITY),
                to(BuiltinTypes.FLOAT4, "0.1", BigDecimal.class, new BigDecimal("0.1")),
                to(BuiltinTypes.FLOAT8, "1e+15", Long.class, 1_000_000_000_000_000L),
                to(BuiltinTypes.BOOL, "t", Integer.class, 1),
                to(BuiltinTypes.BOOL, "f", BigDecimal.class, BigDecimal.ZERO),
                to(BuiltinTypes.TEXT, "1.5", Integer.class, 1),
                to(BuiltinTypes.TEXT, " 12 ", Long.class, 12L),
                to(BuiltinTypes.TEXT, "1e3", Integer.class, 1000),
                to(BuiltinTypes.BPCHAR, "Yes  ", Boolean.class, true),
                to(BuiltinTypes.VARCHAR, "off", Boolean.class, false),
                to(BuiltinTypes.TEXT, ID.toString(), UUID.class, ID),
                to(BuiltinTypes.UUID, ID.toString(), UUID.class, ID),
                to(BuiltinTypes.UUID, ID.toString(), Object.class, ID),
                to(BuiltinTypes.TEXT, "é", byte[].class, new byte[] {(byte) 0xC3, (byte) 0xA9}),
                to(BuiltinTypes.BYTEA, "\\x01ff", byte[].class, new byte[] {1, -1}),
                to(BuiltinTypes.BYTEA, "a\\\\\\377\\000", byte[].class, new byte[] {'a', '\\', -1, 0}),
                to(BuiltinTypes.JSONB, "{}", Object.class, "{}"),
                to(BuiltinTypes.DATE, "2024-07-01", LocalDate.class, LocalDate.of(2024, 7, 1)),
                to(BuiltinTypes.DATE, "2024-07-01", LocalDateTime.class, LocalDateTime.of(2024, 7, 1, 0, 0)),
                to(BuiltinTypes.DATE, "infinity", LocalDateTime.class, LocalDateTime.MAX),
                to(BuiltinTypes.DATE, "-infinity", Instant.class, Instant.MIN),
                to(BuiltinTypes.TIME, "24:00:00", LocalTime.class, LocalTime.MAX),
                to(BuiltinTypes.TIME, "12:00:00", OffsetTime.class, OffsetTime.parse("12:00-05:00")),
                to(BuiltinTypes.TIMETZ, "12:00:00+02", LocalTime.class, LocalTime.NOON),
                to(BuiltinTypes.TIMESTAMP, "2024-07-01 12:00:00", LocalTime.class, LocalTime.NOON),
                to(
                        BuiltinTypes.TIMESTAMP,
                        "2024-07-01 12:00:00",
                        OffsetDateTime.class,
                        OffsetDateTime.parse("2024-07-01T12:00-04:00")),
                to(
                        BuiltinTypes.TIMESTAMPTZ,
                        "2024-07-01 12:00:00+02",
                        OffsetDateTime.class,
                        OffsetDateTime.parse("2024-07-01T10:00Z")),
                to(
                        BuiltinTypes.TIMESTAMPTZ,
                        "2024-07-01 12:00:00+02",
                        LocalDateTime.class,
                        LocalDateTime.of(2024, 7, 1, 6, 0)),
                to(
                        BuiltinTypes.TIMESTAMPTZ,
                        "2024-07-01 12:00:00+02",
                        Instant.class,
                        Instant.parse("2024-07-01T10:00:00Z")),
                to(BuiltinTypes.TIMESTAMPTZ, "2024-07-01 02:00:00+02", LocalDate.class, LocalDate.of(2024, 6, 30)),
                to(
                        BuiltinTypes.TIMESTAMPTZ,
                        "2024-07-01 12:00:00+02",
                        ZonedDateTime.class,
                        ZonedDateTime.parse("2024-07-01T06:00-04:00[America/New_York]")),
                to(BuiltinTypes.TIMESTAMPTZ, "infinity", LocalDate.class, LocalDate.MAX),
                to(BuiltinTypes.TEXT, "2024-07-01 12:00:00Z", Instant.class, Instant.parse("2024-07-01T12:00:00Z")),
                to(BuiltinTypes.TIMESTAMPTZ, "1970-01-01 00:00:00.5+00", Timestamp.class, new Timestamp(500)),
                to(BuiltinTypes.TIMESTAMPTZ, "1970-01-01 00:00:00.5+00", Object.class, new Timestamp(500)),
                to(BuiltinTypes.TIMESTAMPTZ, "1970-01-01 00:00:00.5+00", java.util.Date.class, new java.util.Date(500)),
                to(BuiltinTypes.DATE, "1970-01-01", Date.class, new Date(5 * 3_600_000)),
                to(BuiltinTypes.VOID, "", String.class, ""));
    }

    @ParameterizedTest
    @MethodSource("sensible")
    void converts(Case given) throws SQLException {
        Object result = Conversions.as(codec(given.type), Cells.text(given.text), given.target);
        assertThat(result).isEqualTo(given.result).isInstanceOf(given.target);
    }

    static List<Case> refused() {
        return List.of(
                to(BuiltinTypes.INT4, "128", Byte.class, "22003"),
                to(BuiltinTypes.INT4, "-32769", Short.class, "22003"),
                to(BuiltinTypes.INT8, "2147483648", Integer.class, "22003"),
                to(BuiltinTypes.NUMERIC, "9223372036854775808", Long.class, "22003"),
                to(BuiltinTypes.NUMERIC, "NaN", BigDecimal.class, "22003"),
                to(BuiltinTypes.NUMERIC, "NaN", Long.class, "22003"),
                to(BuiltinTypes.FLOAT8, "1e+300", Long.class, "22003"),
                to(BuiltinTypes.FLOAT8, "1e+300", Float.class, "22003"),
                to(BuiltinTypes.FLOAT8, "NaN", Integer.class, "22003"),
                to(BuiltinTypes.TEXT, "abc", Integer.class, "22003"),
                to(BuiltinTypes.TEXT, "", Long.class, "22003"),
                to(BuiltinTypes.TEXT, "0x10", Double.class, "22003"),
                to(BuiltinTypes.TEXT, "maybe", Boolean.class, "42846"),
                to(BuiltinTypes.INT4, "2", Boolean.class, "42846"),
                to(BuiltinTypes.DATE, "2024-07-01", Integer.class, "42846"),
                to(BuiltinTypes.DATE, "2024-07-01", LocalTime.class, "42846"),
                to(BuiltinTypes.INT4, "1", LocalDate.class, "42846"),
                to(BuiltinTypes.INT4, "1", UUID.class, "42846"),
                to(BuiltinTypes.TEXT, "1-1-1-1-1", UUID.class, "42846"),
                to(BuiltinTypes.TIME, "12:00:00", Date.class, "42846"),
                to(BuiltinTypes.INT4, "1", Timestamp.class, "42846"),
                to(BuiltinTypes.TEXT, "nonsense", LocalDate.class, "22007"),
                to(BuiltinTypes.TEXT, "x", Thread.class, "42846"),
                to(BuiltinTypes.BYTEA, "\\x0", byte[].class, "22P03"));
    }

    @ParameterizedTest
    @MethodSource("refused")
    void refuses(Case given) {
        assertThatThrownBy(() -> Conversions.as(codec(given.type), Cells.text(given.text), given.target))
                .isInstanceOf(SQLException.class)
                .hasFieldOrPropertyWithValue("SQLState", given.result)
                .hasMessageContaining(given.type.name());
    }

    @Test
    void aCalendarIsInTheClientsZone() throws SQLException {
        Calendar calendar =
                Conversions.as(codec(BuiltinTypes.TIMESTAMP), Cells.text("2024-07-01 12:00:00"), Calendar.class);
        assertThat(calendar.getTimeZone()).isEqualTo(CONTEXT.clientZone());
        assertThat(calendar.get(Calendar.HOUR_OF_DAY)).isEqualTo(12);
    }

    @Test
    void binaryNumericsAreTruncatedAndCheckedWithoutADetour() throws SQLException {
        Codec<?> numeric = codec(BuiltinTypes.NUMERIC);
        assertThat(numeric.readLong(Cells.binary("0005 0004 0000 0000 039A 0D2C 0170 1565 16AF")))
                .isEqualTo(Long.MAX_VALUE);
        assertThat(numeric.readLong(Cells.binary("0005 0004 4000 0000 039A 0D2C 0170 1565 16B0")))
                .isEqualTo(Long.MIN_VALUE);
        assertThatThrownBy(() -> numeric.readLong(Cells.binary("0005 0004 0000 0000 039A 0D2C 0170 1565 16B0")))
                .hasFieldOrPropertyWithValue("SQLState", "22003");
        assertThat(numeric.readLong(Cells.binary("0001 0004 4000 0000 039A"))).isEqualTo(-9_220_000_000_000_000_000L);
        assertThat(numeric.readLong(Cells.binary("0002 0000 4000 0001 0001 270F")))
                .isEqualTo(-1);
        assertThatThrownBy(() -> numeric.readLong(Cells.binary("0001 0004 0000 0000 039B")))
                .hasFieldOrPropertyWithValue("SQLState", "22003");
        assertThatThrownBy(() -> numeric.readDecimal(Cells.binary("0000 0000 C000 0000")))
                .hasFieldOrPropertyWithValue("SQLState", "22003");
        assertThat(numeric.readObject(Cells.binary("0000 0000 D000 0020"))).isEqualTo(Double.POSITIVE_INFINITY);
    }

    /** Three ways to be rounded twice, or not to see what decides. */
    @Test
    void numericsAreRoundedOnce() throws SQLException {
        Codec<?> numeric = codec(BuiltinTypes.NUMERIC);
        String tie = "9007199254740993";
        String beyond = tie + "." + "0".repeat(59) + "1";
        String aboveHalfOfTheSmallest =
                new BigDecimal(Double.MIN_VALUE).multiply(new BigDecimal("0.5")).toPlainString() + "0".repeat(400)
                        + "1";
        String betweenFloats = "1.00000017881393432617187499";
        for (Cell cell : List.of(inBinary(beyond), Cells.text(beyond))) {
            assertThat(numeric.readDouble(cell)).isEqualTo(9007199254740994.0);
        }
        assertThat(numeric.readDouble(inBinary(tie))).isEqualTo(9007199254740992.0);
        assertThat(numeric.readDouble(inBinary("-" + aboveHalfOfTheSmallest))).isEqualTo(-Double.MIN_VALUE);
        for (Cell cell : List.of(inBinary(betweenFloats), Cells.text(betweenFloats))) {
            assertThat(numeric.readFloat(cell)).isEqualTo(Float.parseFloat(betweenFloats));
        }
        assertThat(numeric.readFloat(inBinary("-" + "1" + "0".repeat(38)))).isEqualTo(-1e38f);
        assertThatThrownBy(() -> numeric.readFloat(inBinary("1" + "0".repeat(39))))
                .hasFieldOrPropertyWithValue("SQLState", "22003");
        assertThat(numeric.readFloat(Cells.binary("0000 0000 F000 0020"))).isEqualTo(Float.NEGATIVE_INFINITY);
    }

    private static Cell inBinary(String number) throws SQLException {
        ByteWriter out = new ByteWriter(64);
        ParameterEncoder.numeric(out, new BigDecimal(number));
        return Cells.of(out.toByteArray(), Format.BINARY);
    }

    @Test
    void roundingMakesNoNumberThatIsTooLarge() {
        BigDecimal nines = new BigDecimal("9".repeat(131_072) + "." + "9".repeat(16_384));
        assertThatThrownBy(() -> ParameterEncoder.numeric(new ByteWriter(64), nines))
                .isInstanceOf(SQLException.class)
                .hasFieldOrPropertyWithValue("SQLState", "22003");
    }

    @Test
    void whiteSpaceOfJavasIsNoneToSpeakOf() throws SQLException {
        assertThat(codec(BuiltinTypes.FLOAT4).readFloat(Cells.text("\u20031.5")))
                .isEqualTo(1.5f);
    }

    private static Codec<?> codec(PgType type) {
        return REGISTRY.codec(type.oid());
    }

    private static Case to(PgType type, String text, Class<?> target, Object result) {
        return new Case(type, text, target, result);
    }
}
