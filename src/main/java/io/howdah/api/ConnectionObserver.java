package io.howdah.api;

import java.sql.SQLException;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Is told what connections do, to measure or to trace it. Given as an object, under the name {@code connectionObserver} in
 * {@code Properties} or to a DataSource; no URL can name a class.
 *
 * <p>It is called by the thread that does the work, before and after it, and by several threads at once where several use
 * connections. It must be quick and leave the connection alone. What it throws is logged and goes no further.
 *
 * <p>It is told the text of statements as the program wrote it, and never a parameter's value.
 */
@FunctionalInterface
public interface ConnectionObserver {
    /**
     * Something begins.
     *
     * @return who is told how it ends, by the same thread; null if nobody wants to know
     */
    Observation begins(Operation operation);

    /** Who has been told that something began. */
    @FunctionalInterface
    interface Observation {
        /** It is over. Called once. */
        void ends(Result result);
    }

    /** What a connection does. */
    enum Kind {
        /** From the look-up of the host's name to the first ReadyForQuery, all hosts that are tried together. */
        CONNECT,
        /** Statements, up to the hand-over of their first rows; a batch is one. Tries that heal an error are part of it. */
        STATEMENT,
        /** More rows of a result that is being read. */
        FETCH,
        /** COMMIT; a transaction in which nothing was sent has none. */
        COMMIT,
        /** ROLLBACK of a transaction. */
        ROLLBACK,
        /** A COPY, from its command to the end of its data. */
        COPY,
        /** A cancel request, over a connection of its own. */
        CANCEL
    }

    /**
     * What begins.
     *
     * @param server what it is done to
     * @param sql as the program wrote it, parameters as {@code ?}; the first of a batch. Empty where there is none. What the
     *     program wrote into the text itself is in here as well
     */
    record Operation(Kind kind, Server server, Optional<String> sql) {
        public Operation {
            Objects.requireNonNull(kind, "kind");
            Objects.requireNonNull(server, "server");
            Objects.requireNonNull(sql, "sql");
        }
    }

    /**
     * The server, as the settings have it; while connecting to one of several, the first of them.
     *
     * @param host its name, its address, or the directory of its Unix-domain socket
     * @param backendPid 0 while connecting, and where the server gave none
     */
    record Server(String host, int port, String database, String user, int backendPid) {
        public Server {
            Objects.requireNonNull(host, "host");
            Objects.requireNonNull(database, "database");
            Objects.requireNonNull(user, "user");
        }
    }

    /**
     * How it ended.
     *
     * @param rows as the server counted them, returned or changed, of all statements together; empty if it did not, or has
     *     not yet
     * @param bytesSent of messages; 0 where nothing needed to be sent
     * @param bytesReceived of rows, as far as they were read
     * @param failure empty if all was well
     */
    record Result(OptionalLong rows, long bytesSent, long bytesReceived, Optional<SQLException> failure) {
        public Result {
            Objects.requireNonNull(rows, "rows");
            Objects.requireNonNull(failure, "failure");
        }
    }
}
