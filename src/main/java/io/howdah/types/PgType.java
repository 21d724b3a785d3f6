package io.howdah.types;

import java.util.Objects;

/**
 * A type of a PostgreSQL database.
 *
 * @param name as {@code typname} has it: {@code int4}, {@code _text}
 * @param schema {@code pg_catalog} for built-in types
 * @param oid fixed for built-in types, different in every database for the others
 * @param arrayOid the type of arrays of it, 0 if there is none
 */
public record PgType(String name, String schema, int oid, int arrayOid) {
    public PgType {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(schema, "schema");
    }

    public static PgType builtin(String name, int oid, int arrayOid) {
        return new PgType(name, "pg_catalog", oid, arrayOid);
    }

    @Override
    public String toString() {
        return name;
    }
}
