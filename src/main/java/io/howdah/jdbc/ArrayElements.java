package io.howdah.jdbc;

import io.howdah.types.BuiltinTypes;
import io.howdah.types.PgType;
import io.howdah.types.TypeRegistry;
import io.howdah.types.TypeShape;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What the server makes of a value in an array where that is not plainly what it makes of the value alone. Built-in types,
 * enums, and domains over either; what unnest would take apart is left alone.
 */
final class ArrayElements {
    private static final Map<String, PgType> BY_NAME =
            BuiltinTypes.ALL.stream().collect(Collectors.toUnmodifiableMap(PgType::name, Function.identity()));

    /** Composite types, which unnest takes apart, and those that no column has. */
    private static final Set<Integer> UNFIT = oids("pg_type pg_attribute pg_proc pg_class record cstring");

    private static final Set<Integer> TEXT_IN_BINARY = oids("text varchar bpchar json");

    private static final Set<Integer> NO_WORD_NULL =
            oids("bool int2 int4 int8 oid float4 float8 numeric money bit varbit uuid jsonb"
                    + " date time timetz timestamp timestamptz interval"
                    + " inet cidr macaddr macaddr8 point lseg path box polygon line circle"
                    + " int4range int8range numrange daterange tsrange tstzrange");

    private static final Map<Integer, Integer> ARRAYS = BuiltinTypes.ALL.stream()
            .filter(type -> !UNFIT.contains(type.oid()))
            .collect(Collectors.toUnmodifiableMap(PgType::oid, PgType::arrayOid));

    private ArrayElements() {}

    private static Set<Integer> oids(String names) {
        return Stream.of(names.split(" ")).map(name -> BY_NAME.get(name).oid()).collect(Collectors.toUnmodifiableSet());
    }

    /** The type of arrays of a type; 0 if values of it are not put into arrays. */
    static int arrayOid(int oid, TypeRegistry types) {
        Integer builtin = ARRAYS.get(oid);
        if (builtin != null) {
            return builtin;
        }
        PgType base = base(oid, types);
        boolean fit = isEnum(base) || !base.isArray() && ARRAYS.getOrDefault(base.oid(), 0) != 0;
        return fit ? types.type(oid).arrayOid() : 0;
    }

    /** Whether the bytes of a value are the same in both formats. */
    static boolean isTextInBinary(int oid, TypeRegistry types) {
        PgType base = base(oid, types);
        return TEXT_IN_BINARY.contains(base.oid()) || isEnum(base);
    }

    /**
     * Whether the word NULL is no value of the type. With {@code array_nulls} off the server takes a null in a literal for
     * that word, and must then complain.
     */
    static boolean hasNoWordNull(int oid, TypeRegistry types) {
        return NO_WORD_NULL.contains(base(oid, types).oid());
    }

    /** Between the elements of a literal. */
    static char delimiter(int oid, TypeRegistry types) {
        return base(oid, types).oid() == BuiltinTypes.BOX.oid() ? ';' : ',';
    }

    /** Of a domain what it is over. */
    private static PgType base(int oid, TypeRegistry types) {
        return types.codec(oid).base().type();
    }

    private static boolean isEnum(PgType type) {
        return type.shape() instanceof TypeShape.Enumeration;
    }
}
