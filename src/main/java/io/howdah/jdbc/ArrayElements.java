package io.howdah.jdbc;

import io.howdah.types.BuiltinTypes;
import io.howdah.types.PgType;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What the server makes of a value in an array where that is not plainly what it makes of the value alone. Built-in types
 * only: of others we know neither the delimiter nor whether unnest would take their values apart.
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
    static int arrayOid(int oid) {
        return ARRAYS.getOrDefault(oid, 0);
    }

    /** Whether the bytes of a value are the same in both formats. */
    static boolean isTextInBinary(int oid) {
        return TEXT_IN_BINARY.contains(oid);
    }

    /**
     * Whether the word NULL is no value of the type. With {@code array_nulls} off the server takes a null in a literal for
     * that word, and must then complain.
     */
    static boolean hasNoWordNull(int oid) {
        return NO_WORD_NULL.contains(oid);
    }

    /** Between the elements of a literal. */
    static char delimiter(int oid) {
        return oid == BuiltinTypes.BOX.oid() ? ';' : ',';
    }
}
