package io.howdah.types;

import static io.howdah.types.Cells.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.howdah.types.codec.BuiltinCodecs;
import java.nio.ByteBuffer;
import java.sql.Date;
import java.sql.SQLException;
import java.sql.Time;
import java.sql.Timestamp;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TimeZone;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** java.sql prints in the JVM's default zone, so these tests set it. */
class SqlDateTimesTest {
    private static final TypeRegistry REGISTRY = BuiltinCodecs.newRegistry(Set.of());
    private static final Codec<?> TIMESTAMP = REGISTRY.codec(BuiltinTypes.TIMESTAMP.oid());
    private static final Codec<?> TIMESTAMPTZ = REGISTRY.codec(BuiltinTypes.TIMESTAMPTZ.oid());
    private static final Codec<?> DATE = REGISTRY.codec(BuiltinTypes.DATE.oid());
    private static final Codec<?> TIME = REGISTRY.codec(BuiltinTypes.TIME.oid());
    private static final Codec<?> TIMETZ = REGISTRY.codec(BuiltinTypes.TIMETZ.oid());
    private static final Codec<?> TEXT = REGISTRY.codec(BuiltinTypes.TEXT.oid());

    private final TimeZone before = TimeZone.getDefault();

    @AfterEach
    void restoreZone() {
        TimeZone.setDefault(before);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "UTC",
                "America/New_York",
                "Europe/Berlin",
                "Asia/Kolkata",
                "Australia/Lord_Howe",
                "Pacific/Apia",
                "America/St_Johns",
                "Europe/Lisbon"
            })
    void aTimestampPrintsTheDigitsOfTheServer(String zoneId) throws SQLException {
        TimeZone zone = zone(zoneId);
        Random random = new Random(1);
        for (int i = 0; i < 20_000; i++) {
            // Years 1 to 9999, every hour of the day; gaps in the clock cannot be printed and are left out.
            LocalDateTime local = LocalDateTime.of(1, 1, 1, 0, 0)
                    .plusHours(random.nextInt(9998 * 8766))
                    .plusMinutes(random.nextInt(60))
                    .plusNanos(random.nextInt(1_000_000) * 1000L);
            if (i % 2 == 0) {
                local = local.withYear(1900 + random.nextInt(140));
            }
            if (isGap(local)) {
                continue;
            }
            Timestamp timestamp = SqlDateTimes.timestamp(TIMESTAMP, micros(local), zone);
            assertThat(timestamp.toString()).isEqualTo(Timestamp.valueOf(local).toString());
            assertThat(SqlDateTimeText.timestamp(timestamp, zone)).startsWith(digits(local));
            assertThat(SqlDateTimes.date(TIMESTAMP, micros(local), zone).toString())
                    .isEqualTo(local.toLocalDate().toString());
            assertThat(SqlDateTimes.time(TIMESTAMP, micros(local), zone).toString())
                    .isEqualTo(digits(local).substring(11));
        }
    }

    @ParameterizedTest
    @CsvSource({
        // The hour that is left out is read with the offset before; the one that comes twice is standard time.
        "America/New_York, 2024-03-10 02:30:00, 2024-03-10T07:30:00Z",
        "America/New_York, 2024-11-03 01:30:00, 2024-11-03T06:30:00Z",
        "Europe/Berlin, 2024-03-31 02:00:00, 2024-03-31T01:00:00Z",
        "Europe/Berlin, 2024-10-27 02:59:59, 2024-10-27T01:59:59Z",
        "Australia/Lord_Howe, 2024-10-06 02:15:00, 2024-10-05T15:45:00Z",
        "Asia/Kolkata, 2024-06-01 00:00:00, 2024-05-31T18:30:00Z",
    })
    void readsAClockAsJavaDoes(String zoneId, String local, String instant) throws SQLException {
        TimeZone zone = zone(zoneId);
        assertThat(SqlDateTimes.timestamp(TIMESTAMP, text(local), zone).toInstant())
                .hasToString(instant);
        assertThat(Timestamp.valueOf(local).toInstant()).hasToString(instant);
    }

    @Test
    void keepsDigitsAcrossTheChangeOfCalendars() throws SQLException {
        TimeZone zone = zone("Europe/Berlin");
        for (String date :
                List.of("1582-10-15", "1582-10-04", "1500-03-01", "1000-12-31", "0004-02-29", "0001-01-01")) {
            Cell cell = text(date);
            assertThat(SqlDateTimes.date(DATE, cell, zone)).hasToString(date);
            assertThat(SqlDateTimeText.date(Date.valueOf(date), zone)).startsWith(date + " +");
            assertThat(SqlDateTimes.timestamp(DATE, cell, zone)).hasToString(date + " 00:00:00.0");
            Timestamp instant = SqlDateTimes.timestamp(TIMESTAMPTZ, text(date + " 12:00:00+00:53:28"), zone);
            assertThat(SqlDateTimeText.timestamp(instant, zone)).startsWith(date);
        }
        Date beforeChrist = SqlDateTimes.date(DATE, text("0044-03-15 BC"), zone);
        assertThat(beforeChrist).hasToString("0044-03-15");
        assertThat(SqlDateTimeText.date(beforeChrist, zone))
                .startsWith("0044-03-15 +")
                .endsWith(" BC");
    }

    @Test
    void aTimestamptzIsAnInstantWhateverTheZone() throws SQLException {
        for (String zone : List.of("UTC", "Asia/Kolkata", "America/New_York")) {
            assertThat(SqlDateTimes.timestamp(TIMESTAMPTZ, text("2024-07-01 12:00:00.123456+02"), zone(zone))
                            .toInstant())
                    .hasToString("2024-07-01T10:00:00.123456Z");
        }
        assertThat(SqlDateTimes.date(TIMESTAMPTZ, text("2024-07-01 23:00:00+00"), zone("Asia/Kolkata")))
                .hasToString("2024-07-02");
        assertThat(SqlDateTimes.time(TIMESTAMPTZ, text("2024-07-01 23:00:00+00"), zone("Asia/Kolkata")))
                .hasToString("04:30:00");
    }

    @Test
    void theCalendarsZoneCountsNotTheDefault() throws SQLException {
        zone("America/New_York");
        TimeZone tokyo = TimeZone.getTimeZone("Asia/Tokyo");
        assertThat(SqlDateTimes.timestamp(TIMESTAMP, text("2024-07-01 09:00:00"), tokyo)
                        .toInstant())
                .hasToString("2024-07-01T00:00:00Z");
        assertThat(SqlDateTimes.date(DATE, text("2024-07-01"), tokyo).getTime())
                .isEqualTo(LocalDate.of(2024, 6, 30)
                        .atTime(15, 0)
                        .toInstant(ZoneOffset.UTC)
                        .toEpochMilli());
        assertThat(SqlDateTimeText.timestamp(new Timestamp(0), tokyo)).isEqualTo("1970-01-01 09:00:00+09");
    }

    @Test
    void infinityIsTheMillisecondsThatToolsKnow() throws SQLException {
        TimeZone zone = zone("Europe/Berlin");
        for (Codec<?> codec : List.of(TIMESTAMP, TIMESTAMPTZ, DATE, TEXT)) {
            Timestamp infinity = SqlDateTimes.timestamp(codec, text("infinity"), zone);
            assertThat(infinity.getTime()).isEqualTo(9223372036825200000L);
            assertThat(SqlDateTimeText.timestamp(infinity, zone)).isEqualTo("infinity");
            Date minus = SqlDateTimes.date(codec, text("-infinity"), zone);
            assertThat(minus.getTime()).isEqualTo(-9223372036832400000L);
            assertThat(SqlDateTimeText.date(minus, zone)).isEqualTo("-infinity");
            assertThatThrownBy(() -> SqlDateTimes.time(codec, text("infinity"), zone))
                    .isInstanceOf(SQLException.class);
        }
    }

    @Test
    void timesLieOnTheFirstDay() throws SQLException {
        TimeZone zone = zone("America/New_York");
        assertThat(SqlDateTimes.time(TIME, text("13:14:15.678"), zone)).isEqualTo(new Time(18 * 3_600_000L + 855_678L));
        assertThat(SqlDateTimes.time(TIME, text("24:00:00"), zone)).isEqualTo(new Time(29 * 3_600_000L));
        assertThat(SqlDateTimes.time(TIMETZ, text("13:14:15+02"), zone)).hasToString("06:14:15");
        assertThat(SqlDateTimes.time(TIMETZ, text("01:00:00+02"), zone).getTime())
                .isEqualTo(23 * 3_600_000L);
        assertThat(SqlDateTimes.timestamp(TIME, text("13:14:15.678901"), zone))
                .hasToString("1970-01-01 13:14:15.678901");
        assertThat(SqlDateTimeText.time(Time.valueOf("13:14:15"), zone)).isEqualTo("13:14:15-05");
    }

    @Test
    void textIsReadByWhatItHolds() throws SQLException {
        TimeZone zone = zone("Europe/Berlin");
        assertThat(SqlDateTimes.timestamp(TEXT, text("2024-07-01"), zone)).hasToString("2024-07-01 00:00:00.0");
        assertThat(SqlDateTimes.timestamp(TEXT, text(" 2024-07-01T10:11:12.5Z "), zone))
                .hasToString("2024-07-01 12:11:12.5");
        assertThat(SqlDateTimes.date(TEXT, text("2024-07-01 23:30:00"), zone)).hasToString("2024-07-01");
        assertThat(SqlDateTimes.time(TEXT, text("10:11"), zone)).hasToString("10:11:00");
        for (String nonsense :
                List.of("", "nonsense", "2024-02-30", "2024-1", "10:60", "25:00:00", "2024-07-01 x", "é")) {
            assertThatThrownBy(() -> SqlDateTimes.date(TEXT, text(nonsense), zone))
                    .isInstanceOf(SQLException.class)
                    .hasFieldOrPropertyWithValue("SQLState", "22007");
        }
    }

    @Test
    void nanosecondsRoundToTheNextSecondAndDay() throws SQLException {
        Timestamp last = Timestamp.valueOf("2024-12-31 23:59:59.9999996");
        assertThat(SqlDateTimeText.timestamp(last, TimeZone.getDefault())).startsWith("2025-01-01 00:00:00");
        assertThatThrownBy(() -> SqlDateTimeText.timestamp(new Timestamp(Long.MAX_VALUE), TimeZone.getDefault()))
                .isInstanceOf(SQLException.class)
                .hasFieldOrPropertyWithValue("SQLState", "22008");
    }

    private static boolean isGap(LocalDateTime local) {
        // Where the legacy zone itself cannot show these digits, Timestamp.valueOf moves them.
        return !Timestamp.valueOf(local).toString().startsWith(digits(local));
    }

    private static String digits(LocalDateTime local) {
        return String.format("%s %tT", local.toLocalDate(), local);
    }

    private static Cell micros(LocalDateTime local) {
        long micros =
                (local.toEpochSecond(ZoneOffset.UTC) - DateTimeCodec.EPOCH_SECOND) * 1_000_000 + local.getNano() / 1000;
        return Cells.of(ByteBuffer.allocate(8).putLong(micros).array(), Format.BINARY);
    }

    private static TimeZone zone(String id) {
        TimeZone zone = TimeZone.getTimeZone(id);
        TimeZone.setDefault(zone);
        return zone;
    }
}
