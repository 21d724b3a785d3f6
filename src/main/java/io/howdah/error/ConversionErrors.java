package io.howdah.error;

import java.sql.SQLDataException;
import java.sql.SQLException;

/** Says of which column or parameter an error about a value is. */
public final class ConversionErrors {
    private ConversionErrors() {}

    /**
     * The same error, with the column's label in front of its message. Errors that are about no value stay as they are.
     *
     * @param index counted from 1
     */
    public static SQLException ofColumn(int index, String label, SQLException error) {
        return prefixed("Column " + index + " (\"" + label + "\"): ", error);
    }

    /** The same error, with the number of the parameter in front of its message. */
    public static SQLException ofParameter(int index, SQLException error) {
        return prefixed("Parameter " + index + ": ", error);
    }

    private static SQLException prefixed(String prefix, SQLException error) {
        // Only conversions throw these, and they do it below a getter or setter, so that none is prefixed twice.
        if (error.getClass() != SQLDataException.class) {
            return error;
        }
        String message = error.getMessage();
        String rest = Character.toLowerCase(message.charAt(0)) + message.substring(1);
        var named = new SQLDataException(prefix + rest, error.getSQLState(), error.getErrorCode());
        named.setStackTrace(error.getStackTrace());
        if (error.getCause() != null) {
            named.initCause(error.getCause());
        }
        return named;
    }
}
