package io.howdah.types;

import io.howdah.error.SqlErrors;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.sql.Date;
import java.sql.SQLException;
import java.sql.Time;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.OffsetTime;
import java.time.Year;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.Calendar;
import java.util.GregorianCalendar;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;

/** {@code getObject(i, Class)}: a cell as any Java class that can sensibly hold it. */
public final class Conversions {
    private static final Map<Class<?>, Reader<?>> READERS = new HashMap<>();

    static {
        add(Object.class, Codec::readObject);
        add(String.class, Codec::readText);
        add(Boolean.class, Codec::readBoolean);
        add(Byte.class, (codec, cell) -> (byte) integer(codec, cell, Byte.MIN_VALUE, Byte.MAX_VALUE, Byte.class));
        add(Short.class, (codec, cell) -> (short) integer(codec, cell, Short.MIN_VALUE, Short.MAX_VALUE, Short.class));
        add(Integer.class, Codec::readInt);
        add(Long.class, Codec::readLong);
        add(Float.class, Codec::readFloat);
        add(Double.class, Codec::readDouble);
        add(BigDecimal.class, Codec::readDecimal);
        add(BigInteger.class, (codec, cell) -> NumberText.toBigInteger(codec.readDecimal(cell), codec.type()));
        add(byte[].class, Codec::readBytes);
        add(UUID.class, Conversions::uuid);
        add(LocalDate.class, (codec, cell) -> JavaTimes.toLocalDate(moment(codec, cell), zone(cell), codec.type()));
        add(LocalTime.class, (codec, cell) -> JavaTimes.toLocalTime(moment(codec, cell), zone(cell), codec.type()));
        add(OffsetTime.class, (codec, cell) -> JavaTimes.toOffsetTime(moment(codec, cell), zone(cell), codec.type()));
        add(
                LocalDateTime.class,
                (codec, cell) -> JavaTimes.toLocalDateTime(moment(codec, cell), zone(cell), codec.type()));
        add(
                OffsetDateTime.class,
                (codec, cell) -> JavaTimes.toOffsetDateTime(moment(codec, cell), zone(cell), codec.type()));
        add(
                ZonedDateTime.class,
                (codec, cell) -> JavaTimes.toZonedDateTime(moment(codec, cell), zone(cell), codec.type()));
        add(Instant.class, (codec, cell) -> JavaTimes.toInstant(moment(codec, cell), zone(cell), codec.type()));
        add(Year.class, Conversions::year);
        add(YearMonth.class, (codec, cell) -> YearMonth.from(finiteDate(codec, cell, YearMonth.class)));
        add(Timestamp.class, (codec, cell) -> timestamp(codec, cell));
        add(
                Date.class,
                (codec, cell) -> SqlDateTimes.date(codec, cell, cell.context().clientZone()));
        add(
                Time.class,
                (codec, cell) -> SqlDateTimes.time(codec, cell, cell.context().clientZone()));
        add(
                java.util.Date.class,
                (codec, cell) -> new java.util.Date(timestamp(codec, cell).getTime()));
        add(Calendar.class, Conversions::calendar);
        add(GregorianCalendar.class, Conversions::calendar);
    }

    private Conversions() {}

    @FunctionalInterface
    private interface Reader<T> {
        T read(Codec<?> codec, Cell cell) throws SQLException;
    }

    private static <T> void add(Class<T> target, Reader<? extends T> reader) {
        READERS.put(target, reader);
    }

    /**
     * The value as an object of this class; wrapper classes stand for primitives, which have no objects.
     *
     * @throws SQLException 42846 where the type is no such thing, 22003 for a number out of range, 22007 for text that is
     *     no date
     */
    public static <T> T as(Codec<?> given, Cell cell, Class<T> target) throws SQLException {
        Codec<?> codec = given.base();
        Reader<?> reader = READERS.get(target);
        if (reader != null) {
            return target.cast(reader.read(codec, cell));
        }
        T special = codec.readAs(cell, target);
        if (special != null) {
            return special;
        }
        if (target.isAssignableFrom(codec.javaType())) {
            return target.cast(codec.decode(cell));
        }
        if (target.isEnum()) {
            return constant(codec, cell, target);
        }
        Object usual = codec.readObject(cell);
        if (target.isInstance(usual)) {
            return target.cast(usual);
        }
        throw SqlErrors.cannotConvert(codec.type().name(), target);
    }

    /** By its name, which is the label as it stands. */
    private static <T> T constant(Codec<?> codec, Cell cell, Class<T> target) throws SQLException {
        String name = codec.readText(cell);
        for (T each : target.getEnumConstants()) {
            if (((Enum<?>) each).name().equals(name)) {
                return each;
            }
        }
        throw SqlErrors.cannotConvert(codec.type().name(), target);
    }

    private static long integer(Codec<?> codec, Cell cell, long min, long max, Class<?> target) throws SQLException {
        long value = codec.readLong(cell);
        if (value < min || value > max) {
            throw SqlErrors.outOfRange(codec.type().name(), target.getSimpleName());
        }
        return value;
    }

    private static UUID uuid(Codec<?> codec, Cell cell) throws SQLException {
        Object value = codec.decode(cell);
        if (value instanceof UUID uuid) {
            return uuid;
        }
        // The JDK takes shorter forms too, and fills them up.
        if (value instanceof String text && text.length() == 36) {
            try {
                return UUID.fromString(text);
            } catch (IllegalArgumentException e) {
                throw SqlErrors.cannotConvert(codec.type().name(), UUID.class);
            }
        }
        throw SqlErrors.cannotConvert(codec.type().name(), UUID.class);
    }

    /** A date or time of java.time. */
    private static Object moment(Codec<?> codec, Cell cell) throws SQLException {
        if (codec.javaType() == String.class) {
            return JavaTimes.fromText(DateTimeText.parse(cell, codec.type()));
        }
        return codec.decode(cell);
    }

    /** The number itself, or the year of a date. */
    private static Year year(Codec<?> codec, Cell cell) throws SQLException {
        if (codec instanceof DateTimeCodec<?>) {
            return Year.from(finiteDate(codec, cell, Year.class));
        }
        return Year.of((int) integer(codec, cell, Year.MIN_VALUE, Year.MAX_VALUE, Year.class));
    }

    private static LocalDate finiteDate(Codec<?> codec, Cell cell, Class<?> target) throws SQLException {
        LocalDate date = JavaTimes.toLocalDate(moment(codec, cell), zone(cell), codec.type());
        if (date.equals(LocalDate.MAX) || date.equals(LocalDate.MIN)) {
            throw SqlErrors.cannotConvert(codec.type().name(), target);
        }
        return date;
    }

    private static ZoneId zone(Cell cell) {
        return cell.context().clientZone().toZoneId();
    }

    private static Timestamp timestamp(Codec<?> codec, Cell cell) throws SQLException {
        return SqlDateTimes.timestamp(codec, cell, cell.context().clientZone());
    }

    private static GregorianCalendar calendar(Codec<?> codec, Cell cell) throws SQLException {
        GregorianCalendar calendar = new GregorianCalendar(cell.context().clientZone());
        calendar.setTimeInMillis(timestamp(codec, cell).getTime());
        return calendar;
    }
}
