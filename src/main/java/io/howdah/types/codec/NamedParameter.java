package io.howdah.types.codec;

import io.howdah.error.SqlErrors;
import io.howdah.types.Codec;
import io.howdah.types.CodecContext;
import io.howdah.types.CompoundCodec;
import io.howdah.types.Format;
import io.howdah.types.PgType;
import io.howdah.wire.ByteWriter;
import java.math.BigDecimal;
import java.sql.SQLException;
import java.sql.Types;

/** {@code setObject} with a type of PostgreSQL: the value is sent as just that type, not as one that suits it. */
public final class NamedParameter {
    private NamedParameter() {}

    /**
     * Writes a value as a type. A text is read by the server; anything else must be what the codec writes, or become that
     * as {@code setObject} with a code of {@link Types} would have it.
     *
     * @param scale for numeric: decimals to round to, -1 to leave them
     * @throws SQLException 07006 where the class cannot become the type, 22003 for a number out of range
     */
    public static ParameterType write(ByteWriter out, Object value, Codec<?> codec, int scale, CodecContext context)
            throws SQLException {
        PgType type = codec.type();
        if (value instanceof CharSequence || value instanceof Character) {
            TextCodec.encode(value.toString(), out);
            return ParameterType.text(type);
        }
        if (value instanceof Enum<?> constant) {
            TextCodec.encode(constant.name(), out);
            return ParameterType.text(type);
        }
        Codec<?> base = codec.base();
        if (base instanceof CompoundCodec<?>) {
            return sentAs(type, InnerValue.write(value, base, out, context));
        }
        int code = code(base.type());
        if (base.javaType().isInstance(value) && (code != Types.NUMERIC || scale < 0)) {
            encode(base, value, out, context);
            return sentAs(type, base.hasBinary() ? Format.BINARY : Format.TEXT);
        }
        if (code != Types.OTHER) {
            return sentAs(
                    type,
                    TargetedParameter.write(out, value, code, scale, context).format());
        }
        if (value instanceof Number) {
            TextCodec.encode(value instanceof BigDecimal number ? number.toPlainString() : value.toString(), out);
            return ParameterType.text(type);
        }
        int mark = out.size();
        if (ValueParameter.write(out, value, context) == null) {
            throw SqlErrors.cannotBind(value.getClass(), type.name());
        }
        out.truncate(mark);
        return sentAs(type, InnerValue.write(value, base, out, context));
    }

    /** The type of a null. */
    public static ParameterType ofNull(Codec<?> codec) {
        return ParameterType.text(codec.type());
    }

    private static ParameterType sentAs(PgType type, Format format) {
        return new ParameterType(type.oid(), type.oid(), format);
    }

    private static <T> void encode(Codec<T> codec, Object value, ByteWriter out, CodecContext context)
            throws SQLException {
        codec.encode(codec.javaType().cast(value), out, context);
    }

    /** Under which conversions give the type's own bytes, or a text that it reads. */
    private static int code(PgType type) {
        if (!type.isBuiltin()) {
            return Types.OTHER;
        }
        return switch (type.name()) {
            case "bool" -> Types.BOOLEAN;
            case "int2" -> Types.SMALLINT;
            case "int4" -> Types.INTEGER;
            case "int8" -> Types.BIGINT;
            case "float4" -> Types.REAL;
            case "float8" -> Types.DOUBLE;
            case "numeric" -> Types.NUMERIC;
            case "text", "varchar", "bpchar", "name" -> Types.VARCHAR;
            case "bytea" -> Types.BINARY;
            case "date" -> Types.DATE;
            case "time" -> Types.TIME;
            case "timetz" -> Types.TIME_WITH_TIMEZONE;
            case "timestamp" -> Types.TIMESTAMP;
            case "timestamptz" -> Types.TIMESTAMP_WITH_TIMEZONE;
            default -> Types.OTHER;
        };
    }
}
