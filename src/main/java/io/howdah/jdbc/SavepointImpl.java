package io.howdah.jdbc;

import io.howdah.error.SqlErrors;
import java.sql.SQLException;
import java.sql.Savepoint;

/** A savepoint with a name of the user's or a number of ours. */
final class SavepointImpl implements Savepoint {
    private final int id;
    private final String name;
    private boolean valid = true;

    private SavepointImpl(int id, String name) {
        this.id = id;
        this.name = name;
    }

    static SavepointImpl named(String name) {
        return new SavepointImpl(0, name);
    }

    static SavepointImpl unnamed(int id) {
        return new SavepointImpl(id, null);
    }

    /** Not quoted. */
    String serverName() {
        return name == null ? "howdah_savepoint_" + id : name;
    }

    void invalidate() {
        valid = false;
    }

    void requireValid() throws SQLException {
        if (!valid) {
            throw SqlErrors.badSavepoint("This savepoint was released");
        }
    }

    @Override
    public int getSavepointId() throws SQLException {
        requireValid();
        if (name != null) {
            throw SqlErrors.badSavepoint("A savepoint with a name has no id");
        }
        return id;
    }

    @Override
    public String getSavepointName() throws SQLException {
        requireValid();
        if (name == null) {
            throw SqlErrors.badSavepoint("A savepoint that was set without a name has none");
        }
        return name;
    }
}
