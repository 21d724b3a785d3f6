package io.howdah.config;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * All settings of one connection, checked when it is built. Take the group you need, never the whole.
 *
 * @param url the URL it came from, without secrets; for {@code DatabaseMetaData.getURL}
 * @param hosts tried in order, at least one
 * @param user the login role
 * @param database as in the startup message
 */
public record ConnectionConfig(
        String url,
        List<HostSpec> hosts,
        String user,
        Optional<Secret> password,
        String database,
        TlsSettings tls,
        AuthSettings auth,
        ProtocolSettings protocol,
        SocketSettings socket,
        TimeoutSettings timeouts,
        SessionSettings session,
        StatementSettings statements) {

    public ConnectionConfig {
        Objects.requireNonNull(url, "url");
        hosts = List.copyOf(hosts);
        if (hosts.isEmpty()) {
            throw new IllegalArgumentException("hosts is empty");
        }
        Objects.requireNonNull(user, "user");
        Objects.requireNonNull(password, "password");
        Objects.requireNonNull(database, "database");
    }

    /** A server's address. */
    public record HostSpec(String host, int port) {
        public HostSpec {
            Objects.requireNonNull(host, "host");
        }

        /** Whether {@link #host()} is the directory of a Unix-domain socket. */
        public boolean isUnixSocket() {
            return host.startsWith("/");
        }

        /** Where PostgreSQL puts its socket in that directory. */
        public String socketPath() {
            return host + "/.s.PGSQL." + port;
        }

        @Override
        public String toString() {
            return isUnixSocket()
                    ? socketPath()
                    : host.indexOf(':') >= 0 ? "[" + host + "]:" + port : host + ":" + port;
        }
    }

    /**
     * What we accept as proof, and give.
     *
     * @param scramMaxIterations the most PBKDF2 rounds a server may ask for; 0 for no limit
     * @param scramKeyCache whether the keys of a SCRAM login are remembered for the next one
     * @param allowCleartextPassword whether the password may cross an unencrypted link to another machine as it is
     */
    public record AuthSettings(
            ChannelBinding channelBinding,
            int scramMaxIterations,
            boolean scramKeyCache,
            boolean allowCleartextPassword) {}

    /** Whether SCRAM is bound to the TLS channel. */
    public enum ChannelBinding {
        DISABLE,
        PREFER,
        REQUIRE
    }

    /** Protocol versions as {@code major << 16 | minor}: what is asked for first, and the least that will do. */
    public record ProtocolSettings(int minimum, int maximum) {}

    /** @param sendBufferSize bytes, or -1 for the system's choice; {@code receiveBufferSize} likewise */
    public record SocketSettings(
            boolean tcpNoDelay,
            boolean tcpKeepAlive,
            int sendBufferSize,
            int receiveBufferSize,
            Optional<String> localSocketAddress) {}

    /** Durations; zero is no limit. {@code connect} covers look-up, TCP, TLS, authentication and startup together. */
    public record TimeoutSettings(
            java.time.Duration connect,
            java.time.Duration socket,
            java.time.Duration query,
            java.time.Duration cancelSignal,
            java.time.Duration sslResponse) {}

    /**
     * What the session starts with, all of it in the startup message.
     *
     * @param parameters server settings by name: application_name, search_path, TimeZone, options, ..; in the order they
     *     were put in
     * @param timeZone the property, as it was written
     */
    public record SessionSettings(
            Map<String, String> parameters, String timeZone, boolean readOnly, ReadOnlyMode readOnlyMode) {
        /** The name of the server setting. */
        public static final String TIME_ZONE = "TimeZone";

        public SessionSettings {
            parameters = Collections.unmodifiableMap(new LinkedHashMap<>(parameters));
        }

        /**
         * What to ask for if the server does not know the TimeZone in {@link #parameters}; empty if a user chose that. Looked up
         * in the JDK's tables, so only once it is needed.
         */
        public Optional<String> secondTimeZone() {
            return SessionTimeZone.second(timeZone);
        }

        /** Names of parameters only: applications hand tokens to the server that way. */
        @Override
        public String toString() {
            return "SessionSettings[parameters=" + parameters.keySet() + ", readOnly=" + readOnly + ", readOnlyMode="
                    + readOnlyMode + "]";
        }
    }

    /** How {@code Connection.setReadOnly} reaches the server. */
    public enum ReadOnlyMode {
        /** Not at all. */
        IGNORE,
        /** As READ ONLY of each BEGIN. */
        TRANSACTION,
        /** As the session's default, in autocommit too. */
        ALWAYS
    }

    /**
     * @param prepareThreshold 0: never a named statement (for poolers that cannot); otherwise named from first use
     * @param cacheQueries how many statements stay prepared; 0 is as {@code prepareThreshold} 0
     * @param defaultRowFetchSize rows; 0 for the driver's own window
     * @param eagerResultBytes how much of a result is read before it is handed over
     */
    public record StatementSettings(
            int prepareThreshold,
            int cacheQueries,
            int cacheMiB,
            int defaultRowFetchSize,
            int eagerResultBytes,
            StringType stringType,
            Autosave autosave,
            boolean rewriteBatchedInserts,
            boolean quoteReturningIdentifiers,
            boolean logServerErrorDetail) {}

    /** The type sent for {@code setString}. */
    public enum StringType {
        /** Whatever the server infers, varchar where it cannot. */
        AUTO,
        VARCHAR,
        UNSPECIFIED
    }

    /** When a savepoint is set in front of a statement in a transaction. */
    public enum Autosave {
        NEVER,
        /** Always; a statement that fails is undone, and the transaction goes on. */
        ALWAYS,
        /** Always; used only where a prepared statement was lost or outdated, to run it again. */
        CONSERVATIVE
    }

    /** A value that never shows in text. */
    public static final class Secret {
        private final String value;

        private Secret(String value) {
            this.value = Objects.requireNonNull(value, "value");
        }

        public static Secret of(String value) {
            return new Secret(value);
        }

        /** In the clear: for the one who sends or hashes it. */
        public String reveal() {
            return value;
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Secret secret && secret.value.equals(value);
        }

        @Override
        public int hashCode() {
            return value.hashCode();
        }

        @Override
        public String toString() {
            return "***";
        }
    }
}
