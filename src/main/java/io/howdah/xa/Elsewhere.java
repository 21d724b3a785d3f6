package io.howdah.xa;

import java.sql.Connection;
import java.sql.SQLException;

/** Opens another connection to the same database, as the same user. */
@FunctionalInterface
public interface Elsewhere {
    /** The caller closes it. In autocommit. */
    Connection open() throws SQLException;
}
