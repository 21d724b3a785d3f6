package io.howdah.jdbc.metadata;

import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.util.List;

/** Makes results of what is known without asking the server. */
@FunctionalInterface
public interface KnownRows {
    /**
     * A column with the values of all rows.
     *
     * @param sqlType {@link Types#VARCHAR} or {@link Types#INTEGER}
     * @param values in UTF-8, as the server would write them
     */
    record Column(String name, int sqlType, List<byte[]> values) {
        static Column of(String name, int sqlType, List<String> values) {
            return new Column(
                    name,
                    sqlType,
                    values.stream()
                            .map(value -> value.getBytes(StandardCharsets.UTF_8))
                            .toList());
        }
    }

    /**
     * The rows, as a result of a statement of its own, which ends with it.
     *
     * @param columns at least one; all with the same number of values
     */
    ResultSet of(List<Column> columns) throws SQLException;
}
