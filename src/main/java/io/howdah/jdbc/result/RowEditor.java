package io.howdah.jdbc.result;

import io.howdah.error.EditErrors;
import io.howdah.error.SqlErrors;
import io.howdah.types.CodecContext;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;

/**
 * Changes the rows of a result's table, one at a time, and brings back what became of them: RETURNING tells what defaults
 * and triggers made. Not thread-safe.
 *
 * <p>What was set is kept until the row is written; getters see it from then on. The catalogue is asked about the table
 * when somebody first wants to change something, or to know whether that is possible.
 */
final class RowEditor {
    private final ResultSet result;
    private final Cursor cursor;
    private final BooleanSupplier mayJoin;
    private final ColumnLayout layout;
    private final CodecContext context;

    /** In bytes; 0 for no limit. */
    private final int maxFieldSize;

    /** Null until asked for. */
    private EditableTable table;

    /** What columns, counted from 0, are to become. */
    private final Map<Integer, NewValue> pending = new TreeMap<>();

    /** Rows as they have become, by their numbers. */
    private final TreeMap<Long, EditedRow> edited = new TreeMap<>();

    /** Null if the result does not stand on the insert row. */
    private ColumnValues insertRow;

    private enum Change {
        UPDATED,
        REFRESHED
    }

    private enum Bound {
        KEY,
        NO_KEY
    }

    /** A row that was brought back, and how to read it. */
    private record EditedRow(ColumnValues values, ColumnLayout layout, Cursor row, Change change) {}

    /**
     * @param result the one whose rows are changed; its statement's connection is used
     * @param mayJoin whether a row of the result may be made of several rows of a table
     * @param maxFieldSize in bytes; 0 for no limit
     */
    RowEditor(
            ResultSet result,
            Cursor cursor,
            BooleanSupplier mayJoin,
            ColumnLayout layout,
            CodecContext context,
            int maxFieldSize) {
        this.result = result;
        this.cursor = cursor;
        this.mayJoin = mayJoin;
        this.layout = layout;
        this.context = context;
        this.maxFieldSize = maxFieldSize;
    }

    /** Why nothing can be changed, as a half sentence; null if it can. */
    String refusal() throws SQLException {
        return table().refusal();
    }

    private EditableTable table() throws SQLException {
        if (table == null) {
            // The server tells of each column whose it is, but not whether two are of the same row.
            table = mayJoin.getAsBoolean()
                    ? EditableTable.ofJoin()
                    : EditableTable.behind(layout.description(), connection());
        }
        return table;
    }

    private EditableTable editable() throws SQLException {
        EditableTable known = table();
        if (known.refusal() != null) {
            throw EditErrors.notUpdatable(known.refusal());
        }
        return known;
    }

    private Connection connection() throws SQLException {
        return result.getStatement().getConnection();
    }

    // ---- what is read

    /** How the row is to be read that the result stands on; null for as it came. */
    ColumnValues current() {
        if (insertRow != null) {
            return insertRow;
        }
        EditedRow row = edited.isEmpty() ? null : edited.get(cursor.row());
        return row == null ? null : row.values();
    }

    boolean isUpdated() {
        EditedRow row = insertRow != null ? null : edited.get(cursor.row());
        return row != null && row.change() == Change.UPDATED;
    }

    /** The result moves: what was set and not written is forgotten. */
    void leaveRow() {
        pending.clear();
        insertRow = null;
        if (!(cursor instanceof ScrollCursor)) {
            edited.clear();
        }
    }

    void requireNoInsertRow(String call) throws SQLException {
        if (insertRow != null) {
            throw EditErrors.onInsertRow(call);
        }
    }

    // ---- what is written

    /** @param index counted from 1 */
    void set(int index, NewValue value) throws SQLException {
        EditableTable target = editable();
        if (index < 1 || index > layout.count()) {
            throw SqlErrors.columnIndex(index, layout.count());
        }
        requireAnyRow();
        if (!target.canSet(index - 1)) {
            throw EditErrors.notUpdatableColumn(label(index - 1));
        }
        pending.put(index - 1, value);
    }

    void cancel() throws SQLException {
        editable();
        requireNoInsertRow("cancelRowUpdates()");
        requireAnyRow();
        pending.clear();
    }

    void moveToInsertRow() throws SQLException {
        editable();
        pending.clear();
        insertRow = new ColumnValues(HeldRow.ofNulls(layout.count()), layout, context, maxFieldSize);
    }

    void moveToCurrentRow() throws SQLException {
        editable();
        if (insertRow != null) {
            pending.clear();
            insertRow = null;
        }
    }

    /** The insert row shows what was inserted, until something else is. */
    void insert() throws SQLException {
        EditableTable target = editable();
        if (insertRow == null) {
            throw EditErrors.noInsertRow("insertRow()");
        }
        var sql = new StringBuilder("INSERT INTO ").append(target.name());
        if (pending.isEmpty()) {
            sql.append(" DEFAULT VALUES");
        } else {
            var marks = new StringBuilder();
            String before = " (";
            for (int column : pending.keySet()) {
                sql.append(before).append(target.columnName(column));
                marks.append(marks.isEmpty() ? "" : ", ").append(target.parameter(column));
                before = ", ";
            }
            sql.append(") VALUES (").append(marks).append(')');
        }
        columns(target, sql.append(" RETURNING "));
        EditedRow nothing = new EditedRow(null, layout, HeldRow.ofNulls(layout.count()), Change.REFRESHED);
        insertRow = run(target, sql.toString(), Bound.NO_KEY, nothing, Change.UPDATED)
                .values();
        pending.clear();
    }

    /** Nothing is sent if nothing was set. */
    void update() throws SQLException {
        EditableTable target = editable();
        requireNoInsertRow("updateRow()");
        requireAnyRow();
        if (pending.isEmpty()) {
            return;
        }
        var sql = new StringBuilder("UPDATE ").append(target.name());
        String before = " SET ";
        for (int column : pending.keySet()) {
            sql.append(before).append(target.columnName(column)).append(" = ").append(target.parameter(column));
            before = ", ";
        }
        columns(target, sql.append(whereKey(target)).append(" RETURNING "));
        replace(target, sql.toString(), Change.UPDATED);
    }

    void refresh() throws SQLException {
        EditableTable target = editable();
        requireNoInsertRow("refreshRow()");
        requireAnyRow();
        pending.clear();
        var sql = new StringBuilder("SELECT ");
        columns(target, sql).append(" FROM ").append(target.name()).append(whereKey(target));
        replace(target, sql.toString(), Change.REFRESHED);
    }

    void delete() throws SQLException {
        EditableTable target = editable();
        requireNoInsertRow("deleteRow()");
        requireAnyRow();
        pending.clear();
        try (PreparedStatement statement =
                connection().prepareStatement("DELETE FROM " + target.name() + whereKey(target))) {
            bindKey(target, statement, 1);
            if (statement.executeLargeUpdate() == 0) {
                throw EditErrors.rowGone(target.name());
            }
        }
        if (cursor instanceof ScrollCursor scroll) {
            forgetRow(cursor.row());
            scroll.removeCurrent();
        }
    }

    /** The rows behind it move up. */
    private void forgetRow(long number) {
        edited.remove(number);
        Map<Long, EditedRow> behind = edited.tailMap(number);
        Map<Long, EditedRow> moved = new TreeMap<>();
        behind.forEach((each, row) -> moved.put(each - 1, row));
        behind.clear();
        edited.putAll(moved);
    }

    private void replace(EditableTable target, String sql, Change change) throws SQLException {
        EditedRow last = edited.get(cursor.row());
        Change total = last != null && last.change() == Change.UPDATED ? Change.UPDATED : change;
        EditedRow older = last == null ? new EditedRow(null, layout, cursor, change) : last;
        edited.put(cursor.row(), run(target, sql, Bound.KEY, older, total));
        pending.clear();
    }

    /**
     * Sends what is pending and brings back the row.
     *
     * @param older gives the columns that are not the table's
     */
    private EditedRow run(EditableTable target, String sql, Bound bound, EditedRow older, Change change)
            throws SQLException {
        try (PreparedStatement statement = connection().prepareStatement(sql)) {
            int index = 1;
            for (NewValue value : pending.values()) {
                value.bind(statement, index);
                index++;
            }
            if (bound == Bound.KEY) {
                bindKey(target, statement, index);
            }
            try (ResultSet rows = statement.executeQuery()) {
                if (!rows.next()) {
                    throw EditErrors.rowGone(target.name());
                }
                ResultSetImpl newer = rows.unwrap(ResultSetImpl.class);
                int[] picked = new int[layout.count()];
                int returned = 0;
                for (int i = 0; i < picked.length; i++) {
                    picked[i] = target.has(i) ? returned++ : -1;
                }
                HeldRow row = HeldRow.of(older.row(), newer.cursor(), picked);
                ColumnLayout rowLayout = layout.in(HeldRow.formats(older.layout(), newer.layout(), picked));
                return new EditedRow(new ColumnValues(row, rowLayout, context, maxFieldSize), rowLayout, row, change);
            }
        }
    }

    private StringBuilder columns(EditableTable target, StringBuilder sql) {
        String before = "";
        for (int i = 0; i < layout.count(); i++) {
            if (target.has(i)) {
                sql.append(before).append(target.columnName(i));
                before = ", ";
            }
        }
        return sql;
    }

    private String whereKey(EditableTable target) {
        var sql = new StringBuilder();
        for (int column : target.key()) {
            sql.append(sql.isEmpty() ? " WHERE " : " AND ")
                    .append(target.columnName(column))
                    .append(" = ")
                    .append(target.parameter(column));
        }
        return sql.toString();
    }

    /** As text, whatever its type: that is the value to the last digit. */
    private void bindKey(EditableTable target, PreparedStatement statement, int firstIndex) throws SQLException {
        EditedRow last = edited.get(cursor.row());
        // Without a limit: half a key finds no row.
        ColumnValues values = last == null
                ? new ColumnValues(cursor, layout, context, 0)
                : new ColumnValues(last.row(), last.layout(), context, 0);
        int index = firstIndex;
        for (int column : target.key()) {
            String value = values.getString(column + 1);
            if (value == null) {
                throw EditErrors.nullKey(label(column));
            }
            statement.setString(index, value);
            index++;
        }
    }

    private String label(int column) {
        return layout.description().field(column).name();
    }

    private void requireAnyRow() throws SQLException {
        if (insertRow == null && cursor.row() == 0) {
            throw SqlErrors.notOnRow("The result stands on no row that could be changed: call next() first");
        }
    }
}
