package io.howdah.auth;

import java.sql.SQLException;

/** Who waits for a login, and not for ever. */
public interface Patience {
    /** @throws SQLException if the time is up */
    void requireTime() throws SQLException;
}
