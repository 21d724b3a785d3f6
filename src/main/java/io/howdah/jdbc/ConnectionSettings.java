package io.howdah.jdbc;

import java.sql.ResultSet;

/** What was set on a session, beside its transactions, and holds for each logical connection to it. */
final class ConnectionSettings {
    /** The SET that setSchema has sent last; null if it never did. */
    private String searchPath;

    private int holdability = ResultSet.CLOSE_CURSORS_AT_COMMIT;

    String searchPath() {
        return searchPath;
    }

    void searchPath(String setting) {
        searchPath = setting;
    }

    int holdability() {
        return holdability;
    }

    void holdability(int newHoldability) {
        holdability = newHoldability;
    }
}
