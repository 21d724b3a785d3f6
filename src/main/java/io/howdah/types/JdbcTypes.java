package io.howdah.types;

import java.sql.Types;

/**
 * What {@code ResultSetMetaData} and {@code ParameterMetaData} say of a type. Several answers are not what one would
 * choose today (BIT for bool, TIMESTAMP for timestamptz): tools decide on them, as on the type's name.
 *
 * <p>Type modifiers are as in RowDescription, -1 for none.
 *
 * @see <a href="https://www.postgresql.org/docs/current/catalog-pg-attribute.html">atttypmod</a>
 */
public final class JdbcTypes {
    private static final int NO_MODIFIER = -1;

    /** Lengths in modifiers of varchar, bpchar and numeric count four bytes of header. */
    private static final int HEADER = 4;

    /** A numeric without a modifier: 131072 digits, a point, 16383 digits, a sign. */
    private static final int NUMERIC_DISPLAY_SIZE = 131_089;

    private JdbcTypes() {}

    /** A code of {@link Types}; OTHER for what has none. */
    public static int sqlType(PgType type) {
        if (type.isArray()) {
            return Types.ARRAY;
        }
        if (type.shape() instanceof TypeShape.Enumeration) {
            return Types.VARCHAR;
        }
        if (type.shape() instanceof TypeShape.DomainOver) {
            return Types.DISTINCT;
        }
        if (type.shape() instanceof TypeShape.Composite) {
            return Types.STRUCT;
        }
        if (!type.isBuiltin()) {
            return Types.OTHER;
        }
        return switch (type.name()) {
            case "bool", "bit" -> Types.BIT;
            case "int2" -> Types.SMALLINT;
            case "int4" -> Types.INTEGER;
            case "int8", "oid" -> Types.BIGINT;
            case "float4" -> Types.REAL;
            case "float8", "money" -> Types.DOUBLE;
            case "numeric" -> Types.NUMERIC;
            case "char", "bpchar" -> Types.CHAR;
            case "varchar", "text", "name" -> Types.VARCHAR;
            case "bytea" -> Types.BINARY;
            case "date" -> Types.DATE;
            case "time", "timetz" -> Types.TIME;
            case "timestamp", "timestamptz" -> Types.TIMESTAMP;
            case "xml" -> Types.SQLXML;
            case "refcursor" -> Types.REF_CURSOR;
            case "record" -> Types.STRUCT;
            default -> Types.OTHER;
        };
    }

    /** The class of what {@code getObject} without a class gives; for {@code getColumnClassName}. */
    public static String className(Codec<?> given, int typeModifier) {
        Codec<?> codec = given.base();
        PgType type = codec.type();
        if (type.isArray()) {
            return "java.sql.Array";
        }
        if (type.shape() instanceof TypeShape.RangeOf) {
            return "io.howdah.value.Range";
        }
        if (type.shape() instanceof TypeShape.MultirangeOf) {
            return "io.howdah.value.Multirange";
        }
        if (!type.isBuiltin()) {
            return codec.javaType().getName();
        }
        return switch (type.name()) {
            case "bool" -> "java.lang.Boolean";
            case "bit" -> precision(type, typeModifier) == 1 ? "java.lang.Boolean" : "java.lang.String";
            case "int2", "int4" -> "java.lang.Integer";
            case "int8", "oid" -> "java.lang.Long";
            case "float4" -> "java.lang.Float";
            case "float8" -> "java.lang.Double";
            case "numeric" -> "java.math.BigDecimal";
            case "bytea" -> "[B";
            case "date" -> "java.sql.Date";
            case "time", "timetz" -> "java.sql.Time";
            case "timestamp", "timestamptz" -> "java.sql.Timestamp";
            case "uuid" -> "java.util.UUID";
            case "xml" -> "java.sql.SQLXML";
            case "refcursor" -> "java.sql.ResultSet";
            case "record" -> "java.sql.Struct";
            default -> "java.lang.String";
        };
    }

    /** Digits of numbers, characters of the others; 0 for a numeric without limits, for which tools test. */
    public static int precision(PgType type, int typeModifier) {
        return switch (elementName(type)) {
            case "int2" -> 5;
            case "int4", "oid" -> 10;
            case "int8" -> 19;
            case "float4" -> 8;
            case "float8", "money" -> 17;
            case "numeric" -> typeModifier == NO_MODIFIER ? 0 : (typeModifier - HEADER) >> 16 & 0xFFFF;
            case "bool", "char" -> 1;
            case "bit" -> typeModifier == NO_MODIFIER ? 1 : typeModifier;
            case "varbit" -> typeModifier == NO_MODIFIER ? Integer.MAX_VALUE : typeModifier;
            case "bpchar", "varchar" -> typeModifier == NO_MODIFIER ? Integer.MAX_VALUE : typeModifier - HEADER;
            case "uuid" -> 36;
            case "date", "time", "timetz", "timestamp", "timestamptz", "interval" -> displaySize(type, typeModifier);
            default -> Integer.MAX_VALUE;
        };
    }

    /** Decimals; negative for a numeric that is rounded to tens or hundreds. */
    public static int scale(PgType type, int typeModifier) {
        return switch (elementName(type)) {
            case "float4" -> 8;
            case "float8" -> 17;
            // Eleven bits with a sign.
            case "numeric" -> typeModifier == NO_MODIFIER ? 0 : ((typeModifier - HEADER & 0x7FF) ^ 0x400) - 0x400;
            case "time", "timetz", "timestamp", "timestamptz" -> fractionDigits(typeModifier);
            case "interval" -> intervalFractionDigits(typeModifier);
            default -> 0;
        };
    }

    /** The characters of the longest value. */
    public static int displaySize(PgType type, int typeModifier) {
        int fraction = fractionDigits(typeModifier);
        int pointAndFraction = fraction == 0 ? 0 : fraction + 1;
        return switch (elementName(type)) {
            case "int2" -> 6;
            case "int4" -> 11;
            case "oid" -> 10;
            case "int8" -> 20;
            case "float4" -> 15;
            case "float8", "money" -> 25;
            case "numeric" -> numericDisplaySize(type, typeModifier);
            case "date" -> 13;
            case "time" -> 8 + pointAndFraction;
            case "timetz" -> 14 + pointAndFraction;
            case "timestamp" -> 22 + pointAndFraction;
            case "timestamptz" -> 28 + pointAndFraction;
            case "interval" -> 49;
            default -> precision(type, typeModifier);
        };
    }

    public static boolean isSigned(PgType type) {
        return switch (elementName(type)) {
            case "int2", "int4", "int8", "float4", "float8", "numeric", "money" -> true;
            default -> false;
        };
    }

    /** False for what has no letters, or in which their case means nothing. */
    public static boolean isCaseSensitive(PgType type) {
        return switch (elementName(type)) {
            case "bool",
                    "bit",
                    "varbit",
                    "int2",
                    "int4",
                    "int8",
                    "oid",
                    "float4",
                    "float8",
                    "numeric",
                    "money",
                    "date",
                    "time",
                    "timetz",
                    "timestamp",
                    "timestamptz",
                    "interval" -> false;
            default -> true;
        };
    }

    private static int numericDisplaySize(PgType type, int typeModifier) {
        if (typeModifier == NO_MODIFIER) {
            return NUMERIC_DISPLAY_SIZE;
        }
        int precision = precision(type, typeModifier);
        int scale = scale(type, typeModifier);
        if (scale <= 0) {
            return 1 + precision - scale;
        }
        // A scale beyond the precision is allowed: numeric(2, 5) holds 0.00012.
        return 1 + Math.max(precision, scale + (scale >= precision ? 1 : 0)) + 1;
    }

    private static int fractionDigits(int typeModifier) {
        return typeModifier < 0 || typeModifier > 6 ? 6 : typeModifier;
    }

    private static int intervalFractionDigits(int typeModifier) {
        int digits = typeModifier & 0xFFFF;
        return typeModifier == NO_MODIFIER || digits > 6 ? 6 : digits;
    }

    /** Of an array the element's, empty for types that are not built in. */
    private static String elementName(PgType type) {
        if (!type.isBuiltin()) {
            return "";
        }
        return type.isArray() ? type.name().substring(1) : type.name();
    }
}
