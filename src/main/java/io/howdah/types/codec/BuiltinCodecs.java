package io.howdah.types.codec;

import io.howdah.api.TypeCodec;
import io.howdah.types.BuiltinTypes;
import io.howdah.types.Codec;
import io.howdah.types.PgType;
import io.howdah.types.TypeRegistry;
import io.howdah.types.TypeShape;
import java.util.List;
import java.util.Set;

/** The codecs there are, a line each. */
public final class BuiltinCodecs {
    /** Where two have the same Java class, a parameter of that class goes by the first. */
    static final List<Codec<?>> ALL = List.of(
            BoolCodec.INSTANCE,
            Int2Codec.INSTANCE,
            Int4Codec.INSTANCE,
            Int8Codec.INSTANCE,
            OidCodec.INSTANCE,
            Float4Codec.INSTANCE,
            Float8Codec.INSTANCE,
            NumericCodec.INSTANCE,
            TextCodec.ofText(BuiltinTypes.TEXT),
            TextCodec.ofText(BuiltinTypes.VARCHAR),
            TextCodec.ofText(BuiltinTypes.BPCHAR),
            TextCodec.ofText(BuiltinTypes.NAME),
            TextCodec.ofText(BuiltinTypes.UNKNOWN),
            CharCodec.INSTANCE,
            ByteaCodec.INSTANCE,
            DateCodec.INSTANCE,
            TimeCodec.INSTANCE,
            TimetzCodec.INSTANCE,
            TimestampCodec.INSTANCE,
            TimestamptzCodec.INSTANCE,
            UuidCodec.INSTANCE,
            VoidCodec.INSTANCE);

    /** The one table of built-in types that all registries share. */
    private static final TypeRegistry SHARED = TypeRegistry.of(ALL, new Choice());

    private BuiltinCodecs() {}

    /**
     * A registry for one connection.
     *
     * @param forcedToText OIDs of types whose values are asked for in text although the codec reads binary
     */
    public static TypeRegistry newRegistry(Set<Integer> forcedToText) {
        return newRegistry(forcedToText, List.of());
    }

    /**
     * A registry for one connection.
     *
     * @param userCodecs for types that are not built in, before those that the ServiceLoader finds
     */
    public static TypeRegistry newRegistry(Set<Integer> forcedToText, List<TypeCodec<?>> userCodecs) {
        return SHARED.forConnection(forcedToText, userCodecs);
    }

    /** A class rather than a lambda, which would cost every program milliseconds at its start. */
    private static final class Choice implements TypeRegistry.CodecChoice {
        @Override
        public Codec<?> codecOf(PgType type, TypeRegistry types) {
            return choose(type, types);
        }
    }

    /** Of the built-in types. */
    static TypeRegistry shared() {
        return SHARED;
    }

    /**
     * The codec of a type that is not in {@link #ALL}; its class is loaded when a value of the type is first met.
     *
     * <p>A switch per kind of type: by name for what PostgreSQL brings along, by shape for what is made of others. What
     * has no codec of its own is its text.
     */
    private static Codec<?> choose(PgType type, TypeRegistry types) {
        if (!type.isBuiltin() && !type.isUnknown()) {
            Codec<?> users = UserCodecs.find(type, types);
            if (users != null) {
                return users;
            }
        }
        if (type.shape() instanceof TypeShape.DomainOver domain) {
            return new DomainCodec<>(type, types.codec(domain.baseOid()));
        }
        if (type.shape() instanceof TypeShape.Enumeration) {
            return TextCodec.ofText(type);
        }
        if (type.shape() instanceof TypeShape.ArrayOf array) {
            return ArrayCodec.of(type, array, types);
        }
        if (type.shape() instanceof TypeShape.RangeOf range) {
            return RangeCodec.of(type, range.subtypeOid(), types);
        }
        if (type.shape() instanceof TypeShape.MultirangeOf multirange) {
            return MultirangeCodec.of(type, multirange.rangeOid(), types);
        }
        if (type.shape() instanceof TypeShape.Composite composite) {
            return CompositeCodec.of(type, composite, types);
        }
        if (type.oid() == BuiltinTypes.RECORD.oid()) {
            return CompositeCodec.anonymous(type);
        }
        return type.isBuiltin() ? ofBuiltin(type) : ofExtension(type);
    }

    private static Codec<?> ofBuiltin(PgType type) {
        return switch (type.name()) {
            case "json", "refcursor", "cstring" -> TextCodec.ofText(type);
            case "jsonb", "jsonpath" -> new VersionedTextCodec(type);
            case "interval" -> new IntervalCodec();
            case "point", "line", "lseg", "box", "path", "polygon", "circle" -> GeometryCodecs.of(type);
            case "inet" -> new NetworkCodecs.OfInet();
            case "cidr" -> new NetworkCodecs.OfCidr();
            case "macaddr" -> new NetworkCodecs.OfMacAddress(type, 6);
            case "macaddr8" -> new NetworkCodecs.OfMacAddress(type, 8);
            case "bit", "varbit" -> new BitCodec(type);
            case "money" -> MoneyCodec.INSTANCE;
            case "xid", "cid" -> new OidCodec(type);
            case "xid8" -> new Xid8Codec();
            case "pg_lsn" -> new LsnCodec();
            case "tsvector" -> new TsvectorCodec();
            default -> TextCodec.ofAnyType(type);
        };
    }

    /**
     * By name, whatever schema the extension was installed in. Not all had a binary form from the beginning: that of
     * {@code ltree} came with 13, that of {@code cube} with 14, and an update of the server alone brings neither.
     */
    private static Codec<?> ofExtension(PgType type) {
        if (type.shape() instanceof TypeShape.TextBase) {
            return TextCodec.ofAnyType(type);
        }
        return switch (type.name()) {
            case "citext" -> TextCodec.ofText(type);
            case "hstore" -> new HstoreCodec(type);
            case "vector", "halfvec" -> new VectorCodec(type);
            case "ltree", "lquery", "ltxtquery" -> new VersionedTextCodec(type);
            case "cube" -> new CubeCodec(type);
            default -> TextCodec.ofAnyType(type);
        };
    }
}
