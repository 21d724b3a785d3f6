package io.howdah.types.codec;

import io.howdah.error.SqlErrors;
import io.howdah.types.Codec;
import io.howdah.types.CodecContext;
import io.howdah.types.PgType;
import io.howdah.wire.ByteWriter;
import java.sql.SQLData;
import java.sql.SQLException;
import java.sql.Struct;
import java.util.Collection;

/** Writes Structs and SQLData as parameters: of the type that they name, or soft, as text, where nobody knows it. */
final class CompositeParameter {
    private CompositeParameter() {}

    /** @return null for what is no composite value */
    static ParameterType write(ByteWriter out, Object value, CodecContext context) throws SQLException {
        if (value instanceof SqlStruct struct && struct.isTypedFor(context)) {
            PgType type = struct.codec().type();
            out.bytes(struct.bytes());
            return struct.isBinary() ? ParameterType.binary(type) : ParameterType.text(type);
        }
        if (value instanceof SQLData data) {
            Codec<?> named =
                    data.getSQLTypeName() == null ? null : context.objects().codecNamed(data.getSQLTypeName());
            if (named != null) {
                return TypedValues.write(out, data, named, context);
            }
        }
        if (value instanceof Struct || value instanceof SQLData) {
            TextCodec.encode(text(value, context), out);
            return ParameterType.UNTYPED_TEXT;
        }
        if (value instanceof Record) {
            throw SqlErrors.cannotBind(
                    value.getClass(),
                    "a parameter without a type: name the composite type by setObject(index, value, SQLType)");
        }
        return null;
    }

    /** As a row of whatever type the server makes of it; a Struct or SQLData. */
    static String text(Object value, CodecContext context) throws SQLException {
        if (value instanceof SqlStruct struct) {
            return struct.text();
        }
        StringBuilder out = new StringBuilder("(");
        Object[] attributes = attributes(value);
        for (int i = 0; i < attributes.length; i++) {
            out.append(i == 0 ? "" : ",");
            if (attributes[i] != null) {
                RowText.append(out, InnerValue.text(attributes[i], context));
            }
        }
        return out.append(')').toString();
    }

    /** In their order, or null for what has none. */
    static Object[] attributes(Object value) throws SQLException {
        if (value instanceof Struct struct) {
            return struct.getAttributes();
        }
        if (value instanceof SQLData data) {
            return AttributeOutput.attributes(data);
        }
        if (value instanceof Collection<?> collection) {
            return collection.toArray();
        }
        return value instanceof Object[] array ? array : null;
    }
}
