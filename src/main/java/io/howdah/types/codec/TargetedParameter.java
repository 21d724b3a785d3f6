package io.howdah.types.codec;

import io.howdah.error.SqlErrors;
import io.howdah.types.BuiltinTypes;
import io.howdah.types.CodecContext;
import io.howdah.types.JavaTimes;
import io.howdah.types.NumberText;
import io.howdah.types.PgType;
import io.howdah.wire.ByteWriter;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.OffsetTime;
import java.time.Year;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.Calendar;
import java.util.Date;
import java.util.TimeZone;

/** {@code setObject} with a target type: numbers, booleans and texts into each other, dates and times likewise. */
final class TargetedParameter {
    private TargetedParameter() {}

    static ParameterType write(ByteWriter out, Object value, int sqlType, int scale, CodecContext context)
            throws SQLException {
        return switch (sqlType) {
            case Types.BIT, Types.BOOLEAN -> ParameterEncoder.bool(out, toBoolean(value));
            case Types.TINYINT, Types.SMALLINT ->
                ParameterEncoder.int2(out, (short) toLong(value, Short.MIN_VALUE, Short.MAX_VALUE, BuiltinTypes.INT2));
            case Types.INTEGER ->
                ParameterEncoder.int4(
                        out, (int) toLong(value, Integer.MIN_VALUE, Integer.MAX_VALUE, BuiltinTypes.INT4));
            case Types.BIGINT ->
                ParameterEncoder.int8(out, toLong(value, Long.MIN_VALUE, Long.MAX_VALUE, BuiltinTypes.INT8));
            case Types.REAL -> ParameterEncoder.float4(out, toFloat(value));
            case Types.FLOAT, Types.DOUBLE -> ParameterEncoder.float8(out, toDouble(value, BuiltinTypes.FLOAT8));
            case Types.NUMERIC, Types.DECIMAL -> numeric(out, value, scale);
            case Types.CHAR,
                    Types.VARCHAR,
                    Types.LONGVARCHAR,
                    Types.NCHAR,
                    Types.NVARCHAR,
                    Types.LONGNVARCHAR,
                    Types.CLOB,
                    Types.NCLOB,
                    Types.DATALINK -> text(out, value, scale);
            case Types.BINARY, Types.VARBINARY, Types.LONGVARBINARY, Types.BLOB -> bytea(out, value, scale);
            case Types.SQLXML -> xml(out, value, scale);
            case Types.ROWID ->
                isText(value)
                        ? text(out, value, ParameterType.TID)
                        : as(ParameterType.TID, "tid", streamed(out, value, -1), value);
            case Types.DATE -> date(out, value, context);
            case Types.TIME -> time(out, value, context);
            case Types.TIME_WITH_TIMEZONE -> timetz(out, value, context);
            case Types.TIMESTAMP -> timestamp(out, value, context);
            case Types.TIMESTAMP_WITH_TIMEZONE -> timestamptz(out, value, context);
            // The way to say: a text of whatever type the server makes of it.
            default ->
                isText(value)
                        ? text(out, value, ParameterType.UNTYPED_TEXT)
                        : ParameterEncoder.object(out, value, context);
        };
    }

    private static boolean toBoolean(Object value) throws SQLException {
        if (value instanceof Boolean bool) {
            return bool;
        }
        if (isText(value)) {
            return NumberText.parseBoolean(value.toString(), "text");
        }
        if (value instanceof Number number) {
            return NumberText.toBoolean(number.doubleValue(), BuiltinTypes.NUMERIC);
        }
        throw SqlErrors.cannotBind(value.getClass(), "bool");
    }

    private static long toLong(Object value, long min, long max, PgType target) throws SQLException {
        long number = toLong(value, target);
        if (number < min || number > max) {
            throw SqlErrors.outOfRange(value.getClass().getSimpleName(), target.name());
        }
        return number;
    }

    private static long toLong(Object value, PgType target) throws SQLException {
        if (value instanceof Integer || value instanceof Long || value instanceof Short || value instanceof Byte) {
            return ((Number) value).longValue();
        }
        if (value instanceof Double || value instanceof Float) {
            return NumberText.toLong(((Number) value).doubleValue(), BuiltinTypes.FLOAT8);
        }
        return NumberText.toLong(toDecimal(value, target), BuiltinTypes.NUMERIC);
    }

    private static ParameterType numeric(ByteWriter out, Object value, int scale) throws SQLException {
        if ((value instanceof Double || value instanceof Float) && !Double.isFinite(((Number) value).doubleValue())) {
            // What reading such a numeric gives.
            NumericWriter.writeSpecial(((Number) value).doubleValue(), out);
            return ParameterType.NUMERIC;
        }
        if (isText(value) && NumericCodec.isSpecial(value.toString())) {
            NumericWriter.writeSpecial(Double.parseDouble(value.toString()), out);
            return ParameterType.NUMERIC;
        }
        return ParameterEncoder.numeric(out, toScaled(value, scale));
    }

    private static BigDecimal toScaled(Object value, int scale) throws SQLException {
        BigDecimal number = toDecimal(value, BuiltinTypes.NUMERIC);
        // An exponent that numeric cannot hold is left for the writer to refuse, not expanded here.
        boolean roundable = scale >= 0 && (long) number.precision() - number.scale() < NumberText.MAX_LENGTH;
        return roundable && number.scale() > scale ? number.setScale(scale, RoundingMode.HALF_UP) : number;
    }

    private static BigDecimal toDecimal(Object value, PgType target) throws SQLException {
        if (value instanceof BigDecimal number) {
            return number;
        }
        if (value instanceof BigInteger number) {
            return new BigDecimal(number);
        }
        if (value instanceof Double || value instanceof Float) {
            // By its shortest text: 0.1f is 0.1, not 0.100000001490116. NaN is refused there.
            return NumberText.parseDecimal(value.toString(), BuiltinTypes.FLOAT8);
        }
        if (value instanceof Number number) {
            return BigDecimal.valueOf(number.longValue());
        }
        if (value instanceof Boolean bool) {
            return bool ? BigDecimal.ONE : BigDecimal.ZERO;
        }
        if (value instanceof Year year) {
            return BigDecimal.valueOf(year.getValue());
        }
        if (isText(value)) {
            return NumberText.parseDecimal(value.toString(), BuiltinTypes.TEXT);
        }
        throw SqlErrors.cannotBind(value.getClass(), target.name());
    }

    private static double toDouble(Object value, PgType target) throws SQLException {
        if (value instanceof Double || value instanceof Float || value instanceof Integer || value instanceof Long) {
            return ((Number) value).doubleValue();
        }
        if (isText(value)) {
            return NumberText.parseDouble(value.toString(), BuiltinTypes.TEXT);
        }
        double number = toDecimal(value, target).doubleValue();
        if (Double.isInfinite(number)) {
            throw SqlErrors.outOfRange(value.getClass().getSimpleName(), target.name());
        }
        return number;
    }

    private static float toFloat(Object value) throws SQLException {
        double wide = toDouble(value, BuiltinTypes.FLOAT4);
        float number = value instanceof Float already ? already : (float) wide;
        if (Float.isInfinite(number) && !Double.isInfinite(wide)) {
            throw SqlErrors.outOfRange(value.getClass().getSimpleName(), "float4");
        }
        return number;
    }

    private static ParameterType text(ByteWriter out, Object value, int length) throws SQLException {
        ParameterType streamed = streamed(out, value, length);
        if (streamed != null) {
            // An xml is a text as well, and bytes are none.
            return as(
                    ParameterType.SOFT_TEXT,
                    "text",
                    streamed == ParameterType.XML ? ParameterType.SOFT_TEXT : streamed,
                    value);
        }
        if (value.getClass().isArray()) {
            throw SqlErrors.cannotBind(value.getClass(), "text");
        }
        if (value instanceof Enum<?> constant) {
            return ParameterEncoder.text(out, constant.name());
        }
        return ParameterEncoder.text(
                out, value instanceof BigDecimal number ? number.toPlainString() : value.toString());
    }

    private static ParameterType bytea(ByteWriter out, Object value, int length) throws SQLException {
        return value instanceof byte[] bytes
                ? ParameterEncoder.bytea(out, bytes)
                : as(ParameterType.BYTEA, "bytea", streamed(out, value, length), value);
    }

    private static ParameterType xml(ByteWriter out, Object value, int length) throws SQLException {
        if (isText(value)) {
            return text(out, value, ParameterType.XML);
        }
        ParameterType streamed = streamed(out, value, length);
        return as(ParameterType.XML, "xml", streamed == ParameterType.SOFT_TEXT ? ParameterType.XML : streamed, value);
    }

    /** @param length -1 if it is unknown */
    private static ParameterType streamed(ByteWriter out, Object value, int length) throws SQLException {
        return StreamedParameter.write(out, value, length < 0 ? StreamLength.UNKNOWN : StreamLength.first(length));
    }

    private static ParameterType as(ParameterType wanted, String target, ParameterType actual, Object value)
            throws SQLException {
        if (actual != wanted) {
            throw SqlErrors.cannotBind(value.getClass(), target);
        }
        return wanted;
    }

    /** A text that the server is to read as a value of the type. */
    private static ParameterType text(ByteWriter out, Object value, ParameterType type) throws SQLException {
        if (!isText(value)) {
            throw SqlErrors.cannotBind(value.getClass(), "text");
        }
        TextCodec.encode(value.toString(), out);
        return type;
    }

    private static ParameterType date(ByteWriter out, Object value, CodecContext context) throws SQLException {
        if (value instanceof Date || value instanceof Calendar) {
            return ParameterEncoder.date(out, instant(value), zone(value, context));
        }
        if (isText(value)) {
            return text(out, value, ParameterType.SOFT_DATE);
        }
        LocalDate date = JavaTimes.toLocalDate(dated(value, BuiltinTypes.DATE), zone(context), BuiltinTypes.DATE);
        DateCodec.INSTANCE.encode(date, out, context);
        return ParameterType.DATE;
    }

    private static ParameterType time(ByteWriter out, Object value, CodecContext context) throws SQLException {
        if (value instanceof Date || value instanceof Calendar) {
            return ParameterEncoder.time(out, instant(value), zone(value, context));
        }
        if (isText(value)) {
            return text(out, value, ParameterType.SOFT_TIME);
        }
        LocalTime time = JavaTimes.toLocalTime(timed(value, BuiltinTypes.TIME), zone(context), BuiltinTypes.TIME);
        TimeCodec.INSTANCE.encode(time, out, context);
        return ParameterType.TIME;
    }

    private static ParameterType timetz(ByteWriter out, Object value, CodecContext context) throws SQLException {
        if (value instanceof Date || value instanceof Calendar) {
            ParameterEncoder.time(out, instant(value), zone(value, context));
            return ParameterType.SOFT_TIMETZ;
        }
        if (isText(value)) {
            return text(out, value, ParameterType.SOFT_TIMETZ);
        }
        OffsetTime time = JavaTimes.toOffsetTime(timed(value, BuiltinTypes.TIMETZ), zone(context), BuiltinTypes.TIMETZ);
        TimetzCodec.INSTANCE.encode(time, out, context);
        return ParameterType.TIMETZ;
    }

    private static ParameterType timestamp(ByteWriter out, Object value, CodecContext context) throws SQLException {
        if (value instanceof Date || value instanceof Calendar) {
            return ParameterEncoder.timestamp(out, instant(value), zone(value, context));
        }
        if (isText(value)) {
            return text(out, value, ParameterType.SOFT_TIMESTAMP);
        }
        Object dated = dated(value, BuiltinTypes.TIMESTAMP);
        if (dated instanceof OffsetDateTime instant) {
            return instantAsTimestamp(out, instant, context);
        }
        LocalDateTime local = JavaTimes.toLocalDateTime(dated, zone(context), BuiltinTypes.TIMESTAMP);
        TimestampCodec.INSTANCE.encode(local, out, context);
        return ParameterType.TIMESTAMP;
    }

    /** Soft, as a java.sql.Timestamp is: digits for a timestamp, and the instant if a timestamptz is met after all. */
    private static ParameterType instantAsTimestamp(ByteWriter out, OffsetDateTime instant, CodecContext context)
            throws SQLException {
        if (instant.equals(OffsetDateTime.MAX)) {
            out.ascii("infinity");
        } else if (instant.equals(OffsetDateTime.MIN)) {
            out.ascii("-infinity");
        } else {
            long micros = TimestampCodec.micros(
                    instant.toEpochSecond(), instant.getNano(), OffsetDateTime.class, BuiltinTypes.TIMESTAMP);
            out.ascii(TimestamptzCodec.text(micros, zone(context)));
        }
        return ParameterType.SOFT_TIMESTAMPTZ;
    }

    private static ParameterType timestamptz(ByteWriter out, Object value, CodecContext context) throws SQLException {
        if (value instanceof Date || value instanceof Calendar) {
            return ParameterEncoder.timestamp(out, instant(value), zone(value, context));
        }
        if (isText(value)) {
            return text(out, value, ParameterType.SOFT_TIMESTAMPTZ);
        }
        OffsetDateTime instant = JavaTimes.toOffsetDateTime(
                dated(value, BuiltinTypes.TIMESTAMPTZ), zone(context), BuiltinTypes.TIMESTAMPTZ);
        TimestamptzCodec.INSTANCE.encode(instant, out, context);
        return ParameterType.TIMESTAMPTZ;
    }

    private static Date instant(Object value) {
        return value instanceof Calendar calendar ? calendar.getTime() : (Date) value;
    }

    /** A Calendar brings its zone along. */
    private static TimeZone zone(Object value, CodecContext context) {
        return value instanceof Calendar calendar ? calendar.getTimeZone() : context.clientZone();
    }

    /** A LocalDate, LocalDateTime or OffsetDateTime. */
    private static Object dated(Object value, PgType target) throws SQLException {
        if (value instanceof LocalDate || value instanceof LocalDateTime) {
            return value;
        }
        if (value instanceof YearMonth month) {
            return month.atDay(1);
        }
        if (value instanceof OffsetDateTime instant) {
            return inRange(instant, target);
        }
        if (value instanceof ZonedDateTime zoned) {
            return inRange(zoned.toOffsetDateTime(), target);
        }
        if (value instanceof Instant instant) {
            return ofInstant(instant, target);
        }
        throw SqlErrors.cannotBind(value.getClass(), target.name());
    }

    /** A LocalTime or OffsetTime, or what has one in it. */
    private static Object timed(Object value, PgType target) throws SQLException {
        if (value instanceof LocalTime || value instanceof OffsetTime) {
            return value;
        }
        if (value instanceof LocalDate) {
            throw SqlErrors.cannotBind(value.getClass(), target.name());
        }
        return dated(value, target);
    }

    private static OffsetDateTime ofInstant(Instant instant, PgType target) throws SQLException {
        if (instant.equals(Instant.MAX)) {
            return OffsetDateTime.MAX;
        }
        if (instant.equals(Instant.MIN)) {
            return OffsetDateTime.MIN;
        }
        // Checked first, since atOffset overruns Java's own years and then throws what is no SQLException.
        TimestampCodec.micros(instant.getEpochSecond(), 0, Instant.class, target);
        return instant.atOffset(ZoneOffset.UTC);
    }

    /** Far from the end of Java's years, so that a change of zone cannot overrun it. */
    private static OffsetDateTime inRange(OffsetDateTime instant, PgType target) throws SQLException {
        if (!instant.equals(OffsetDateTime.MAX) && !instant.equals(OffsetDateTime.MIN)) {
            TimestampCodec.micros(instant.toEpochSecond(), 0, OffsetDateTime.class, target);
        }
        return instant;
    }

    private static boolean isText(Object value) {
        return value instanceof CharSequence || value instanceof Character;
    }

    private static ZoneId zone(CodecContext context) {
        return context.clientZone().toZoneId();
    }
}
