package io.howdah.config;

import static io.howdah.config.OptionSpec.named;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Every connection property that is honoured, a row each. Those that are known but not honoured are in {@link
 * OtherProperty}.
 *
 * <p>A property goes by the name that {@code jdbc:postgresql:} URLs use, and by libpq's where that differs; case does not
 * matter.
 */
public enum Option {
    HOST(named("PGHOST")
            .alias("host", "serverName")
            .env("PGHOST")
            .text("localhost")
            .doc("Hosts, separated by commas and tried in order. One that begins with / is the directory of a Unix"
                    + " socket")),
    PORT(named("PGPORT")
            .alias("port", "portNumber")
            .env("PGPORT")
            .text("5432")
            .doc("One port for all hosts, or one for each, separated by commas")),
    DATABASE(named("PGDBNAME")
            .alias("dbname", "database", "databaseName")
            .env("PGDATABASE")
            .doc("The database; without it, the one named like the user")),
    USER(named("user").env("PGUSER").doc("The role to log in as; without it, the operating system's user")),
    PASSWORD(named("password").env("PGPASSWORD").hidden().doc("The password of the role")),
    HOST_ADDRESS(named("hostaddr")
            .env("PGHOSTADDR")
            .doc(
                    "Numeric addresses of the hosts, separated by commas: nobody is asked for them, and the names in PGHOST"
                            + " serve to verify certificates and to find passwords")),
    PASS_FILE(named("passfile")
            .env("PGPASSFILE")
            .doc("The file to look up the password in if none is given; without it ~/.pgpass")),
    SERVICE(named("service")
            .env("PGSERVICE")
            .doc("The section of the service file to take from what is given nowhere else")),
    SERVICE_FILE(named("servicefile")
            .env("PGSERVICEFILE")
            .doc("The service file; without it ~/.pg_service.conf, then pg_service.conf in PGSYSCONFDIR")),
    USE_ENVIRONMENT(
            named("useEnvironment")
                    .flag("false")
                    .doc(
                            "Whether libpq's environment variables (PGHOST, PGUSER, PGPASSWORD, ..) give what is given nowhere else")),

    TARGET_SERVER_TYPE(named("targetServerType")
            .alias("target_session_attrs")
            .oneOf(
                    "any",
                    "any",
                    "primary",
                    "standby",
                    "read-write",
                    "read-only",
                    "prefer-standby",
                    "preferPrimary",
                    "preferSecondary",
                    "secondary",
                    "master",
                    "slave",
                    "preferSlave")
            .env("PGTARGETSESSIONATTRS")
            .doc("Which of several servers will do, by its role. master is primary; secondary and slave are standby;"
                    + " preferSecondary and preferSlave are prefer-standby")),
    LOAD_BALANCE_HOSTS(
            named("loadBalanceHosts")
                    .alias("load_balance_hosts")
                    .env("PGLOADBALANCEHOSTS")
                    .oneOf("disable", "disable", "random", "false", "true")
                    .doc(
                            "Whether hosts, and the addresses of each, are tried in random order. true is random, false is disable")),
    HOST_RECHECK_SECONDS(named("hostRecheckSeconds")
            .seconds(10)
            .doc("How long a host that was down or of another role than wanted is tried last; 0 forgets at once")),

    SSL_MODE(named("sslmode")
            .env("PGSSLMODE")
            .oneOf("prefer", "disable", "allow", "prefer", "require", "verify-ca", "verify-full")
            .doc("Whether the connection is encrypted, and whether the server must prove who it is")),
    SSL(named("ssl").flag(null).doc("true is sslmode=verify-full, unless sslmode is given too")),
    SSL_NEGOTIATION(named("sslNegotiation")
            .env("PGSSLNEGOTIATION")
            .oneOf("postgres", "postgres", "direct")
            .doc("Whether the server is asked for TLS first, or TLS begins at once (servers from 17 on)")),
    SSL_ROOT_CERT(named("sslrootcert")
            .env("PGSSLROOTCERT")
            .doc(
                    "Whom to trust: a file of certificates, classpath: and a resource, or system for the JVM's trust store;"
                            + " without it, ~/.postgresql/root.crt if there is one")),
    SSL_CRL(named("sslcrl")
            .env("PGSSLCRL")
            .doc("A file of revocation lists; without it and sslcrldir, ~/.postgresql/root.crl if there is one")),
    SSL_CRL_DIR(named("sslcrldir").env("PGSSLCRLDIR").doc("A directory of files with revocation lists")),
    SSL_CERT(named("sslcert")
            .env("PGSSLCERT")
            .doc("The client's certificate, a file; without it, ~/.postgresql/postgresql.crt if there is one")),
    SSL_KEY(named("sslkey")
            .env("PGSSLKEY")
            .doc("The key of sslcert, a file that nobody else may read; or a PKCS #12 file with both; without it,"
                    + " ~/.postgresql/postgresql.key or postgresql.pk8")),
    SSL_PASSWORD(named("sslpassword").hidden().doc("The password that sslkey is encrypted with")),
    SSL_CERT_MODE(named("sslcertmode")
            .env("PGSSLCERTMODE")
            .oneOf("allow", "disable", "allow", "require")
            .doc(
                    "Whether the client's certificate is shown: never, if the server asks, or so that a server that does not"
                            + " ask will not do")),
    SSL_SNI(named("sslsni")
            .env("PGSSLSNI")
            .flag("true")
            .doc("Whether TLS names the host to the server, which everybody on the way can read")),
    SSL_MIN_PROTOCOL_VERSION(named("ssl_min_protocol_version")
            .env("PGSSLMINPROTOCOLVERSION")
            .oneOf("TLSv1.2", "TLSv1", "TLSv1.1", "TLSv1.2", "TLSv1.3")
            .doc("The oldest version of TLS that will do; nothing older than TLSv1.2 is spoken in any case")),
    SSL_MAX_PROTOCOL_VERSION(named("ssl_max_protocol_version")
            .env("PGSSLMAXPROTOCOLVERSION")
            .oneOf(null, "TLSv1.2", "TLSv1.3")
            .doc("The newest version of TLS to speak; without it, the newest there is")),
    SSL_RESPONSE_TIMEOUT(named("sslResponseTimeout")
            .milliseconds(5000)
            .doc("How long to wait for the server to say whether it does TLS; 0 for as long as connectTimeout")),
    CHANNEL_BINDING(named("channelBinding")
            .alias("channel_binding")
            .env("PGCHANNELBINDING")
            .oneOf("prefer", "disable", "prefer", "require")
            .doc("Whether a SCRAM login is bound to the TLS channel, so that nobody can sit in between; require demands"
                    + " TLS, whatever sslmode does without")),
    SCRAM_MAX_ITERATIONS(named("scramMaxIterations")
            .integer(100_000, 0)
            .doc("The most hash rounds a server may ask for at a SCRAM login; 0 for no limit")),
    SCRAM_MIN_ITERATIONS(named("scramMinIterations")
            .integer(0, 0)
            .doc("The fewest hash rounds a server may ask for at a SCRAM login: fewer make the password easier to guess"
                    + " for who listens. PostgreSQL's own default is 4096")),
    SCRAM_CLIENT_KEY(named("scram_client_key")
            .hidden()
            .doc("SCRAM's ClientKey in Base64, to log in without the password; goes with scram_server_key")),
    SCRAM_SERVER_KEY(named("scram_server_key")
            .hidden()
            .doc("SCRAM's ServerKey in Base64, to verify the server; goes with scram_client_key")),
    REQUIRE_AUTH(
            named("requireAuth")
                    .alias("require_auth")
                    .env("PGREQUIREAUTH")
                    .doc(
                            "The ways to log in that will do: password, md5, gss, sspi, scram-sha-256, oauth, none, separated by"
                                    + " commas; or those that will not, each with a ! in front. none is a server that asks for nothing")),
    REQUIRE_PEER(named("requirepeer")
            .env("PGREQUIREPEER")
            .doc("The operating system's user that the server must run as, at a Unix socket")),
    SCRAM_KEY_CACHE(named("scramKeyCache")
            .flag("true")
            .doc(
                    "Whether the keys that a SCRAM login makes of the password are remembered in this JVM, so that the next"
                            + " login need not compute them")),
    ALLOW_CLEARTEXT_PASSWORD(
            named("allowCleartextPassword")
                    .flag("false")
                    .doc(
                            "Whether the password may cross an unencrypted link to another machine as it is, if the server asks so")),

    GSS_ENC_MODE(named("gssEncMode")
            .env("PGGSSENCMODE")
            .oneOf(null, "disable", "allow", "prefer", "require")
            .doc(
                    "Whether the connection is encrypted by Kerberos (GSSAPI) rather than TLS; without it, as prefer where a"
                            + " ticket is at hand and sslmode does not demand TLS. allow is disable")),
    GSS_RESPONSE_TIMEOUT(
            named("gssResponseTimeout")
                    .milliseconds(5000)
                    .doc(
                            "How long to wait for the server to say whether it encrypts by GSSAPI; 0 for as long as connectTimeout")),
    KERBEROS_SERVER_NAME(named("kerberosServerName")
            .alias("krbsrvname")
            .env("PGKRBSRVNAME")
            .text("postgres")
            .doc("What stands before the host in the server's Kerberos principal")),
    JAAS_LOGIN(named("jaasLogin")
            .flag("true")
            .doc("Whether to log in to Kerberos by JAAS where the calling thread has no ticket; false takes what JGSS"
                    + " finds")),
    JAAS_APPLICATION_NAME(named("jaasApplicationName")
            .doc(
                    "The entry of the JAAS configuration to log in by; without it, the one called pgjdbc, or else the ticket"
                            + " cache")),
    GSS_USE_DEFAULT_CREDS(named("gssUseDefaultCreds")
            .flag("false")
            .doc("Whether to take the credentials that JGSS finds by itself; as jaasLogin=false")),
    GSS_DELEGATION(named("gssdelegation")
            .env("PGGSSDELEGATION")
            .flag("false")
            .doc("Whether the server may act for the user, by a ticket it is given")),

    OAUTH_TOKEN(named("oauthToken")
            .alias("oauth_token")
            .hidden()
            .doc("The access token for a server that logs in by OAuth")),
    OAUTH_ISSUER(named("oauth_issuer")
            .doc(
                    "Who gives tokens, for the device flow: an https URL, exactly as the issuer calls itself, or that of its"
                            + " discovery document")),
    OAUTH_CLIENT_ID(named("oauth_client_id").doc("What the issuer knows this application by")),
    OAUTH_CLIENT_SECRET(
            named("oauth_client_secret").hidden().doc("The application's secret, where the issuer wants one")),
    OAUTH_SCOPE(named("oauth_scope").doc("What the token is to allow; without it, what the server asks for")),
    OAUTH_TIMEOUT(named("oauthTimeout")
            .seconds(300)
            .doc("How long a user may take over logging in by the device flow, not counted to connectTimeout; 0 for as"
                    + " long as the issuer allows")),

    MIN_PROTOCOL_VERSION(named("minProtocolVersion")
            .alias("min_protocol_version")
            .env("PGMINPROTOCOLVERSION")
            .oneOf("3.0", "3.0", "3.2", "latest")
            .doc("The lowest protocol version that will do")),
    MAX_PROTOCOL_VERSION(named("maxProtocolVersion")
            .alias("max_protocol_version", "protocolVersion")
            .env("PGMAXPROTOCOLVERSION")
            .oneOf("3.2", "3.0", "3.2", "latest")
            .doc("The protocol version to ask for")),

    TCP_NO_DELAY(named("tcpNoDelay").flag("true").doc("Whether small packets are sent at once (TCP_NODELAY)")),
    TCP_KEEP_ALIVE(named("tcpKeepAlive")
            .alias("keepalives")
            .flag("true")
            .doc("Whether the system probes an idle connection (SO_KEEPALIVE)")),
    KEEP_ALIVE_IDLE(named("keepalives_idle")
            .integer(0, 0)
            .doc("Seconds of silence before the system probes (TCP_KEEPIDLE); 0 for the system's choice")),
    KEEP_ALIVE_INTERVAL(named("keepalives_interval")
            .integer(0, 0)
            .doc("Seconds between probes (TCP_KEEPINTVL); 0 for the system's choice")),
    KEEP_ALIVE_COUNT(named("keepalives_count")
            .integer(0, 0)
            .doc("Lost probes after which the connection is dead (TCP_KEEPCNT); 0 for the system's choice")),
    SEND_BUFFER_SIZE(named("sendBufferSize")
            .integer(-1, -1)
            .doc("The socket's send buffer in bytes; -1 for the system's choice")),
    RECEIVE_BUFFER_SIZE(named("receiveBufferSize")
            .integer(-1, -1)
            .doc("The socket's receive buffer in bytes; -1 for the system's choice")),
    LOCAL_SOCKET_ADDRESS(named("localSocketAddress").doc("The local address to connect from")),

    CONNECT_TIMEOUT(named("connectTimeout")
            .alias("connect_timeout")
            .env("PGCONNECT_TIMEOUT")
            .seconds(10)
            .doc("Limit for the whole of connecting: look-up, TCP, TLS and login, all hosts together; 0 for none")),
    LOGIN_TIMEOUT(named("loginTimeout")
            .seconds(0)
            .doc("Another limit for the whole of connecting: replaces the default of connectTimeout; where both are"
                    + " given, the shorter counts; 0 for none")),
    SOCKET_TIMEOUT(named("socketTimeout")
            .seconds(0)
            .doc("How long to wait for the server before the connection is given up; 0 for ever")),
    QUERY_TIMEOUT(named("queryTimeout").seconds(0).doc("The query timeout that statements start with; 0 for none")),
    CANCEL_SIGNAL_TIMEOUT(named("cancelSignalTimeout")
            .seconds(10)
            .doc("Limit for sending a cancel request over its own connection; 0 for none")),

    APPLICATION_NAME(named("ApplicationName")
            .alias("application_name")
            .env("PGAPPNAME")
            .text("Howdah")
            .doc("What the server's views and logs call this session (application_name)")),
    FALLBACK_APPLICATION_NAME(named("fallback_application_name").doc("What counts where ApplicationName is not given")),
    CURRENT_SCHEMA(named("currentSchema")
            .doc("The search_path to start with: schema names, separated by commas, quoted as in SQL")),
    TIME_ZONE(named("timeZone")
            .env("PGTZ")
            .text("jvm")
            .doc("The session's TimeZone: jvm for the JVM's default zone, server for the server's, or a zone such as"
                    + " Europe/Paris or +02:00 (east of Greenwich)")),
    OPTIONS(named("options").env("PGOPTIONS").doc("Command-line options for the server process, such as -c geqo=off")),
    REPLICATION(named("replication")
            .oneOf("false", "false", "true", "database", "off", "on", "no", "yes", "0", "1")
            .doc("Whether the session speaks the replication commands: true for physical replication, database for"
                    + " logical, which has SQL too. Nothing is prepared then")),
    READ_ONLY(named("readOnly").flag("false").doc("Whether the connection starts read-only")),
    READ_ONLY_MODE(named("readOnlyMode")
            .oneOf("transaction", "ignore", "transaction", "always")
            .doc("How Connection.setReadOnly reaches the server: not at all, with each BEGIN, or as the session's"
                    + " default, in autocommit too")),

    POOLER(
            named("pooler")
                    .oneOf("session", "session", "transaction")
                    .doc(
                            "What a pooler in front of the server (PgBouncer, say) keeps for a client: a server session of its own, or"
                                    + " one for each transaction. transaction names no prepared statement, as prepareThreshold=0")),
    PREPARE_THRESHOLD(named("prepareThreshold")
            .integer(1, -1)
            .doc("0 never names a prepared statement, for poolers that cannot have it; any other value names it"
                    + " from its first use")),
    CACHE_QUERIES(named("preparedStatementCacheQueries")
            .integer(256, 0)
            .doc("How many statements stay prepared per connection; 0 for none")),
    CACHE_MIB(named("preparedStatementCacheSizeMiB")
            .integer(5, 0)
            .doc("How much memory their texts and descriptions may take per connection, in MiB")),
    DEFAULT_ROW_FETCH_SIZE(named("defaultRowFetchSize")
            .integer(0, 0)
            .doc("The fetch size that statements start with, in rows; 0 lets the driver choose")),
    EAGER_RESULT_BYTES(named("eagerResultBytes")
            .bytes(1 << 20)
            .doc("How much of a result is read before it is handed over, in bytes (or 512KiB, 1MiB)")),
    MAX_RESULT_BUFFER(named("maxResultBuffer")
            .doc(
                    "The most that is kept in memory of one result, and of one row: bytes (or 300K, 150M, 1G), or a share of"
                            + " the largest heap (10p or 10pct); without it there is no limit")),
    STRING_TYPE(named("stringtype")
            .oneOf("auto", "auto", "varchar", "unspecified")
            .doc("The type sent for setString: auto lets the server infer it, and is varchar where it cannot")),
    AUTOSAVE(named("autosave")
            .oneOf("never", "never", "always", "conservative")
            .doc("Whether each statement in a transaction has a savepoint, which costs no round trip: always, so that a"
                    + " failed statement leaves the transaction usable; conservative, to run a statement again whose"
                    + " prepared form was lost or outdated")),
    REWRITE_BATCHED_INSERTS(named("reWriteBatchedInserts")
            .flag("false")
            .doc(
                    "Whether a batch of one-row INSERTs may be sent as one INSERT that takes its rows from arrays, which is"
                            + " faster; an error of a row then does not tell which entry it was")),
    QUOTE_RETURNING_IDENTIFIERS(named("quoteReturningIdentifiers")
            .flag("true")
            .doc("Whether the column names given for generated keys are quoted")),
    GENERATED_KEYS(named("generatedKeys")
            .oneOf("keys", "keys", "all")
            .doc(
                    "What Statement.RETURN_GENERATED_KEYS gives of an INSERT: the primary key, identity and other columns with a"
                            + " default, which the catalogue is asked for once per table; or all columns of its rows")),
    HIDE_UNPRIVILEGED_OBJECTS(named("hideUnprivilegedObjects")
            .flag("false")
            .doc(
                    "Whether DatabaseMetaData leaves out schemas, tables, columns, routines and types that the user may not"
                            + " use")),
    ESCAPE_SYNTAX_CALL_MODE(named("escapeSyntaxCallMode")
            .oneOf("auto", "auto", "select", "callIfNoReturn", "call")
            .doc("What {call ..} becomes: auto asks the catalogue whether it is a function or a procedure; select, or"
                    + " call, or call only where there is no return value, ask nobody")),
    LOG_SERVER_ERROR_DETAIL(named("logServerErrorDetail")
            .flag("true")
            .doc("Whether exception texts hold the server's detail, which may show values of rows")),

    SLOW_STATEMENT_THRESHOLD(named("slowStatementThreshold")
            .milliseconds(0)
            .doc("A statement that takes longer is logged as a warning, without the values in it; 0 for none")),
    LOG_UNCLOSED_CONNECTIONS(named("logUnclosedConnections")
            .flag("false")
            .doc("Whether a connection that was lost without being closed is logged as a warning, with where it was"
                    + " opened")),
    WIRE_TRACE(named("wireTrace")
            .flag("false")
            .doc("Whether each message is told to the log, at level TRACE of the logger io.howdah.wire, without what is"
                    + " in it"));

    /** What a value looks like. */
    public enum Kind {
        TEXT,
        /** One of {@link Option#choices()}, whatever its case. */
        CHOICE,
        /** {@code true} or {@code false}. */
        FLAG,
        INTEGER,
        /** A number of seconds, or with a unit: {@code 500ms}, {@code 10s}, {@code 1min}, {@code 1h}. */
        SECONDS,
        /** A number of milliseconds, or with a unit. */
        MILLISECONDS,
        /** A number of bytes, or with a unit: {@code 512KiB}, {@code 1MiB}. */
        BYTES
    }

    private static final Map<String, Option> BY_NAME = new HashMap<>();

    static {
        for (Option option : values()) {
            for (String name : option.allNames()) {
                BY_NAME.put(name.toLowerCase(Locale.ROOT), option);
            }
        }
    }

    private final OptionSpec spec;
    private final Optional<String> defaultValue;

    Option(OptionSpec spec) {
        this.spec = spec;
        this.defaultValue = Optional.ofNullable(spec.defaultValue);
    }

    /** The option of that name or alias, in any case. */
    public static Optional<Option> find(String name) {
        return Optional.ofNullable(BY_NAME.get(name.toLowerCase(Locale.ROOT)));
    }

    /** The name to use in documents and messages. */
    public String propertyName() {
        return spec.name;
    }

    /** Other names it goes by. */
    public List<String> aliases() {
        return spec.aliases;
    }

    /** The environment variable that libpq reads for it, and {@code useEnvironment=true}. */
    public Optional<String> environmentVariable() {
        return Optional.ofNullable(spec.environment);
    }

    /** As a user would write it; empty where there is none, or where it depends on other options. */
    public Optional<String> defaultValue() {
        return defaultValue;
    }

    public Kind kind() {
        return spec.kind;
    }

    /** The values there are, for {@link Kind#CHOICE} and {@link Kind#FLAG}; empty for others. */
    public List<String> choices() {
        return spec.kind == Kind.FLAG ? List.of("true", "false") : spec.choices;
    }

    /** Whether the value must not show anywhere. */
    public boolean secret() {
        return spec.secret;
    }

    /** One sentence, without a full stop. */
    public String documentation() {
        return spec.documentation;
    }

    /** The smallest number that will do, for {@link Kind#INTEGER}. */
    int least() {
        return spec.least;
    }

    /**
     * Whether the value stays out of the URL that is shown to others, and out of naming services. {@link #OPTIONS} does too:
     * applications hand tokens to the server that way.
     */
    boolean keptOutOfUrl() {
        return spec.secret || this == OPTIONS;
    }

    private List<String> allNames() {
        var names = new ArrayList<String>();
        names.add(spec.name);
        names.addAll(spec.aliases);
        return names;
    }
}
