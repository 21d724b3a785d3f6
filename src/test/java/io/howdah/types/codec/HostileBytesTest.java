package io.howdah.types.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.fail;

import io.howdah.types.BuiltinTypes;
import io.howdah.types.Cell;
import io.howdah.types.Cells;
import io.howdah.types.Codec;
import io.howdah.types.Conversions;
import io.howdah.types.Format;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
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
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Calendar;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Whatever bytes come, a value or an SQLException comes of them, and soon. */
class HostileBytesTest {
    private interface Read {
        Object from(Codec<?> codec, Cell cell) throws SQLException;
    }

    private static final List<Read> READS = new ArrayList<>(List.of(
            Codec::decode,
            Codec::readText,
            Codec::readBoolean,
            Codec::readInt,
            Codec::readLong,
            Codec::readFloat,
            Codec::readDouble,
            Codec::readDecimal,
            Codec::readBytes,
            Codec::readObject));

    static {
        for (Class<?> target : List.of(
                Byte.class,
                Short.class,
                BigInteger.class,
                UUID.class,
                LocalDate.class,
                LocalTime.class,
                OffsetTime.class,
                LocalDateTime.class,
                OffsetDateTime.class,
                ZonedDateTime.class,
                Instant.class,
                java.sql.Date.class,
                Time.class,
                Timestamp.class,
                java.util.Date.class,
                Calendar.class,
                StringBuilder.class)) {
            READS.add((codec, cell) -> Conversions.as(codec, cell, target));
        }
    }

    private static final String[] FRAGMENTS = {
        "0",
        "1",
        "9",
        "-",
        "+",
        ".",
        ":",
        " ",
        "e",
        "E",
        "T",
        "Z",
        "BC",
        " BC",
        "infinity",
        "NaN",
        "\\",
        "\\x",
        "24:00:00",
        "2024-02-29",
        "5874897-12-31",
        "9999999-",
        "99",
        "é",
        "\0",
        "t",
        "1e999999999",
        "1E-999999999",
        "99999999999999999999"
    };

    @Test
    @Timeout(60)
    void onlySqlExceptionsComeOfRandomBytes() {
        Random random = new Random(20_000_101);
        List<Codec<?>> codecs = new ArrayList<>(BuiltinCodecs.ALL);
        codecs.add(TextCodec.ofAnyType(BuiltinTypes.JSONB));
        for (int round = 0; round < 300; round++) {
            byte[] any = new byte[random.nextInt(30)];
            random.nextBytes(any);
            byte[] digits = numeric(random);
            byte[] text = text(random);
            for (Codec<?> codec : codecs) {
                readAll(codec, any, Format.BINARY);
                readAll(codec, any, Format.TEXT);
                readAll(codec, text, Format.TEXT);
                readAll(codec, fixed(codec, random), Format.BINARY);
            }
            readAll(NumericCodec.INSTANCE, digits, Format.BINARY);
        }
    }

    @Test
    void theLargestNumericsAreReadSoon() {
        byte[] full = new byte[8 + 2 * 36_864];
        for (int i = 8; i < full.length; i += 2) {
            full[i] = 0x27;
            full[i + 1] = 0x0F;
        }
        full[0] = (byte) 0x90;
        full[1] = (byte) 0x00;
        for (String weight : List.of("7FFF", "0000", "8000")) {
            byte[] w = HexFormat.of().parseHex(weight);
            full[2] = w[0];
            full[3] = w[1];
            assertSoon(full);
            assertSoon(HexFormat.of().parseHex("0001" + weight + "0000" + "3FFF" + "0001"));
            assertSoon(HexFormat.of().parseHex("0001" + weight + "4000" + "0000" + "270F"));
        }
    }

    @Test
    void exponentsInTextAreNotExpanded() {
        Codec<?> codec = TextCodec.ofText(BuiltinTypes.TEXT);
        for (String text : List.of("1e999999999", "-1e2147483647", "1e-2147483647", "0e2147483647")) {
            assertThat(Duration.ofNanos(timed(codec, text.getBytes(StandardCharsets.US_ASCII), Format.TEXT)))
                    .isLessThan(Duration.ofSeconds(2));
        }
        assertThatThrownBy(() -> codec.readLong(Cells.text("1e999999999")))
                .isInstanceOf(SQLException.class)
                .hasFieldOrPropertyWithValue("SQLState", "22003");
    }

    private static void assertSoon(byte[] value) {
        assertThat(Duration.ofNanos(timed(NumericCodec.INSTANCE, value, Format.BINARY)))
                .isLessThan(Duration.ofSeconds(10));
    }

    private static long timed(Codec<?> codec, byte[] value, Format format) {
        long start = System.nanoTime();
        readAll(codec, value, format);
        return System.nanoTime() - start;
    }

    private static void readAll(Codec<?> codec, byte[] value, Format format) {
        Cell cell = Cells.of(value, format);
        for (int i = 0; i < READS.size(); i++) {
            try {
                READS.get(i).from(codec, cell);
            } catch (SQLException e) {
                assertThat(e.getSQLState()).hasSize(5);
            } catch (RuntimeException | Error e) {
                fail(codec.type() + " " + format + " " + HexFormat.of().formatHex(value) + " read " + i, e);
            }
        }
    }

    /** Of the size that the type has, so that the size is not all that is ever refused. */
    private static byte[] fixed(Codec<?> codec, Random random) {
        byte[] bytes = new byte
                [switch (codec.type().name()) {
                    case "bool", "char" -> 1;
                    case "int2" -> 2;
                    case "int4", "oid", "float4", "date" -> 4;
                    case "timetz" -> 12;
                    case "uuid" -> 16;
                    default -> 8;
                }];
        random.nextBytes(bytes);
        if (random.nextInt(4) == 0) {
            // The ends of the range.
            Arrays.fill(bytes, 1, bytes.length, (byte) (random.nextBoolean() ? 0xFF : 0));
            bytes[0] = (byte) (random.nextBoolean() ? 0x7F : 0x80);
            bytes[bytes.length - 1] -= (byte) random.nextInt(3);
        }
        return bytes;
    }

    private static byte[] numeric(Random random) {
        int count = random.nextInt(8);
        byte[] bytes = new byte[8 + 2 * count];
        random.nextBytes(bytes);
        bytes[0] = 0;
        bytes[1] = (byte) count;
        bytes[2] = (byte) (random.nextInt(20) == 0 ? bytes[2] : bytes[2] >> 7);
        bytes[4] = (byte) (random.nextInt(16) << 4 & 0xF0);
        bytes[5] = 0;
        bytes[6] &= (byte) 0x0F;
        for (int i = 8; i < bytes.length; i += 2) {
            bytes[i] &= 0x1F;
        }
        return bytes;
    }

    private static byte[] text(Random random) {
        StringBuilder text = new StringBuilder();
        for (int i = random.nextInt(6); i >= 0; i--) {
            text.append(FRAGMENTS[random.nextInt(FRAGMENTS.length)]);
        }
        return text.toString().getBytes(StandardCharsets.UTF_8);
    }

    @Test
    void aNumericOfTheLargestWeightIsExact() throws SQLException {
        Cell cell = Cells.binary("0001 7FFF 0000 0000 0001");
        assertThat(NumericCodec.INSTANCE.decode(cell)).isEqualTo(new BigDecimal(BigInteger.TEN.pow(131_068)));
        assertThat(NumericCodec.INSTANCE.readText(cell)).hasSize(131_069).startsWith("100");
    }
}
