package io.howdah.replication;

import io.howdah.error.ReplicationErrors;
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
     * The rows of a result, none if there is no result.
     *
     * @param outcome null for none
     * @param command for the error
     * @param columns how many there are to be, or more
     */
    static List<AnswerRow> rows(Outcome outcome, String command, int columns) throws SQLException {
        List<AnswerRow> all = new ArrayList<>(1);
        if (outcome == null || outcome.rows() == null) {
            return all;
        }
        Rows rows = outcome.rows();
        int count = outcome.columns().count();
        try {
            while (rows.next()) {
                if (count < columns) {
                    throw ReplicationErrors.unexpectedAnswer(command, "rows of " + columns + " columns were to come");
                }
                all.add(new AnswerRow(command, values(rows, count)));
            }
        } finally {
            rows.close();
        }
        return all;
    }

    /** The same for a result that is to have one row. */
    static AnswerRow row(Outcome outcome, String command, int columns) throws SQLException {
        List<AnswerRow> rows = rows(outcome, command, columns);
        if (rows.size() != 1) {
            throw ReplicationErrors.unexpectedAnswer(command, "one row of " + columns + " columns was to come");
        }
        return rows.get(0);
    }

    private static String[] values(Rows rows, int count) throws SQLException {
        String[] values = new String[count];
        for (int i = 0; i < count; i++) {
            int offset = rows.offset(i);
            values[i] = offset == Rows.NULL
                    ? null
                    : new String(rows.page(), offset, rows.length(i), StandardCharsets.UTF_8);
        }
        return values;
    }
}
