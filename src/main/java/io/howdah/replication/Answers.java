package io.howdah.replication;

import io.howdah.session.Outcome;
import io.howdah.session.Rows;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** Results of commands, which are few rows of text. */
final class Answers {
    private Answers() {}

    /**
     * The rows of a result; a value is null for NULL.
     *
     * @param outcome null for none
     */
    static List<String[]> rows(Outcome outcome) throws SQLException {
        List<String[]> all = new ArrayList<>(1);
        if (outcome == null || outcome.rows() == null) {
            return all;
        }
        Rows rows = outcome.rows();
        int columns = outcome.columns().count();
        while (rows.next()) {
            String[] row = new String[columns];
            for (int i = 0; i < columns; i++) {
                int offset = rows.offset(i);
                row[i] = offset == Rows.NULL
                        ? null
                        : new String(rows.page(), offset, rows.length(i), StandardCharsets.UTF_8);
            }
            all.add(row);
        }
        rows.close();
        return all;
    }
}
