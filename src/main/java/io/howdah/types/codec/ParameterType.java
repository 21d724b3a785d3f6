package io.howdah.types.codec;

import io.howdah.types.BuiltinTypes;
import io.howdah.types.Format;
import io.howdah.types.PgType;
import java.sql.Types;

/**
 * As what a parameter is sent.
 *
 * @param oid for Parse; 0 for a <em>soft</em> parameter, to which the server gives the type of what it meets
 * @param plainOid the type to name where the server cannot tell: {@code oid} itself, or what a soft value is by nature;
 *     0 only for a null of no type
 * @param format of the bytes in Bind
 */
public record ParameterType(int oid, int plainOid, Format format) {
    static final ParameterType SOFT_TEXT = soft(BuiltinTypes.VARCHAR);
    /** Soft whatever {@code stringtype} says. */
    static final ParameterType UNTYPED_TEXT = soft(BuiltinTypes.TEXT);

    /** What a Blob is until it is known whether it becomes a large object. Compared by identity, as is the next. */
    private static final ParameterType LARGE_BYTES = new ParameterType(0, BuiltinTypes.BYTEA.oid(), Format.BINARY);

    /** What a Clob is until then. */
    private static final ParameterType LARGE_TEXT = soft(BuiltinTypes.VARCHAR);

    static final ParameterType SOFT_DATE = soft(BuiltinTypes.DATE);
    static final ParameterType SOFT_TIME = soft(BuiltinTypes.TIME);
    static final ParameterType SOFT_TIMETZ = soft(BuiltinTypes.TIMETZ);
    static final ParameterType SOFT_TIMESTAMP = soft(BuiltinTypes.TIMESTAMP);
    static final ParameterType SOFT_TIMESTAMPTZ = soft(BuiltinTypes.TIMESTAMPTZ);
    static final ParameterType XML = text(BuiltinTypes.XML);
    static final ParameterType TID = text(BuiltinTypes.TID);
    static final ParameterType BOOL = binary(BuiltinTypes.BOOL);
    static final ParameterType INT2 = binary(BuiltinTypes.INT2);
    static final ParameterType INT4 = binary(BuiltinTypes.INT4);
    static final ParameterType OID = binary(BuiltinTypes.OID);
    static final ParameterType INT8 = binary(BuiltinTypes.INT8);
    static final ParameterType FLOAT4 = binary(BuiltinTypes.FLOAT4);
    static final ParameterType FLOAT8 = binary(BuiltinTypes.FLOAT8);
    static final ParameterType NUMERIC = binary(BuiltinTypes.NUMERIC);
    static final ParameterType BYTEA = binary(BuiltinTypes.BYTEA);
    static final ParameterType DATE = binary(BuiltinTypes.DATE);
    static final ParameterType TIME = binary(BuiltinTypes.TIME);
    static final ParameterType TIMETZ = binary(BuiltinTypes.TIMETZ);
    static final ParameterType TIMESTAMP = binary(BuiltinTypes.TIMESTAMP);
    static final ParameterType TIMESTAMPTZ = binary(BuiltinTypes.TIMESTAMPTZ);

    private static final ParameterType BPCHAR = text(BuiltinTypes.BPCHAR);
    private static final ParameterType REFCURSOR = text(BuiltinTypes.REFCURSOR);
    private static final ParameterType UNTYPED_NULL = new ParameterType(0, 0, Format.TEXT);

    public boolean isSoft() {
        return oid == 0;
    }

    /** Whether it is text by nature, or an array of texts: what {@code stringtype=varchar} names. */
    public boolean isText() {
        return plainOid == BuiltinTypes.VARCHAR.oid() || plainOid == BuiltinTypes.VARCHAR.arrayOid();
    }

    /** Whether it is a Blob or a Clob, which becomes a large object if the server wants an {@code oid}. */
    public boolean isLarge() {
        return this == LARGE_BYTES || this == LARGE_TEXT;
    }

    /** The same bytes or text as a Blob or Clob; what is neither stays what it is. */
    public ParameterType large() {
        return this == BYTEA ? LARGE_BYTES : this == SOFT_TEXT ? LARGE_TEXT : this;
    }

    /** What a Blob or Clob is sent as that becomes no large object. */
    public ParameterType small() {
        return this == LARGE_BYTES ? BYTEA : this == LARGE_TEXT ? SOFT_TEXT : this;
    }

    /**
     * The type of a null.
     *
     * @param sqlType a code of {@link Types}; one that names no single type of PostgreSQL gives a soft null
     */
    public static ParameterType ofNull(int sqlType) {
        return switch (sqlType) {
            case Types.BIT, Types.BOOLEAN -> BOOL;
            case Types.TINYINT, Types.SMALLINT -> INT2;
            case Types.INTEGER -> INT4;
            case Types.BIGINT -> INT8;
            case Types.REAL -> FLOAT4;
            case Types.FLOAT, Types.DOUBLE -> FLOAT8;
            case Types.NUMERIC, Types.DECIMAL -> NUMERIC;
            case Types.CHAR -> BPCHAR;
            case Types.VARCHAR, Types.LONGVARCHAR, Types.NCHAR, Types.NVARCHAR, Types.LONGNVARCHAR -> SOFT_TEXT;
            case Types.BINARY, Types.VARBINARY, Types.LONGVARBINARY -> BYTEA;
            case Types.DATE -> DATE;
            case Types.TIME -> SOFT_TIME;
            case Types.TIME_WITH_TIMEZONE -> SOFT_TIMETZ;
            case Types.TIMESTAMP -> SOFT_TIMESTAMP;
            case Types.TIMESTAMP_WITH_TIMEZONE -> SOFT_TIMESTAMPTZ;
            case Types.SQLXML -> XML;
            case Types.REF_CURSOR -> REFCURSOR;
            case Types.ROWID -> TID;
            case Types.DATALINK -> SOFT_TEXT;
            default -> UNTYPED_NULL;
        };
    }

    static ParameterType binary(PgType type) {
        return new ParameterType(type.oid(), type.oid(), Format.BINARY);
    }

    static ParameterType text(PgType type) {
        return new ParameterType(type.oid(), type.oid(), Format.TEXT);
    }

    /** @param byNature what it is declared as where the server cannot tell */
    static ParameterType soft(PgType byNature) {
        return new ParameterType(0, byNature.oid(), Format.TEXT);
    }
}
