package io.howdah.doctor;

import java.io.PrintStream;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** Rows as a table of characters. For looking at, not for programs: long values and long results are cut off. */
final class RowTable {
    /** Rows; who wants more has better tools. */
    static final int MOST_ROWS = 100;

    /** Characters of one value. */
    static final int WIDEST = 60;

    private RowTable() {}

    static void print(ResultSet result, PrintStream out) throws SQLException {
        ResultSetMetaData columns = result.getMetaData();
        int count = columns.getColumnCount();
        var names = new String[count];
        for (int i = 0; i < count; i++) {
            names[i] = shown(columns.getColumnLabel(i + 1));
        }
        List<String[]> rows = new ArrayList<>();
        boolean more = result.next();
        while (more && rows.size() < MOST_ROWS) {
            var row = new String[count];
            for (int i = 0; i < count; i++) {
                row[i] = shown(result.getString(i + 1));
            }
            rows.add(row);
            more = result.next();
        }
        int[] widths = widths(names, rows);
        line(names, widths, out);
        for (int i = 0; i < count; i++) {
            out.print((i == 0 ? "" : "-+-") + "-".repeat(widths[i]));
        }
        out.println();
        for (String[] row : rows) {
            line(row, widths, out);
        }
        out.println(
                more
                        ? "(the first " + MOST_ROWS + " rows)"
                        : rows.size() == 1 ? "(1 row)" : "(" + rows.size() + " rows)");
    }

    private static int[] widths(String[] names, List<String[]> rows) {
        var widths = new int[names.length];
        for (int i = 0; i < widths.length; i++) {
            widths[i] = names[i].length();
            for (String[] row : rows) {
                widths[i] = Math.max(widths[i], row[i].length());
            }
        }
        return widths;
    }

    private static void line(String[] values, int[] widths, PrintStream out) {
        var line = new StringBuilder();
        for (int i = 0; i < values.length; i++) {
            line.append(i == 0 ? "" : " | ").append(values[i]).append(" ".repeat(widths[i] - values[i].length()));
        }
        out.println(line.toString().stripTrailing());
    }

    /** Control characters become dots: what a server sends must not steer a terminal. */
    static String shown(String value) {
        if (value == null) {
            return "NULL";
        }
        var shown = new StringBuilder();
        for (int i = 0; i < value.length() && i < WIDEST; i++) {
            char c = value.charAt(i);
            shown.append(Character.isISOControl(c) ? '.' : c);
        }
        return value.length() > WIDEST ? shown.append("..").toString() : shown.toString();
    }
}
