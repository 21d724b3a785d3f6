package io.howdah.types.codec;

import io.howdah.api.LogSequenceNumber;
import io.howdah.error.SqlErrors;
import io.howdah.types.BuiltinTypes;
import io.howdah.types.Codec;
import io.howdah.types.CodecContext;
import io.howdah.types.PgType;
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
import io.howdah.wire.ByteWriter;
import java.net.InetAddress;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Period;
import java.util.BitSet;
import java.util.HashMap;
import java.util.Map;

/** Parameters of the rarer classes: the values of PostgreSQL, and what Java has that is like them. */
final class ValueParameter {
    private static final ParameterType JSON = ParameterType.soft(BuiltinTypes.JSONB);

    private static final ParameterType TSQUERY = ParameterType.text(BuiltinTypes.TSQUERY);

    private static final Map<Class<?>, PgType> TYPES = new HashMap<>();

    static {
        TYPES.put(Interval.class, BuiltinTypes.INTERVAL);
        TYPES.put(Point.class, BuiltinTypes.POINT);
        TYPES.put(Line.class, BuiltinTypes.LINE);
        TYPES.put(LineSegment.class, BuiltinTypes.LSEG);
        TYPES.put(Box.class, BuiltinTypes.BOX);
        TYPES.put(Path.class, BuiltinTypes.PATH);
        TYPES.put(Polygon.class, BuiltinTypes.POLYGON);
        TYPES.put(Circle.class, BuiltinTypes.CIRCLE);
        TYPES.put(Inet.class, BuiltinTypes.INET);
        TYPES.put(Cidr.class, BuiltinTypes.CIDR);
        // Of any length, and assigned to a bit of the same length.
        TYPES.put(Bits.class, BuiltinTypes.VARBIT);
        TYPES.put(TextSearchVector.class, BuiltinTypes.TSVECTOR);
        TYPES.put(LogSequenceNumber.class, BuiltinTypes.PG_LSN);
    }

    private ValueParameter() {}

    /** @return null for a class that is none of these */
    static ParameterType write(ByteWriter out, Object value, CodecContext context) throws SQLException {
        if (value instanceof Json json) {
            // json or jsonb: whichever it meets.
            TextCodec.encode(json.text(), out);
            return JSON;
        }
        if (value instanceof TextSearchQuery query) {
            TextCodec.encode(query.toString(), out);
            return TSQUERY;
        }
        if (value instanceof Map<?, ?> pairs) {
            // The type's OID is another one in every database.
            TextCodec.encode(HstoreText.print(pairs), out);
            return ParameterType.UNTYPED_TEXT;
        }
        Object like = likeOurs(value);
        PgType type = like instanceof MacAddress mac
                ? (mac.size() == 6 ? BuiltinTypes.MACADDR : BuiltinTypes.MACADDR8)
                : TYPES.get(like.getClass());
        if (type == null) {
            return null;
        }
        encode(BuiltinCodecs.shared().codec(type.oid()), like, out, context);
        return ParameterType.binary(type);
    }

    private static Object likeOurs(Object value) throws SQLException {
        try {
            if (value instanceof Duration duration) {
                return Interval.of(duration);
            }
            if (value instanceof Period period) {
                return Interval.of(period);
            }
        } catch (ArithmeticException e) {
            throw SqlErrors.dateTimeOverflow(value.getClass(), "interval");
        }
        if (value instanceof InetAddress address) {
            return Inet.of(address);
        }
        return value instanceof BitSet bits ? Bits.of(bits, bits.length()) : value;
    }

    private static <T> void encode(Codec<T> codec, Object value, ByteWriter out, CodecContext context)
            throws SQLException {
        codec.encode(codec.javaType().cast(value), out, context);
    }
}
