package io.howdah.jdbc;

import io.howdah.jdbc.Routine.Parameter;
import io.howdah.sql.RoutineCall.Form;
import java.util.BitSet;
import java.util.List;

/**
 * How a call is sent, and what its placeholders are to what is called. Placeholders count from 0.
 *
 * @param routine what is called, or one of several that make no difference here; null if the catalogue was not asked or
 *     has nothing that fits
 * @param given the arguments to send
 * @param parameters for each placeholder what it stands for; null where nobody knows
 * @param outputs the placeholders that get values
 */
record CallPlan(Routine routine, Form form, List<String> given, Parameter[] parameters, BitSet outputs) {
    static final int RETURN_VALUE = 0;

    boolean isSentLike(CallPlan other) {
        return form == other.form && given.equals(other.given);
    }

    /** Whether rows come that are not the values of OUT parameters. */
    boolean givesRows() {
        boolean set = routine != null && routine.returnsSet() && form != Form.CALL;
        return outputs.isEmpty() || set && isReturnOnly();
    }

    boolean isReturnOnly() {
        return outputs.get(RETURN_VALUE) && outputs.cardinality() == 1;
    }

    /**
     * The column of the answer that holds an output.
     *
     * @param count of the answer's columns
     * @return from 0 on; may lie beyond the count
     */
    int column(int output, int count, boolean returnsValue) {
        int place = outputs.get(0, output).cardinality();
        if (routine == null || returnsValue && outputs.cardinality() == count) {
            return place;
        }
        if (returnsValue && output == RETURN_VALUE) {
            // Of several columns none is the value; but where others have placeholders, this is that of the first.
            return isReturnOnly() ? count : 0;
        }
        int named = parameters[output] == null ? -1 : routine.outputOf(parameters[output]);
        return named < 0 ? place : named;
    }
}
