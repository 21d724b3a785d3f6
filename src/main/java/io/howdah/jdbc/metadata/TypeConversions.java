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
        TIMESTAMP,
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
                || from == Family.TIMESTAMP && (to == Family.DATE || to == Family.TIME)
                || from == Family.DATE && to == Family.TIMESTAMP;
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
            case Types.TIME, Types.TIME_WITH_TIMEZONE -> Family.TIME;
            case Types.TIMESTAMP, Types.TIMESTAMP_WITH_TIMEZONE -> Family.TIMESTAMP;
            case Types.SQLXML -> Family.XML;
            default -> Family.NONE;
        };
    }
}
