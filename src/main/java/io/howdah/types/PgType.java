package io.howdah.types;

import java.util.Objects;

/**
 * A type of a PostgreSQL database.
 *
 * @param name as {@code typname} has it: {@code int4}, {@code _text}
 * @param schema {@code pg_catalog} for built-in types
 * @param oid fixed for built-in types, different in every database for the others
 * @param arrayOid the type of arrays of it, 0 if there is none
 * @param shape how it is made of other types
 */
public record PgType(String name, String schema, int oid, int arrayOid, TypeShape shape) {
    private static final String NO_SCHEMA = "";

    public PgType {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(schema, "schema");
        Objects.requireNonNull(shape, "shape");
    }

    static PgType builtin(String name, int oid, int arrayOid, TypeShape shape) {
        return new PgType(name, "pg_catalog", oid, arrayOid, shape);
    }

    /** One that nobody has looked up yet. */
    static PgType unknown(int oid) {
        return new PgType("unknown oid " + Integer.toUnsignedString(oid), NO_SCHEMA, oid, 0, TypeShape.BASE);
    }

    /** Whether nobody has looked it up yet, or there is no such type. */
    public boolean isUnknown() {
        return schema.isEmpty();
    }

    public boolean isArray() {
        return shape instanceof TypeShape.ArrayOf;
    }

    /** Whether every database has it, or would have it under this name: no schema need be named. */
    public boolean isBuiltin() {
        return schema.equals("pg_catalog");
    }

    @Override
    public String toString() {
        return name;
    }
}
