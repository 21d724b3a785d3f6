package io.howdah.types.codec;

import io.howdah.types.BuiltinTypes;
import io.howdah.types.CodecContext;
import io.howdah.types.PgType;
import io.howdah.value.Multirange;
import io.howdah.value.Range;
import io.howdah.wire.ByteWriter;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZonedDateTime;

/** Writes ranges as parameters, by the class of their bounds; soft where that stands for no type of range. */
final class RangeParameter {
    private RangeParameter() {}

    /** @return null for what is no range */
    static ParameterType write(ByteWriter out, Object value, CodecContext context) throws SQLException {
        if (value instanceof Range<?> range) {
            PgType type = typeOf(bound(range));
            if (type != null) {
                return TypedValues.write(out, range, BuiltinCodecs.shared().codec(type.oid()), context);
            }
            TextCodec.encode(text(range, context), out);
            return ParameterType.UNTYPED_TEXT;
        }
        if (value instanceof Multirange<?> multirange) {
            return multirange(out, multirange, context);
        }
        return null;
    }

    private static ParameterType multirange(ByteWriter out, Multirange<?> multirange, CodecContext context)
            throws SQLException {
        var text = new StringBuilder();
        PgType type = null;
        for (Range<?> range : multirange.ranges()) {
            PgType known = typeOf(bound(range));
            type = known == null ? type : known;
            text.append(text.length() == 0 ? '{' : ',').append(text(range, context));
        }
        if (type != null) {
            return TypedValues.write(
                    out,
                    multirange,
                    BuiltinCodecs.shared().codec(multirangeOf(type).oid()),
                    context);
        }
        TextCodec.encode(text.length() == 0 ? "{}" : text.append('}').toString(), out);
        return ParameterType.UNTYPED_TEXT;
    }

    private static Object bound(Range<?> range) {
        return range.lower().isPresent() ? range.lower().get() : range.upper().orElse(null);
    }

    private static PgType typeOf(Object bound) {
        if (bound instanceof Integer || bound instanceof Short) {
            return BuiltinTypes.INT4RANGE;
        }
        if (bound instanceof Long) {
            return BuiltinTypes.INT8RANGE;
        }
        if (bound instanceof BigDecimal || bound instanceof BigInteger) {
            return BuiltinTypes.NUMRANGE;
        }
        if (bound instanceof LocalDate) {
            return BuiltinTypes.DATERANGE;
        }
        if (bound instanceof LocalDateTime) {
            return BuiltinTypes.TSRANGE;
        }
        if (bound instanceof OffsetDateTime || bound instanceof Instant || bound instanceof ZonedDateTime) {
            return BuiltinTypes.TSTZRANGE;
        }
        return null;
    }

    private static PgType multirangeOf(PgType range) {
        return switch (range.name()) {
            case "int4range" -> BuiltinTypes.INT4MULTIRANGE;
            case "int8range" -> BuiltinTypes.INT8MULTIRANGE;
            case "numrange" -> BuiltinTypes.NUMMULTIRANGE;
            case "daterange" -> BuiltinTypes.DATEMULTIRANGE;
            case "tsrange" -> BuiltinTypes.TSMULTIRANGE;
            default -> BuiltinTypes.TSTZMULTIRANGE;
        };
    }

    private static String text(Range<?> range, CodecContext context) throws SQLException {
        try {
            return range.toString(bound -> {
                try {
                    return InnerValue.text(bound, context);
                } catch (SQLException e) {
                    throw new RangeCodec.BoundException(e);
                }
            });
        } catch (RangeCodec.BoundException e) {
            throw e.cause;
        }
    }
}
