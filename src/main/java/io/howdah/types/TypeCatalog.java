package io.howdah.types;

import java.sql.SQLException;
import java.util.Collection;
import java.util.List;

/** Asks the database about types that are not built in: their OIDs differ from database to database. */
public interface TypeCatalog {
    /**
     * What {@code pg_type} knows of these types and of all types that they are made of, found in one query.
     *
     * @return those that exist; each behind the types that it is made of
     */
    List<PgType> lookUp(Collection<Integer> oids) throws SQLException;

    /**
     * A type by the name that SQL would use for it: {@code mood}, {@code public."Odd name"}, {@code mood[]}; found along
     * the search path where no schema is given.
     *
     * @return the type behind those that it is made of; empty if there is none of that name
     * @throws SQLException 42602 for what cannot be the name of a type
     */
    List<PgType> lookUp(String name) throws SQLException;
}
