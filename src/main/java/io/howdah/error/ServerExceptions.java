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
            case "08" -> new Connection(text, error);
            case "0A" -> new NotSupported(text, error);
            case "22" -> new Data(text, error);
            case "23" -> new Integrity(text, error);
            case "28" -> new Authorization(text, error);
            case "40" -> new Rollback(text, error);
            case "42" -> new Syntax(text, error);
            case "53" -> new Transient(text, error);
            case "57" ->
                SqlState.CANNOT_CONNECT_NOW.is(state)
                        ? new TransientConnection(text, error)
                        : error.fatal() ? new Connection(text, error) : new Other(text, error);
            default -> new Other(text, error);
        };
    }

    static SQLTimeoutException timeout(ServerError error, String text) {
        return new Timeout(text, error);
    }

    private static final class Other extends SQLException implements PostgresException {
        private static final long serialVersionUID = 1;
        private final transient ServerError error;

        Other(String text, ServerError error) {
            super(text, error.sqlState());
            this.error = error;
        }

        @Override
        public ServerError serverError() {
            return error;
        }
    }

    private static final class Connection extends SQLNonTransientConnectionException implements PostgresException {
        private static final long serialVersionUID = 1;
        private final transient ServerError error;

        Connection(String text, ServerError error) {
            super(text, error.sqlState());
            this.error = error;
        }

        @Override
        public ServerError serverError() {
            return error;
        }
    }

    private static final class TransientConnection extends SQLTransientConnectionException
            implements PostgresException {
        private static final long serialVersionUID = 1;
        private final transient ServerError error;

        TransientConnection(String text, ServerError error) {
            super(text, error.sqlState());
            this.error = error;
        }

        @Override
        public ServerError serverError() {
            return error;
        }
    }

    private static final class NotSupported extends SQLFeatureNotSupportedException implements PostgresException {
        private static final long serialVersionUID = 1;
        private final transient ServerError error;

        NotSupported(String text, ServerError error) {
            super(text, error.sqlState());
            this.error = error;
        }

        @Override
        public ServerError serverError() {
            return error;
        }
    }

    private static final class Data extends SQLDataException implements PostgresException {
        private static final long serialVersionUID = 1;
        private final transient ServerError error;

        Data(String text, ServerError error) {
            super(text, error.sqlState());
            this.error = error;
        }

        @Override
        public ServerError serverError() {
            return error;
        }
    }

    private static final class Integrity extends SQLIntegrityConstraintViolationException implements PostgresException {
        private static final long serialVersionUID = 1;
        private final transient ServerError error;

        Integrity(String text, ServerError error) {
            super(text, error.sqlState());
            this.error = error;
        }

        @Override
        public ServerError serverError() {
            return error;
        }
    }

    private static final class Authorization extends SQLInvalidAuthorizationSpecException implements PostgresException {
        private static final long serialVersionUID = 1;
        private final transient ServerError error;

        Authorization(String text, ServerError error) {
            super(text, error.sqlState());
            this.error = error;
        }

        @Override
        public ServerError serverError() {
            return error;
        }
    }

    private static final class Rollback extends SQLTransactionRollbackException implements PostgresException {
        private static final long serialVersionUID = 1;
        private final transient ServerError error;

        Rollback(String text, ServerError error) {
            super(text, error.sqlState());
            this.error = error;
        }

        @Override
        public ServerError serverError() {
            return error;
        }
    }

    private static final class Syntax extends SQLSyntaxErrorException implements PostgresException {
        private static final long serialVersionUID = 1;
        private final transient ServerError error;

        Syntax(String text, ServerError error) {
            super(text, error.sqlState());
            this.error = error;
        }

        @Override
        public ServerError serverError() {
            return error;
        }
    }

    private static final class Transient extends SQLTransientException implements PostgresException {
        private static final long serialVersionUID = 1;
        private final transient ServerError error;

        Transient(String text, ServerError error) {
            super(text, error.sqlState());
            this.error = error;
        }

        @Override
        public ServerError serverError() {
            return error;
        }
    }

    private static final class Timeout extends SQLTimeoutException implements PostgresException {
        private static final long serialVersionUID = 1;
        private final transient ServerError error;

        Timeout(String text, ServerError error) {
            super(text, error.sqlState());
            this.error = error;
        }

        @Override
        public ServerError serverError() {
            return error;
        }
    }
}
