package io.howdah.sql;

import java.util.List;

/**
 * What a statement that is a {@code {[?=] call name(..)}} escape calls.
 *
 * <p>The return placeholder is never a parameter of the text: where {@link #returnsValue()}, the JDBC index of the text's
 * first parameter is 2.
 *
 * @param name as written, maybe qualified and quoted
 * @param arguments the text of each, nested escapes and placeholders already translated
 * @param returnsValue whether the escape began with {@code ?=}
 */
public record CallEscape(String name, List<String> arguments, boolean returnsValue) {
    public CallEscape {
        arguments = List.copyOf(arguments);
    }

    /** The call of a function. */
    public String asSelect() {
        return "select * from " + name + "(" + String.join(", ", arguments) + ") as result";
    }

    /** The call of a procedure; a return value is its first argument, which PostgreSQL wants to see in a CALL. */
    public String asCall() {
        String given = String.join(", ", arguments);
        if (!returnsValue) {
            return "call " + name + "(" + given + ")";
        }
        return "call " + name + "(null" + (arguments.isEmpty() ? "" : ", ") + given + ")";
    }

    String as(CallSyntax syntax) {
        return switch (syntax) {
            case SELECT -> asSelect();
            case CALL -> asCall();
            case CALL_IF_NO_RETURN -> returnsValue ? asSelect() : asCall();
        };
    }
}
