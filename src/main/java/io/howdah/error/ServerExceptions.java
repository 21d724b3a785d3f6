package io.howdah.error;

import io.howdah.api.PostgresException;
import io.howdah.api.ServerError;
import java.sql.SQLDataException;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.sql.SQLIntegrityConstraintViolationException;
import java.sql.SQLInvalidAuthorizationSpecException;
import java.sql.SQLNonTransientConnectionException;
import java.sql.SQLSyntaxErrorException;
import java.sql.SQLTimeoutException;
import java.sql.SQLTransactionRollbackException;
import java.sql.SQLTransientConnectionException;
import java.sql.SQLTransientException;

/** The JDBC exception classes, each once more with a {@link ServerError} on board. */
final class ServerExceptions {
    private ServerExceptions() {}

    /** The subclass that JDBC 4.3 (Javadoc of each class) gives to the error's SQLSTATE class. */
    static SQLException of(ServerError error, String text) {
        String state = error.sqlState();
        return switch (state.length() < 2 ? "" : state.substring(0, 2)) {
            case "08" -> new PostgresConnectionException(text, error);
            case "0A" -> new PostgresNotSupportedException(text, error);
            case "22" -> new PostgresDataException(text, error);
            case "23" -> new PostgresIntegrityException(text, error);
            case "28" -> new PostgresAuthorizationException(text, error);
            case "40" -> new PostgresRollbackException(text, error);
            case "42" -> new PostgresSyntaxException(text, error);
            case "53" -> new PostgresTransientException(text, error);
            case "57" ->
                SqlState.CANNOT_CONNECT_NOW.is(state)
                        ? new PostgresTransientConnectionException(text, error)
                        : error.fatal()
                                ? new PostgresConnectionException(text, error)
                                : new PostgresOtherException(text, error);
            default -> new PostgresOtherException(text, error);
        };
    }

    static SQLTimeoutException timeout(ServerError error, String text) {
        return new PostgresTimeoutException(text, error);
    }

    private static final class PostgresOtherException extends SQLException implements PostgresException {
        private static final long serialVersionUID = 1;
        private final transient ServerError error;

        PostgresOtherException(String text, ServerError error) {
            super(text, error.sqlState());
            this.error = error;
        }

        @Override
        public ServerError serverError() {
            return error;
        }
    }

    private static final class PostgresConnectionException extends SQLNonTransientConnectionException
            implements PostgresException {
        private static final long serialVersionUID = 1;
        private final transient ServerError error;

        PostgresConnectionException(String text, ServerError error) {
            super(text, error.sqlState());
            this.error = error;
        }

        @Override
        public ServerError serverError() {
            return error;
        }
    }

    private static final class PostgresTransientConnectionException extends SQLTransientConnectionException
            implements PostgresException {
        private static final long serialVersionUID = 1;
        private final transient ServerError error;

        PostgresTransientConnectionException(String text, ServerError error) {
            super(text, error.sqlState());
            this.error = error;
        }

        @Override
        public ServerError serverError() {
            return error;
        }
    }

    private static final class PostgresNotSupportedException extends SQLFeatureNotSupportedException
            implements PostgresException {
        private static final long serialVersionUID = 1;
        private final transient ServerError error;

        PostgresNotSupportedException(String text, ServerError error) {
            super(text, error.sqlState());
            this.error = error;
        }

        @Override
        public ServerError serverError() {
            return error;
        }
    }

    private static final class PostgresDataException extends SQLDataException implements PostgresException {
        private static final long serialVersionUID = 1;
        private final transient ServerError error;

        PostgresDataException(String text, ServerError error) {
            super(text, error.sqlState());
            this.error = error;
        }

        @Override
        public ServerError serverError() {
            return error;
        }
    }

    private static final class PostgresIntegrityException extends SQLIntegrityConstraintViolationException
            implements PostgresException {
        private static final long serialVersionUID = 1;
        private final transient ServerError error;

        PostgresIntegrityException(String text, ServerError error) {
            super(text, error.sqlState());
            this.error = error;
        }

        @Override
        public ServerError serverError() {
            return error;
        }
    }

    private static final class PostgresAuthorizationException extends SQLInvalidAuthorizationSpecException
            implements PostgresException {
        private static final long serialVersionUID = 1;
        private final transient ServerError error;

        PostgresAuthorizationException(String text, ServerError error) {
            super(text, error.sqlState());
            this.error = error;
        }

        @Override
        public ServerError serverError() {
            return error;
        }
    }

    private static final class PostgresRollbackException extends SQLTransactionRollbackException
            implements PostgresException {
        private static final long serialVersionUID = 1;
        private final transient ServerError error;

        PostgresRollbackException(String text, ServerError error) {
            super(text, error.sqlState());
            this.error = error;
        }

        @Override
        public ServerError serverError() {
            return error;
        }
    }

    private static final class PostgresSyntaxException extends SQLSyntaxErrorException implements PostgresException {
        private static final long serialVersionUID = 1;
        private final transient ServerError error;

        PostgresSyntaxException(String text, ServerError error) {
            super(text, error.sqlState());
            this.error = error;
        }

        @Override
        public ServerError serverError() {
            return error;
        }
    }

    private static final class PostgresTransientException extends SQLTransientException implements PostgresException {
        private static final long serialVersionUID = 1;
        private final transient ServerError error;

        PostgresTransientException(String text, ServerError error) {
            super(text, error.sqlState());
            this.error = error;
        }

        @Override
        public ServerError serverError() {
            return error;
        }
    }

    private static final class PostgresTimeoutException extends SQLTimeoutException implements PostgresException {
        private static final long serialVersionUID = 1;
        private final transient ServerError error;

        PostgresTimeoutException(String text, ServerError error) {
            super(text, error.sqlState());
            this.error = error;
        }

        @Override
        public ServerError serverError() {
            return error;
        }
    }
}
