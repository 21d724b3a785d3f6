package io.howdah.jdbc;

import io.howdah.error.CallErrors;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.BitSet;

/** What a caller wants back from a call, and after it the row that holds the values. Placeholders count from 0. */
final class OutParameters {
    private final OutType[] types;
    private final BitSet registered = new BitSet();
    private CallPlan plan;
    private ResultSet row;
    private boolean empty;
    private int columns;

    OutParameters(int marks) {
        this.types = new OutType[marks];
    }

    void register(int mark, OutType type) {
        types[mark] = type;
        registered.set(mark);
    }

    BitSet registered() {
        return registered;
    }

    /** As registered; null if it was not. */
    OutType type(int mark) {
        return types[mark];
    }

    /** Takes the answer to a call: its first row is kept until the next call. */
    void take(ResultSet answer, CallPlan newPlan) throws SQLException {
        plan = newPlan;
        row = answer;
        empty = answer == null || !answer.next();
        columns = answer == null ? 0 : answer.getMetaData().getColumnCount();
    }

    /** Stands on the row of values. */
    ResultSet row() throws SQLException {
        if (plan == null) {
            throw CallErrors.notExecuted();
        }
        if (empty) {
            throw CallErrors.noRow();
        }
        return row;
    }

    /** The column of an output, as JDBC counts. */
    int column(int mark, RoutineReturn returned) throws SQLException {
        row();
        if (!plan.outputs().get(mark)) {
            throw CallErrors.notAnOutput(mark + 1);
        }
        int column = plan.column(mark, columns, returned == RoutineReturn.VALUE);
        if (column >= columns) {
            throw CallErrors.noColumn(mark + 1, columns);
        }
        return column + 1;
    }

    /** Whether the call begins with {@code ?=}. */
    enum RoutineReturn {
        VALUE,
        NOTHING
    }

    void forget() throws SQLException {
        ResultSet old = row;
        plan = null;
        row = null;
        if (old != null) {
            old.close();
        }
    }
}
