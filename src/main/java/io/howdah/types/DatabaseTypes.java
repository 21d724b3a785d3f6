package io.howdah.types;

import java.sql.SQLException;
import java.util.Collection;

/**
 * The types of the database behind one connection: those that are known, and the way to know more of them. Only this asks
 * the server; a {@link TypeRegistry} does not.
 */
public interface DatabaseTypes {
    TypeRegistry registry();

    /**
     * Makes these types known, and all types that they are made of, asking the server if need be.
     *
     * @return false if the server cannot be asked now, since the transaction has failed; it may be later
     */
    boolean learn(Collection<Integer> oids) throws SQLException;

    /** Asks again for a type that turned out to be no longer what it was. */
    boolean relearn(int oid) throws SQLException;

    /**
     * The codec of a type by the name that SQL would use for it, and by {@code _mood} or {@code mood[]} that of arrays.
     *
     * @throws SQLException 42602 if no type has the name; 25P02 if the server cannot be asked now
     */
    Codec<?> codecNamed(String name) throws SQLException;

    /** The name as this connection's SQL would use it: with its schema, and in quotes, where that is not on the path. */
    String nameOf(PgType type) throws SQLException;
}
