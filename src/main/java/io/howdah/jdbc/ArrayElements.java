package io.howdah.jdbc;

import static io.howdah.types.BuiltinTypes.*;

import io.howdah.types.BuiltinTypes;
import io.howdah.types.PgType;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What the server makes of a value in an array where that is not plainly what it makes of the value alone. Built-in types
 * only: of others we know neither the delimiter nor whether unnest would take their values apart.
 */
final class ArrayElements {
    /** Composite types, which unnest takes apart, and those that no column has. */
    private static final Set<Integer> UNFIT = oids(PG_TYPE, PG_ATTRIBUTE, PG_PROC, PG_CLASS, RECORD, CSTRING);

    private static final Set<Integer> TEXT_IN_BINARY = oids(TEXT, VARCHAR, BPCHAR, JSON);

    private static final Set<Integer> NO_WORD_NULL = oids(
            BOOL,
            INT2,
            INT4,
            INT8,
            OID,
            FLOAT4,
            FLOAT8,
            NUMERIC,
            MONEY,
            DATE,
            TIME,
            TIMETZ,
            TIMESTAMP,
            TIMESTAMPTZ,
            INTERVAL,
            UUID,
            JSONB,
            INET,
            CIDR,
            MACADDR,
            MACADDR8,
            BIT,
            VARBIT,
            POINT,
            LSEG,
            PATH,
            BOX,
            POLYGON,
            LINE,
            CIRCLE,
            INT4RANGE,
            INT8RANGE,
            NUMRANGE,
            DATERANGE,
            TSRANGE,
            TSTZRANGE);

    private static final Map<Integer, Integer> ARRAYS = new HashMap<>();

    static {
        for (PgType type : BuiltinTypes.ALL) {
            if (!UNFIT.contains(type.oid())) {
                ARRAYS.put(type.oid(), type.arrayOid());
            }
        }
    }

    private ArrayElements() {}

    private static Set<Integer> oids(PgType... types) {
        return Stream.of(types).map(PgType::oid).collect(Collectors.toUnmodifiableSet());
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
        return oid == BOX.oid() ? ';' : ',';
    }
}
