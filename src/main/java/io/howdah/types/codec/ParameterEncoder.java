package io.howdah.types.codec;

import io.howdah.api.TypeCodec;
import io.howdah.error.SqlErrors;
import io.howdah.types.Codec;
import io.howdah.types.CodecContext;
import io.howdah.types.SqlDateTimeText;
import io.howdah.wire.ByteWriter;
import java.lang.invoke.MethodType;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.sql.Date;
import java.sql.SQLException;
import java.sql.Time;
import java.time.Instant;
import java.time.Year;
import java.time.YearMonth;
import java.time.ZonedDateTime;
import java.util.Calendar;
import java.util.HashMap;
import java.util.Map;
import java.util.TimeZone;

/**
 * Writes Java values as parameters: the bytes of the value, without a length, go to the writer; as what they are to be
 * sent is returned. No value here is null: {@link ParameterType#ofNull} is for those.
 *
 * <p>Where an SQLException is thrown, what was written is to be cut off again. A value that Java says in one way and
 * PostgreSQL in several (a String, a {@code java.sql} date or time) is sent soft, as text.
 */
public final class ParameterEncoder {
    private static final Map<Class<?>, Encoding<?>> BY_CLASS = new HashMap<>();

    static {
        for (Codec<?> codec : BuiltinCodecs.ALL) {
            if (codec.javaType() != String.class) {
                BY_CLASS.putIfAbsent(codec.javaType(), Encoding.of(codec));
            }
        }
    }

    private ParameterEncoder() {}

    public static ParameterType bool(ByteWriter out, boolean value) {
        BoolCodec.encode(value, out);
        return ParameterType.BOOL;
    }

    public static ParameterType int2(ByteWriter out, short value) {
        Int2Codec.encode(value, out);
        return ParameterType.INT2;
    }

    public static ParameterType int4(ByteWriter out, int value) {
        Int4Codec.encode(value, out);
        return ParameterType.INT4;
    }

    /** @param oid from 0 to 4294967295 */
    public static ParameterType oid(ByteWriter out, long oid) {
        out.int32((int) oid);
        return ParameterType.OID;
    }

    public static ParameterType int8(ByteWriter out, long value) {
        Int8Codec.encode(value, out);
        return ParameterType.INT8;
    }

    public static ParameterType float4(ByteWriter out, float value) {
        Float4Codec.encode(value, out);
        return ParameterType.FLOAT4;
    }

    public static ParameterType float8(ByteWriter out, double value) {
        Float8Codec.encode(value, out);
        return ParameterType.FLOAT8;
    }

    public static ParameterType numeric(ByteWriter out, BigDecimal value) throws SQLException {
        NumericWriter.write(value, out);
        return ParameterType.NUMERIC;
    }

    public static ParameterType bytea(ByteWriter out, byte[] value) {
        out.bytes(value);
        return ParameterType.BYTEA;
    }

    /** Soft. */
    public static ParameterType text(ByteWriter out, String value) throws SQLException {
        TextCodec.encode(value, out);
        return ParameterType.SOFT_TEXT;
    }

    /** Soft; in the Calendar's zone, or else the client's. */
    public static ParameterType date(ByteWriter out, java.util.Date value, TimeZone zone) throws SQLException {
        out.ascii(SqlDateTimeText.date(value, zone));
        return ParameterType.SOFT_DATE;
    }

    /** Soft; in the Calendar's zone, or else the client's. */
    public static ParameterType time(ByteWriter out, java.util.Date value, TimeZone zone) throws SQLException {
        out.ascii(SqlDateTimeText.time(value, zone));
        return ParameterType.SOFT_TIME;
    }

    /** Soft; in the Calendar's zone, or else the client's. */
    public static ParameterType timestamp(ByteWriter out, java.util.Date value, TimeZone zone) throws SQLException {
        out.ascii(SqlDateTimeText.timestamp(value, zone));
        return ParameterType.SOFT_TIMESTAMPTZ;
    }

    /**
     * A value as its class suggests.
     *
     * @throws SQLException 07006 for a class that stands for no type of PostgreSQL
     */
    public static ParameterType object(ByteWriter out, Object value, CodecContext context) throws SQLException {
        if (value instanceof String text) {
            return text(out, text);
        }
        Encoding<?> byClass = BY_CLASS.get(value.getClass());
        if (byClass != null) {
            return byClass.write(value, out, context);
        }
        if (value instanceof Byte number) {
            return int2(out, number);
        }
        if (value instanceof BigInteger number) {
            return numeric(out, new BigDecimal(number));
        }
        if (value instanceof BigDecimal number) {
            return numeric(out, number);
        }
        if (value instanceof Character || value instanceof CharSequence) {
            return text(out, value.toString());
        }
        if (value instanceof Enum<?> constant) {
            TextCodec.encode(constant.name(), out);
            return ParameterType.UNTYPED_TEXT;
        }
        if (value instanceof Date date) {
            return date(out, date, context.clientZone());
        }
        if (value instanceof Time time) {
            return time(out, time, context.clientZone());
        }
        if (value instanceof java.util.Date timestamp) {
            return timestamp(out, timestamp, context.clientZone());
        }
        if (value instanceof Instant instant) {
            return instant(out, instant);
        }
        if (value instanceof ZonedDateTime zoned) {
            return object(out, zoned.toOffsetDateTime(), context);
        }
        if (value instanceof Calendar calendar) {
            return timestamp(out, calendar.getTime(), calendar.getTimeZone());
        }
        if (value instanceof Year year) {
            return int4(out, year.getValue());
        }
        if (value instanceof YearMonth month) {
            return object(out, month.atDay(1), context);
        }
        ParameterType streamed = StreamedParameter.write(out, value, StreamLength.UNKNOWN);
        if (streamed != null) {
            return streamed;
        }
        if (JavaElements.isArray(value)) {
            return ArrayParameter.write(out, value, context);
        }
        ParameterType range = RangeParameter.write(out, value, context);
        if (range != null) {
            return range;
        }
        ParameterType ours = ValueParameter.write(out, value, context);
        if (ours != null) {
            return ours;
        }
        TypeCodec<?> users = context.objects().userCodec(value.getClass());
        if (users != null) {
            return UserCodec.writeSoft(out, value, users);
        }
        ParameterType composite = CompositeParameter.write(out, value, context);
        if (composite != null) {
            return composite;
        }
        throw SqlErrors.cannotBind(
                value.getClass(),
                "a parameter: pass a String, a number, a date or time of java.time, a byte[], a UUID, an array,"
                        + " or a value of io.howdah.value");
    }

    /**
     * A value as the type that a code of {@link java.sql.Types} asks for, converted where need be.
     *
     * @param scale for NUMERIC and DECIMAL: decimals to round to, -1 to leave them; for streams and readers their length,
     *     -1 if it is unknown
     * @throws SQLException 07006 where the class cannot become the type, 22003 for a number out of range
     */
    public static ParameterType object(ByteWriter out, Object value, int sqlType, int scale, CodecContext context)
            throws SQLException {
        return TargetedParameter.write(out, value, sqlType, scale, context);
    }

    /** As what values of a class go, or null where that is not plain from the class. */
    static ParameterType typeOf(Class<?> javaType) {
        Encoding<?> byClass =
                BY_CLASS.get(MethodType.methodType(javaType).wrap().returnType());
        return byClass == null ? null : byClass.type();
    }

    static ParameterType instant(ByteWriter out, Instant value) throws SQLException {
        TimestamptzCodec.INSTANCE.encode(value, out);
        return ParameterType.TIMESTAMPTZ;
    }

    /** A codec, and what its values are sent as. */
    private record Encoding<T>(Codec<T> codec, ParameterType type) {
        static <T> Encoding<T> of(Codec<T> codec) {
            return new Encoding<>(
                    codec, codec.hasBinary() ? ParameterType.binary(codec.type()) : ParameterType.text(codec.type()));
        }

        ParameterType write(Object value, ByteWriter out, CodecContext context) throws SQLException {
            codec.encode(codec.javaType().cast(value), out, context);
            return type;
        }
    }
}
