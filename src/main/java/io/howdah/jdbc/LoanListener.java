package io.howdah.jdbc;

import java.sql.PreparedStatement;
import java.sql.SQLException;

/**
 * Who hears what becomes of a logical connection. Called by the thread that did it, which holds no lock of the driver's
 * then; may close the physical connection.
 */
public interface LoanListener {
    /** Its user has closed it; the physical connection is as it was before. */
    void closed();

    /**
     * The physical connection is of no more use. Called once, before the call that found it out throws.
     *
     * @param error what that throws
     */
    void failed(SQLException error);

    void statementClosed(PreparedStatement statement);

    /** The server had lost it, or its tables have changed, or the connection failed. Called before that is thrown. */
    void statementFailed(PreparedStatement statement, SQLException error);
}
