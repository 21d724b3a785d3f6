package io.howdah.error;

import java.sql.SQLDataException;
import java.sql.SQLException;

/** What can go wrong with the values that {@code io.howdah.value} has classes for. */
public final class ValueErrors {
    private ValueErrors() {}

    /** @param why as in "it has months" */
    public static SQLException losesSomething(String pgType, Class<?> target, String why) {
        return new SQLDataException(
                "A value of type " + pgType + " cannot be read as " + target.getSimpleName() + ": " + why,
                SqlState.CANNOT_COERCE.code());
    }

    /** Text that is read as a value of another type. */
    public static SQLException unreadableText(String pgType, Class<?> target, String why) {
        return new SQLDataException(
                "A value of type " + pgType + " cannot be read as " + target.getSimpleName() + ": " + why,
                SqlState.INVALID_TEXT.code());
    }
}
