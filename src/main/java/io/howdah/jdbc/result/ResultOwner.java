package io.howdah.jdbc.result;

import java.sql.ResultSet;
import java.sql.SQLException;

/** Who wants to know that a result was closed: a statement that may close with it. */
@FunctionalInterface
public interface ResultOwner {
    ResultOwner NOBODY = result -> {};

    /** Called once, by the thread that closed it, when it is closed already. */
    void onClosed(ResultSet result) throws SQLException;
}
