package io.howdah.jdbc.metadata;

import java.sql.Types;

/** Which pairs of JDBC types {@code {fn convert(value, type)}} can bring together. */
final class TypeConversions {
    private enum Family {
        NUMBER,
        TEXT,
        BINARY,
        BOOLEAN,
        DATE,
        TIME,
        TIME_WITH_ZONE,
        TIMESTAMP,
        TIMESTAMP_WITH_ZONE,
        XML,
        NONE
    }

    private TypeConversions() {}

    /** Text goes to and from everything; whether the text fits is found when it is converted. */
    static boolean isPossible(int fromType, int toType) {
        Family from = family(fromType);
        Family to = family(toType);
        if (from == Family.NONE || to == Family.NONE) {
            return false;
        }
        return from == to
                || from == Family.TEXT
                || to == Family.TEXT
                || isTruthOfInteger(fromType, from, toType, to)
                || switch (from) {
                    case DATE -> to == Family.TIMESTAMP || to == Family.TIMESTAMP_WITH_ZONE;
                    case TIME -> to == Family.TIME_WITH_ZONE;
                    case TIME_WITH_ZONE -> to == Family.TIME;
                    case TIMESTAMP -> to == Family.DATE || to == Family.TIME || to == Family.TIMESTAMP_WITH_ZONE;
                    case TIMESTAMP_WITH_ZONE ->
                        to == Family.DATE || to == Family.TIME || to == Family.TIME_WITH_ZONE || to == Family.TIMESTAMP;
                    default -> false;
                };
    }

    /** Of the numbers {@code int4} alone can be true or false. */
    private static boolean isTruthOfInteger(int fromType, Family from, int toType, Family to) {
        return fromType == Types.INTEGER && to == Family.BOOLEAN || from == Family.BOOLEAN && toType == Types.INTEGER;
    }

    private static Family family(int type) {
        return switch (type) {
            case Types.TINYINT,
                    Types.SMALLINT,
                    Types.INTEGER,
                    Types.BIGINT,
                    Types.REAL,
                    Types.FLOAT,
                    Types.DOUBLE,
                    Types.NUMERIC,
                    Types.DECIMAL -> Family.NUMBER;
            case Types.CHAR,
                    Types.VARCHAR,
                    Types.LONGVARCHAR,
                    Types.CLOB,
                    Types.NCHAR,
                    Types.NVARCHAR,
                    Types.LONGNVARCHAR,
                    Types.NCLOB -> Family.TEXT;
            case Types.BINARY, Types.VARBINARY, Types.LONGVARBINARY, Types.BLOB -> Family.BINARY;
            case Types.BIT, Types.BOOLEAN -> Family.BOOLEAN;
            case Types.DATE -> Family.DATE;
            case Types.TIME -> Family.TIME;
            case Types.TIME_WITH_TIMEZONE -> Family.TIME_WITH_ZONE;
            case Types.TIMESTAMP -> Family.TIMESTAMP;
            case Types.TIMESTAMP_WITH_TIMEZONE -> Family.TIMESTAMP_WITH_ZONE;
            case Types.SQLXML -> Family.XML;
            default -> Family.NONE;
        };
    }
}
