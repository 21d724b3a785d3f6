package io.howdah.types.codec;

import io.howdah.types.BuiltinTypes;
import io.howdah.types.CodecContext;
import io.howdah.types.Format;
import io.howdah.types.PgType;
import io.howdah.wire.ByteWriter;
import java.sql.SQLException;

/**
 * Writes Java arrays and Collections as parameters, by the class of their elements: in binary where an element alone goes
 * in binary; soft, as text, where one alone is soft.
 */
final class ArrayParameter {
    private static final int NULL = -1;

    private ArrayParameter() {}

    static ParameterType write(ByteWriter out, Object value, CodecContext context) throws SQLException {
        if (value instanceof int[] array) {
            return int4s(out, array);
        }
        if (value instanceof long[] array) {
            return int8s(out, array);
        }
        if (value instanceof double[] array) {
            return float8s(out, array);
        }
        if (value instanceof SqlArray array) {
            return array(out, array, context);
        }
        JavaElements elements = JavaElements.of(value);
        Class<?> declared = elements.declaredClass();
        int mark = out.size();
        ParameterType element = declared == String.class ? ParameterType.SOFT_TEXT : binary(out, elements, context);
        if (element == null) {
            element = ParameterEncoder.typeOf(declared);
            if (element == null || element.format() == Format.TEXT) {
                element = ParameterType.SOFT_TEXT;
            } else {
                out.putInt32(mark + 8, element.oid());
            }
        }
        if (!BuiltinCodecs.shared().knows(element.plainOid())) {
            // Of a type of the user's: which arrays are of it, the server finds out.
            element = ParameterType.SOFT_TEXT;
        }
        if (element.format() == Format.BINARY) {
            return ParameterType.binary(arrayOf(element));
        }
        out.truncate(mark);
        TextCodec.encode(text(elements, context), out);
        PgType plain = arrayOf(element);
        return element.isSoft() ? ParameterType.soft(plain) : ParameterType.text(plain);
    }

    /** Of another database's user-defined type nothing but the text means anything here. */
    private static ParameterType array(ByteWriter out, SqlArray array, CodecContext context) throws SQLException {
        PgType type = array.codec().type();
        if (!array.isTypedFor(context) || type.oid() == 0) {
            TextCodec.encode(array.text(), out);
            return ParameterType.UNTYPED_TEXT;
        }
        out.bytes(array.bytes());
        return array.isBinary() ? ParameterType.binary(type) : ParameterType.text(type);
    }

    /**
     * Writes the elements as they would go each by itself.
     *
     * @return as what they went; in text, where nothing is written that could be sent; null if there is none but NULL
     */
    private static ParameterType binary(ByteWriter out, JavaElements elements, CodecContext context)
            throws SQLException {
        int start = out.size();
        int nulls = ArrayCodec.writeHeader(out, elements.lengths(), 0);
        ParameterType[] all = {null};
        elements.forEach(each -> {
            if (each == null) {
                out.putInt32(nulls, 1);
                out.int32(NULL);
            } else if (all[0] == null || all[0].format() == Format.BINARY) {
                int mark = out.beginValue();
                ParameterType type = ParameterEncoder.object(out, each, context);
                out.endValue(mark);
                // Of several types, such as int4 and numeric: the server finds the one that fits.
                all[0] = all[0] == null || all[0].oid() == type.oid() ? type : ParameterType.SOFT_TEXT;
            }
        });
        if (all[0] != null && all[0].format() == Format.BINARY) {
            out.putInt32(start + 8, all[0].oid());
        }
        return all[0];
    }

    /** As an array of whatever type the server makes of it. */
    static String text(Object value, CodecContext context) throws SQLException {
        return value instanceof SqlArray array ? array.text() : text(JavaElements.of(value), context);
    }

    private static String text(JavaElements elements, CodecContext context) throws SQLException {
        var text = new StringBuilder();
        if (elements.count() == 0) {
            text.append("{}");
        }
        ArrayText array = new ArrayText(text, elements.lengths(), ',');
        elements.forEach(each -> {
            if (each == null) {
                array.appendNull();
            } else {
                array.append(InnerValue.text(each, context));
            }
        });
        return text.toString();
    }

    private static PgType arrayOf(ParameterType element) {
        int oid = element.plainOid() == 0 ? BuiltinTypes.VARCHAR.oid() : element.plainOid();
        int arrayOid = BuiltinCodecs.shared().type(oid).arrayOid();
        return BuiltinCodecs.shared().type(arrayOid == 0 ? BuiltinTypes.VARCHAR.arrayOid() : arrayOid);
    }

    // ---- without an object for each element

    private static ParameterType int4s(ByteWriter out, int[] array) {
        header(out, array.length, BuiltinTypes.INT4);
        for (int each : array) {
            out.int32(4);
            out.int32(each);
        }
        return ParameterType.binary(BuiltinCodecs.shared().type(BuiltinTypes.INT4.arrayOid()));
    }

    private static ParameterType int8s(ByteWriter out, long[] array) {
        header(out, array.length, BuiltinTypes.INT8);
        for (long each : array) {
            out.int32(8);
            out.int64(each);
        }
        return ParameterType.binary(BuiltinCodecs.shared().type(BuiltinTypes.INT8.arrayOid()));
    }

    private static ParameterType float8s(ByteWriter out, double[] array) {
        header(out, array.length, BuiltinTypes.FLOAT8);
        for (double each : array) {
            out.int32(8);
            out.float64(each);
        }
        return ParameterType.binary(BuiltinCodecs.shared().type(BuiltinTypes.FLOAT8.arrayOid()));
    }

    private static void header(ByteWriter out, int length, PgType element) {
        ArrayCodec.writeHeader(out, length == 0 ? ElementCursor.NO_DIMENSIONS : new int[] {length}, element.oid());
    }
}
