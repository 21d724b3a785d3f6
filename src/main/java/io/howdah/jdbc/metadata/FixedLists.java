package io.howdah.jdbc.metadata;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;

/** Makes results of what is known without asking the server. */
@FunctionalInterface
public interface FixedLists {
    /** @param columns all with as many values as there are rows */
    ResultSet of(List<Column> columns) throws SQLException;

    /** @param values all of them Strings or all of them Integers */
    record Column(String name, List<?> values) {}
}
