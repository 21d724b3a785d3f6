package io.howdah.error;

import java.sql.SQLDataException;
import java.sql.SQLException;
import java.sql.SQLSyntaxErrorException;

/** What can go wrong with types that are not built in: their names, looking them up, codecs of the user's. */
public final class TypeErrors {
    private TypeErrors() {}

    /** A name that no type has, or none that the search path leads to. */
    public static SQLException noSuchType(String name) {
        return new SQLSyntaxErrorException(
                "There is no type " + name + " in this database, or none along the search path:"
                        + " name its schema, and put quotes around a name with upper case letters",
                SqlState.INVALID_NAME.code());
    }

    public static SQLException malformedTypeName(String name, String why) {
        return new SQLSyntaxErrorException(
                "\"" + name + "\" is no name of a type: " + why, SqlState.INVALID_NAME.code());
    }

    /** The transaction has failed already, and the server answers nothing in it. */
    public static SQLException typeNotLookedUp(String name) {
        return new SQLException(
                "The type " + name + " cannot be looked up now: the transaction has failed, roll it back first",
                SqlState.FAILED_TRANSACTION.code());
    }

    /** @param cause null for a codec that gave null */
    public static SQLException codecFailed(Class<?> codec, String pgType, String doing, Throwable cause) {
        return new SQLDataException(
                "The codec " + codec.getName() + " could not " + doing + " a value of type " + pgType
                        + (cause == null
                                ? ": it gave null"
                                : ": it threw " + cause.getClass().getName()),
                SqlState.CANNOT_COERCE.code(),
                cause);
    }
}
