package io.howdah.jdbc;

import java.util.List;

/**
 * A function or procedure as the catalogue has it.
 *
 * @param defaults how many of its last inputs have one
 * @param resultOid of what a function returns; of no use for a procedure
 * @param returnsRow whether that is a row of a type with columns
 */
record Routine(
        String schema,
        String name,
        Kind kind,
        ReturnedRows rows,
        int resultOid,
        boolean returnsRow,
        int defaults,
        List<Parameter> parameters) {
    enum Kind {
        FUNCTION,
        PROCEDURE
    }

    enum ReturnedRows {
        ONE,
        SET
    }

    enum Mode {
        IN,
        OUT,
        INOUT,
        VARIADIC,
        /** A column of RETURNS TABLE. */
        TABLE;

        boolean isInput() {
            return this == IN || this == INOUT || this == VARIADIC;
        }

        boolean isOutput() {
            return this == OUT || this == INOUT;
        }
    }

    /** @param name empty if it has none */
    record Parameter(String name, Mode mode, int typeOid) {}

    Routine {
        parameters = List.copyOf(parameters);
    }

    boolean isProcedure() {
        return kind == Kind.PROCEDURE;
    }

    boolean returnsSet() {
        return rows == ReturnedRows.SET;
    }

    /** Which of the outputs a parameter is, from 0 on; -1 for none. */
    int outputOf(Parameter wanted) {
        int output = 0;
        for (Parameter each : parameters) {
            if (each == wanted) {
                return each.mode().isOutput() ? output : -1;
            }
            output += each.mode().isOutput() ? 1 : 0;
        }
        return -1;
    }

    int outputs() {
        return (int) parameters.stream().filter(each -> each.mode().isOutput()).count();
    }

    /** Whether a call may leave out an input. */
    boolean hasDefault(Parameter wanted) {
        int inputsBehind = 0;
        boolean met = false;
        for (Parameter each : parameters) {
            met |= each == wanted;
            inputsBehind += met && each.mode().isInput() ? 1 : 0;
        }
        return wanted.mode() == Mode.VARIADIC && defaults == 0 || inputsBehind <= defaults;
    }
}
