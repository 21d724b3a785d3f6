package io.howdah.config;

import io.howdah.api.CredentialsProvider;
import io.howdah.api.TypeCodec;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * All settings of one connection, checked when it is built. Take the group you need, never the whole.
 *
 * @param url the URL it came from, without secrets; for {@code DatabaseMetaData.getURL}
 * @param hosts tried in order, at least one
 * @param user the login role
 * @param database as in the startup message
 * @param selection empty where nothing is said of it: {@link HostSelection#ANY}
 * @param login empty where nothing is said of it: any way to log in will do, and the password is all there is
 * @param gss empty where nothing is said of it: {@link GssSettings#of}
 * @param oauth empty if nothing was said about it
 * @param observing empty if nobody of the program's is to be told anything
 * @param typeCodecs the user's own, besides those that are services; of two for a type the first counts
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
        StatementSettings statements,
        Optional<HostSelection> selection,
        Optional<LoginSettings> login,
        Optional<GssSettings> gss,
        Optional<OAuthSettings> oauth,
        Optional<ObserveSettings> observing,
        List<TypeCodec<?>> typeCodecs) {

    public ConnectionConfig {
        Objects.requireNonNull(url, "url");
        hosts = List.copyOf(hosts);
        if (hosts.isEmpty()) {
            throw new IllegalArgumentException("hosts is empty");
        }
        Objects.requireNonNull(user, "user");
        Objects.requireNonNull(password, "password");
        Objects.requireNonNull(database, "database");
        typeCodecs = List.copyOf(typeCodecs);
    }

    /**
     * A server's address.
     *
     * @param host its name or address, or the directory of its Unix-domain socket
     * @param address where to dial instead of asking for the addresses of the host; numeric
     */
    public record HostSpec(String host, Optional<String> address, int port) {
        public HostSpec {
            Objects.requireNonNull(host, "host");
            Objects.requireNonNull(address, "address");
        }

        public HostSpec(String host, int port) {
            this(host, Optional.empty(), port);
        }

        /** The same server, by one of its addresses. */
        public HostSpec at(String newAddress) {
            return new HostSpec(host, Optional.of(newAddress), port);
        }

        /** Whether {@link #host()} is the directory of a Unix-domain socket. */
        public boolean isUnixSocket() {
            return address.isEmpty() && host.startsWith("/");
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

    /**
     * @param sendBufferSize bytes, or -1 for the system's choice; {@code receiveBufferSize} likewise
     * @param probes empty for the system's own
     * @param requirePeer the operating system's user that must be at the other end of a Unix-domain socket
     */
    public record SocketSettings(
            boolean tcpNoDelay,
            boolean tcpKeepAlive,
            int sendBufferSize,
            int receiveBufferSize,
            Optional<String> localSocketAddress,
            Optional<KeepAliveProbes> probes,
            Optional<String> requirePeer) {

        /** With the system's own probes, and any peer. */
        public SocketSettings(
                boolean tcpNoDelay,
                boolean tcpKeepAlive,
                int sendBufferSize,
                int receiveBufferSize,
                Optional<String> localSocketAddress) {
            this(
                    tcpNoDelay,
                    tcpKeepAlive,
                    sendBufferSize,
                    receiveBufferSize,
                    localSocketAddress,
                    Optional.empty(),
                    Optional.empty());
        }
    }

    /** When the system probes an idle connection; 0 leaves it to the system. */
    public record KeepAliveProbes(int idleSeconds, int intervalSeconds, int count) {}

    /**
     * Which of several hosts will do, and in which order they are tried.
     *
     * @param recheck how long it is remembered that a host was down or of another role
     */
    public record HostSelection(TargetServer target, HostOrder order, java.time.Duration recheck) {
        public static final HostSelection ANY =
                new HostSelection(TargetServer.ANY, HostOrder.AS_WRITTEN, java.time.Duration.ofSeconds(10));
    }

    /** The order in which hosts are tried. */
    public enum HostOrder {
        AS_WRITTEN,
        RANDOM
    }

    /** libpq's {@code target_session_attrs}, and pgjdbc's {@code preferPrimary}. */
    public enum TargetServer {
        ANY("any"),
        PRIMARY("primary"),
        STANDBY("standby"),
        READ_WRITE("read-write"),
        READ_ONLY("read-only"),
        PREFER_PRIMARY("preferPrimary"),
        PREFER_STANDBY("prefer-standby");

        private final String value;

        TargetServer(String value) {
            this.value = value;
        }

        /** As users write it. */
        public String value() {
            return value;
        }
    }

    /**
     * Where the proof of identity comes from, beside {@link #password()}, and which kinds of it will do.
     *
     * @param accepted empty for all
     * @param passFile as it was given; empty for the file that is there by convention
     * @param provider asked for every physical connection
     */
    public record LoginSettings(
            Optional<Set<AuthMethod>> accepted,
            int scramMinIterations,
            Optional<ScramSecret> scramKeys,
            Optional<String> passFile,
            Optional<CredentialsProvider> provider) {
        /** Nothing was said of it. */
        public static final LoginSettings NONE =
                new LoginSettings(Optional.empty(), 0, Optional.empty(), Optional.empty(), Optional.empty());
    }

    /** The names of libpq's {@code require_auth}: {@code scram-sha-256} for {@link #SCRAM_SHA_256}. */
    public enum AuthMethod {
        PASSWORD,
        MD5,
        GSS,
        SSPI,
        SCRAM_SHA_256,
        OAUTH,
        NONE
    }

    /** SCRAM's two keys, 32 bytes each; no text form shows them. */
    public static final class ScramSecret {
        private final byte[] clientKey;
        private final byte[] serverKey;

        ScramSecret(byte[] clientKey, byte[] serverKey) {
            this.clientKey = clientKey.clone();
            this.serverKey = serverKey.clone();
        }

        public byte[] clientKey() {
            return clientKey.clone();
        }

        public byte[] serverKey() {
            return serverKey.clone();
        }

        @Override
        public String toString() {
            return "***";
        }
    }

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
         * What to ask for if the server does not know the TimeZone in {@link #parameters}; empty if a user chose that.
         * Looked up in the JDK's tables, so only once it is needed.
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
     * @param maxResultBuffer the most bytes of a result that are kept while nobody reads them; 0 for no limit
     */
    public record StatementSettings(
            int prepareThreshold,
            int cacheQueries,
            int cacheMiB,
            int defaultRowFetchSize,
            int eagerResultBytes,
            long maxResultBuffer,
            StringType stringType,
            Autosave autosave,
            boolean rewriteBatchedInserts,
            boolean quoteReturningIdentifiers,
            GeneratedKeys generatedKeys,
            boolean hideUnprivilegedObjects,
            CallMode callMode,
            boolean logServerErrorDetail) {}

    /** The type sent for {@code setString}. */
    public enum StringType {
        /** Whatever the server infers, varchar where it cannot. */
        AUTO,
        VARCHAR,
        UNSPECIFIED
    }

    /** What of the rows inserted the generated keys are, where nobody names them. */
    public enum GeneratedKeys {
        ALL,
        /** The primary key, identity and other columns with a default. */
        KEYS
    }

    /** What a {@code {call ..}} becomes. */
    public enum CallMode {
        /** What the catalogue says it is. */
        AUTO,
        /** A function's, always. */
        SELECT,
        /** A procedure's, unless it returns a value. */
        CALLIFNORETURN,
        /** A procedure's, always. */
        CALL
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
