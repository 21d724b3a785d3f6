package io.howdah.error;

import java.sql.SQLException;
import java.sql.SQLNonTransientException;
import java.sql.SQLTransientException;

/** What can go wrong when rows are changed through a result. */
public final class EditErrors {
    private EditErrors() {}

    /** @param why as a half sentence, such as "its columns are of more than one table" */
    public static SQLException notUpdatable(String why) {
        return state("This result cannot be updated: " + why);
    }

    public static SQLException notUpdatableColumn(String label) {
        return state("Column \"" + label + "\" cannot be updated: it is no plain column of the result's table");
    }

    /** @param label of a column that identifies rows */
    public static SQLException nullKey(String label) {
        return state("The row cannot be found again: its key, column \"" + label + "\", is NULL");
    }

    public static SQLException noInsertRow(String call) {
        return state(call + " needs the insert row: call moveToInsertRow() first");
    }

    public static SQLException onInsertRow(String call) {
        return state(call + " cannot be called on the insert row: call moveToCurrentRow() first");
    }

    /** @param table quoted as SQL has it */
    public static SQLException rowGone(String table) {
        return new SQLTransientException(
                "The row is no longer in " + table + ": since it was read, it was deleted or its key was changed",
                SqlState.INVALID_CURSOR_STATE.code());
    }

    private static SQLException state(String text) {
        return new SQLNonTransientException(text, SqlState.INVALID_CURSOR_STATE.code());
    }
}
