package io.howdah.jdbc.result;

import io.howdah.error.CallErrors;
import io.howdah.error.SqlState;
import io.howdah.sql.Quoting;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/** The rows of cursors that the server has left open. */
public final class RefCursors {
    private RefCursors() {}

    /**
     * All rows from where the cursor stands, in a result that has a statement of its own, with the fetch size of the
     * caller. The cursor stays open until its transaction ends.
     *
     * @throws SQLException 34000 if its transaction has ended already
     */
    public static ResultSet open(Statement caller, String name) throws SQLException {
        Statement statement = caller.getConnection()
                .createStatement(
                        caller.getResultSetType(), ResultSet.CONCUR_READ_ONLY, caller.getResultSetHoldability());
        try {
            statement.closeOnCompletion();
            statement.setFetchSize(caller.getFetchSize());
            return statement.executeQuery("fetch all in " + Quoting.quoted(name));
        } catch (SQLException e) {
            statement.close();
            throw SqlState.INVALID_CURSOR_NAME.is(e.getSQLState()) ? CallErrors.cursorGone(e) : e;
        }
    }
}
