package io.howdah.types.codec;

import io.howdah.error.SqlErrors;
import io.howdah.types.Codec;
import io.howdah.types.CodecContext;
import io.howdah.types.Format;
import io.howdah.types.PgType;
import io.howdah.types.TypeRegistry;
import io.howdah.types.TypeShape;
import io.howdah.wire.ByteWriter;
import java.sql.Array;
import java.sql.SQLException;
import java.sql.Struct;

/** Java values as values of a type that the caller names: parameters, and objects of JDBC. No value here is null. */
public final class TypedValues {
    private TypedValues() {}

    /**
     * Writes a value as a parameter of just this type, converted where need be.
     *
     * @throws SQLException 07006 where the value cannot become one; nothing was written then
     */
    public static ParameterType write(ByteWriter out, Object value, Codec<?> codec, CodecContext context)
            throws SQLException {
        Format format = InnerValue.write(value, codec, out, context);
        return new ParameterType(codec.type().oid(), codec.type().oid(), format);
    }

    /**
     * An array for {@code createArrayOf}.
     *
     * @param named the type of its elements, or an array type
     * @param types where its codec is found
     * @param elements a Java array or Collection, nested for more than one dimension
     */
    public static Array array(Codec<?> named, TypeRegistry types, Object elements, CodecContext context)
            throws SQLException {
        return SqlArray.of(named.base() instanceof ArrayCodec array ? array : arrayOf(named, types), elements, context);
    }

    /**
     * A composite value for {@code createStruct}.
     *
     * @param named its type
     * @param attributes in the order of the type's; may be null each
     */
    public static Struct struct(Codec<?> named, Object[] attributes, CodecContext context) throws SQLException {
        if (named.base() instanceof CompositeCodec composite && !composite.isAnonymous()) {
            return SqlStruct.of(composite, attributes, context);
        }
        throw SqlErrors.badArgument("The type " + named.type().name() + " is no composite type");
    }

    private static ArrayCodec arrayOf(Codec<?> element, TypeRegistry types) throws SQLException {
        PgType type = element.type();
        if (type.arrayOid() == 0) {
            throw SqlErrors.badArgument("PostgreSQL has no arrays of type " + type.name());
        }
        if (types.codec(type.arrayOid()) instanceof ArrayCodec known) {
            return known;
        }
        TypeShape.ArrayOf shape = new TypeShape.ArrayOf(type.oid(), ',');
        return ArrayCodec.of(new PgType("_" + type.name(), type.schema(), type.arrayOid(), 0, shape), shape, types);
    }
}
