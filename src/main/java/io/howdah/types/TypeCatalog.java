package io.howdah.types;

import java.sql.SQLException;
import java.util.Collection;
import java.util.List;

/** Asks the database about types that are not built in: their OIDs differ from database to database. */
@FunctionalInterface
public interface TypeCatalog {
    /**
     * What {@code pg_type} knows of these types, found in one query.
     *
     * @return those that exist, in any order
     */
    List<PgType> lookUp(Collection<Integer> oids) throws SQLException;
}
