package io.howdah.jdbc.metadata;

import java.util.List;

/** What JDBC says of PostgreSQL's built-in types; given by those who read values, so that there is one truth. */
@FunctionalInterface
public interface TypeCodes {
    /** No arrays. What is not in the list is OTHER, of unlimited length, without decimals or sign, in letters. */
    List<BuiltinType> builtinTypes();

    /**
     * A type without a modifier, as {@code ResultSetMetaData} describes a column of it.
     *
     * @param sqlType of {@link java.sql.Types}
     * @param precision digits of a number, characters of others
     * @param scale decimals
     */
    record BuiltinType(int oid, int sqlType, int precision, int scale, boolean signed, boolean caseSensitive) {}
}
