package io.howdah.jdbc.result;

import java.sql.PreparedStatement;
import java.sql.SQLException;

/** What a column is to be set to, kept until the statement that does it is there. */
@FunctionalInterface
interface NewValue {
    /** @param index from 1 on */
    void bind(PreparedStatement statement, int index) throws SQLException;
}
