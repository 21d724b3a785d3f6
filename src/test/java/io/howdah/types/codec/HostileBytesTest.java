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
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
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
import java.util.Calendar;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Numbers that would take for ever if their digits were all written down. */
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
        // Of this thread's own: the machine may be busy with other things.
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        long start = threads.getCurrentThreadCpuTime();
        readAll(codec, value, format);
        return threads.getCurrentThreadCpuTime() - start;
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

    @Test
    void aNumericOfTheLargestWeightIsExact() throws SQLException {
        Cell cell = Cells.binary("0001 7FFF 0000 0000 0001");
        assertThat(NumericCodec.INSTANCE.decode(cell)).isEqualTo(new BigDecimal(BigInteger.TEN.pow(131_068)));
        assertThat(NumericCodec.INSTANCE.readText(cell)).hasSize(131_069).startsWith("100");
    }
}
