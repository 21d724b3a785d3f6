package io.howdah.replication;

import io.howdah.api.LogSequenceNumber;
import io.howdah.error.ReplicationErrors;
import java.sql.SQLException;
import java.util.Optional;

/**
 * A row of the answer to a command, in text; its columns count from 0. A value that is missing, or is not what it should be,
 * is an error that names the command.
 */
final class AnswerRow {
    private final String command;
    private final String[] values;

    /** @param values as many as are asked for, or more; null for NULL */
    AnswerRow(String command, String[] values) {
        this.command = command;
        this.values = values;
    }

    boolean isNull(int column) {
        return values[column] == null;
    }

    Optional<String> optional(int column) {
        return Optional.ofNullable(values[column]);
    }

    String text(int column) throws SQLException {
        if (values[column] == null) {
            throw ReplicationErrors.unexpectedAnswer(command, "column " + (column + 1) + " is NULL");
        }
        return values[column];
    }

    long number(int column) throws SQLException {
        try {
            return Long.parseLong(text(column));
        } catch (NumberFormatException e) {
            throw ReplicationErrors.unexpectedAnswer(command, "a number was to come");
        }
    }

    /** Without a sign, as OIDs are. */
    int oid(int column) throws SQLException {
        try {
            return Integer.parseUnsignedInt(text(column));
        } catch (NumberFormatException e) {
            throw ReplicationErrors.unexpectedAnswer(command, "an OID was to come");
        }
    }

    LogSequenceNumber position(int column) throws SQLException {
        try {
            return LogSequenceNumber.parse(text(column));
        } catch (IllegalArgumentException e) {
            throw ReplicationErrors.unexpectedAnswer(command, e.getMessage());
        }
    }
}
