package io.howdah.error;

import java.sql.SQLDataException;
import java.sql.SQLException;
import java.sql.SQLNonTransientException;

/** What can go wrong with {@code SQLXML}. */
public final class XmlErrors {
    private XmlErrors() {}

    public static SQLException malformed(Throwable cause) {
        var error = new SQLDataException(
                "The value is no well-formed XML document: " + cause.getMessage(), SqlState.INVALID_XML.code());
        error.initCause(cause);
        return error;
    }

    /** A DTD may name files and hosts to read, and grow without limit: none is ever looked at. */
    public static SQLException dtdRefused() {
        return new SQLDataException(
                "The XML has a document type declaration, and such are not read, since they can reach for files and"
                        + " hosts and expand without limit. Take the text by getString, or remove the declaration",
                SqlState.INVALID_XML.code());
    }

    public static SQLException notWritten() {
        return new SQLNonTransientException(
                "This SQLXML has no value yet: write one by setString, setCharacterStream, setBinaryStream or setResult",
                SqlState.OBJECT_NOT_IN_STATE.code());
    }

    public static SQLException notWritable() {
        return new SQLNonTransientException(
                "This SQLXML has a value already, and can be written once only: make another one by createSQLXML",
                SqlState.OBJECT_NOT_IN_STATE.code());
    }

    /** A JAXP object that could not be made or used. */
    public static SQLException unusable(String what, Throwable cause) {
        var error = new SQLNonTransientException(
                what + " cannot be used: " + cause.getMessage(), SqlState.INTERNAL_ERROR.code());
        error.initCause(cause);
        return error;
    }
}
