package io.howdah.jdbc;

import io.howdah.error.SqlErrors;
import java.sql.SQLException;
import java.sql.Savepoint;

/** A savepoint with a name of the user's or a number of ours. */
final class SavepointImpl implements Savepoint {
    private final Transactions owner;
    private final int transaction;
    private final int id;
    private final String name;
    private boolean valid = true;

    private SavepointImpl(Transactions owner, int transaction, int id, String name) {
        this.owner = owner;
        this.transaction = transaction;
        this.id = id;
        this.name = name;
    }

    /** @param transaction which one of its owner's */
    static SavepointImpl named(Transactions owner, int transaction, String name) {
        return new SavepointImpl(owner, transaction, 0, name);
    }

    static SavepointImpl unnamed(Transactions owner, int transaction, int id) {
        return new SavepointImpl(owner, transaction, id, null);
    }

    /** Not quoted. */
    String serverName() {
        return name == null ? "howdah_savepoint_" + id : name;
    }

    void invalidate() {
        valid = false;
    }

    /** Asked before anything is sent, since the server's refusal would cost the transaction. */
    void requireUsable(Transactions user, int currentTransaction) throws SQLException {
        requireValid();
        if (owner != user) {
            throw SqlErrors.badSavepoint("This savepoint is another connection's");
        }
        if (transaction != currentTransaction) {
            throw SqlErrors.badSavepoint("This savepoint ended with its transaction");
        }
    }

    private void requireValid() throws SQLException {
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
