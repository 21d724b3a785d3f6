package io.howdah.config;

import io.howdah.config.ConnectionConfig.AuthSettings;
import io.howdah.config.ConnectionConfig.Autosave;
import io.howdah.config.ConnectionConfig.CallMode;
import io.howdah.config.ConnectionConfig.ChannelBinding;
import io.howdah.config.ConnectionConfig.GeneratedKeys;
import io.howdah.config.ConnectionConfig.HostOrder;
import io.howdah.config.ConnectionConfig.HostSelection;
import io.howdah.config.ConnectionConfig.HostSpec;
import io.howdah.config.ConnectionConfig.KeepAliveProbes;
import io.howdah.config.ConnectionConfig.ProtocolSettings;
import io.howdah.config.ConnectionConfig.ReadOnlyMode;
import io.howdah.config.ConnectionConfig.Secret;
import io.howdah.config.ConnectionConfig.SessionSettings;
import io.howdah.config.ConnectionConfig.SocketSettings;
import io.howdah.config.ConnectionConfig.StatementSettings;
import io.howdah.config.ConnectionConfig.StringType;
import io.howdah.config.ConnectionConfig.TargetServer;
import io.howdah.config.ConnectionConfig.TimeoutSettings;
import io.howdah.error.SqlErrors;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Settings into a checked {@link ConnectionConfig}: single values first, then what cannot go together. */
final class ConfigAssembly {
    private static final int PROTOCOL_3_0 = 3 << 16;
    private static final int PROTOCOL_3_2 = 3 << 16 | 2;

    private final Settings settings;
    private final OptionReader read;

    ConfigAssembly(Settings settings) {
        this.settings = settings;
        this.read = new OptionReader(settings);
    }

    ConnectionConfig assemble() throws SQLException {
        String user = user();
        TlsSettings tls = new TlsAssembly(settings, read).assemble();
        List<HostSpec> hosts = hosts();
        AuthSettings auth = auth(tls.mode());
        return new ConnectionConfig(
                settings.url(hosts),
                hosts,
                user,
                password(),
                read.text(Option.DATABASE).orElse(user),
                tls,
                auth,
                protocol(),
                socket(),
                timeouts(),
                session(),
                statements(),
                selection(),
                saysHowToLogIn() ? Optional.of(LoginAssembly.of(settings, read)) : Optional.empty(),
                saysAnythingOfKerberos() ? Optional.of(GssAssembly.of(read, auth.channelBinding())) : Optional.empty(),
                settings.saysAnythingOfOAuth() ? Optional.of(OAuthAssembly.of(settings, read)) : Optional.empty(),
                observing(),
                settings.typeCodecs());
    }

    private Optional<ObserveSettings> observing() throws SQLException {
        boolean said = settings.connectionObserver().isPresent()
                || read.given(Option.SLOW_STATEMENT_THRESHOLD)
                || read.given(Option.LOG_UNCLOSED_CONNECTIONS)
                || read.given(Option.WIRE_TRACE);
        return said
                ? Optional.of(new ObserveSettings(
                        settings.connectionObserver(),
                        read.duration(Option.SLOW_STATEMENT_THRESHOLD),
                        read.flag(Option.LOG_UNCLOSED_CONNECTIONS),
                        read.flag(Option.WIRE_TRACE)))
                : Optional.empty();
    }

    private Optional<HostSelection> selection() throws SQLException {
        boolean said = read.given(Option.TARGET_SERVER_TYPE)
                || read.given(Option.LOAD_BALANCE_HOSTS)
                || read.given(Option.HOST_RECHECK_SECONDS);
        return said
                ? Optional.of(new HostSelection(target(), hostOrder(), read.duration(Option.HOST_RECHECK_SECONDS)))
                : Optional.empty();
    }

    private boolean saysAnythingOfKerberos() {
        return read.given(Option.GSS_ENC_MODE)
                || read.given(Option.GSS_RESPONSE_TIMEOUT)
                || read.given(Option.KERBEROS_SERVER_NAME)
                || read.given(Option.JAAS_LOGIN)
                || read.given(Option.JAAS_APPLICATION_NAME)
                || read.given(Option.GSS_USE_DEFAULT_CREDS)
                || read.given(Option.GSS_DELEGATION);
    }

    /** Few ask for any of it. */
    private boolean saysHowToLogIn() {
        return settings.credentialsProvider().isPresent()
                || read.given(Option.REQUIRE_AUTH)
                || read.given(Option.SCRAM_MIN_ITERATIONS)
                || read.text(Option.SCRAM_CLIENT_KEY).isPresent()
                || read.text(Option.SCRAM_SERVER_KEY).isPresent()
                || read.given(Option.PASS_FILE);
    }

    private Optional<KeepAliveProbes> probes() throws SQLException {
        boolean said = read.given(Option.KEEP_ALIVE_IDLE)
                || read.given(Option.KEEP_ALIVE_INTERVAL)
                || read.given(Option.KEEP_ALIVE_COUNT);
        return said
                ? Optional.of(new KeepAliveProbes(
                        read.integer(Option.KEEP_ALIVE_IDLE),
                        read.integer(Option.KEEP_ALIVE_INTERVAL),
                        read.integer(Option.KEEP_ALIVE_COUNT)))
                : Optional.empty();
    }

    private List<HostSpec> hosts() throws SQLException {
        String addresses = read.text(Option.HOST_ADDRESS).orElse("");
        // A host that nobody gave is the address, if there is one, and not localhost.
        String hosts = addresses.isEmpty()
                ? read.text(Option.HOST).orElse("")
                : settings.get(Option.HOST).orElse("");
        return HostList.parse(hosts, addresses, read.text(Option.PORT).orElse(""));
    }

    private TargetServer target() throws SQLException {
        return switch (read.text(Option.TARGET_SERVER_TYPE)
                .orElse("any")
                .strip()
                .toLowerCase(Locale.ROOT)) {
            case "any" -> TargetServer.ANY;
            case "primary", "master" -> TargetServer.PRIMARY;
            case "standby", "secondary", "slave" -> TargetServer.STANDBY;
            case "read-write" -> TargetServer.READ_WRITE;
            case "read-only" -> TargetServer.READ_ONLY;
            case "preferprimary", "prefer-primary" -> TargetServer.PREFER_PRIMARY;
            case "prefer-standby", "prefersecondary", "preferslave" -> TargetServer.PREFER_STANDBY;
            default -> throw read.notAChoice(Option.TARGET_SERVER_TYPE);
        };
    }

    private HostOrder hostOrder() throws SQLException {
        return switch (read.text(Option.LOAD_BALANCE_HOSTS)
                .orElse("disable")
                .strip()
                .toLowerCase(Locale.ROOT)) {
            case "disable", "false" -> HostOrder.AS_WRITTEN;
            case "random", "true" -> HostOrder.RANDOM;
            default -> throw read.notAChoice(Option.LOAD_BALANCE_HOSTS);
        };
    }

    private String user() throws SQLException {
        String user = read.text(Option.USER).orElse(System.getProperty("user.name", ""));
        if (user.isEmpty()) {
            throw SqlErrors.badConfiguration("No user is given (property user)");
        }
        return user;
    }

    private Optional<Secret> password() {
        Optional<String> password = read.text(Option.PASSWORD);
        return password.isPresent() ? Optional.of(Secret.of(password.get())) : Optional.empty();
    }

    private AuthSettings auth(SslMode sslMode) throws SQLException {
        ChannelBinding binding = read.choice(Option.CHANNEL_BINDING, ChannelBinding.values());
        if (binding == ChannelBinding.REQUIRE && sslMode == SslMode.DISABLE) {
            throw SqlErrors.badConfiguration("channelBinding=require needs TLS, and sslmode=disable forbids it");
        }
        return new AuthSettings(
                binding,
                read.integer(Option.SCRAM_MAX_ITERATIONS),
                read.flag(Option.SCRAM_KEY_CACHE),
                read.flag(Option.ALLOW_CLEARTEXT_PASSWORD));
    }

    private ProtocolSettings protocol() throws SQLException {
        int minimum = protocolVersion(Option.MIN_PROTOCOL_VERSION);
        int maximum = protocolVersion(Option.MAX_PROTOCOL_VERSION);
        if (minimum > maximum) {
            throw SqlErrors.badConfiguration("minProtocolVersion is higher than maxProtocolVersion");
        }
        return new ProtocolSettings(minimum, maximum);
    }

    private int protocolVersion(Option option) throws SQLException {
        return switch (read.text(option).orElse("").strip().toLowerCase(Locale.ROOT)) {
            case "3", "3.0" -> PROTOCOL_3_0;
            case "3.2", "latest" -> PROTOCOL_3_2;
            default -> throw OptionReader.bad(option, "must be one of 3.0, 3.2, latest");
        };
    }

    private SocketSettings socket() throws SQLException {
        return new SocketSettings(
                read.flag(Option.TCP_NO_DELAY),
                read.flag(Option.TCP_KEEP_ALIVE),
                bufferSize(Option.SEND_BUFFER_SIZE),
                bufferSize(Option.RECEIVE_BUFFER_SIZE),
                read.text(Option.LOCAL_SOCKET_ADDRESS),
                probes(),
                read.text(Option.REQUIRE_PEER));
    }

    private int bufferSize(Option option) throws SQLException {
        int size = read.integer(option);
        // No socket takes 0, and whoever writes it means "none of my business".
        return size == 0 ? -1 : size;
    }

    private TimeoutSettings timeouts() throws SQLException {
        return new TimeoutSettings(
                connectTimeout(),
                read.duration(Option.SOCKET_TIMEOUT),
                read.duration(Option.QUERY_TIMEOUT),
                read.duration(Option.CANCEL_SIGNAL_TIMEOUT),
                read.duration(Option.SSL_RESPONSE_TIMEOUT));
    }

    /** Both limit the same thing here; elsewhere connectTimeout is for one socket and loginTimeout for all. */
    private Duration connectTimeout() throws SQLException {
        Duration connect = read.duration(Option.CONNECT_TIMEOUT);
        Duration login = read.duration(Option.LOGIN_TIMEOUT);
        if (login.isZero()) {
            return connect;
        }
        boolean connectWins =
                settings.get(Option.CONNECT_TIMEOUT).isPresent() && !connect.isZero() && connect.compareTo(login) < 0;
        return connectWins ? connect : login;
    }

    private SessionSettings session() throws SQLException {
        return new SessionSettings(
                StartupParameters.of(read, settings.parameters()),
                read.text(Option.TIME_ZONE).orElse(""),
                read.flag(Option.READ_ONLY),
                read.choice(Option.READ_ONLY_MODE, ReadOnlyMode.values()));
    }

    private StatementSettings statements() throws SQLException {
        return new StatementSettings(
                // -1 once meant "binary at once": named from first use is that too. A replication session has the
                // simple
                // sub-protocol only.
                sharesSessions() || StartupParameters.replication(read).isPresent()
                        ? 0
                        : Math.abs(read.integer(Option.PREPARE_THRESHOLD)),
                read.integer(Option.CACHE_QUERIES),
                read.integer(Option.CACHE_MIB),
                read.integer(Option.DEFAULT_ROW_FETCH_SIZE),
                read.bytes(Option.EAGER_RESULT_BYTES),
                read.memory(Option.MAX_RESULT_BUFFER),
                read.choice(Option.STRING_TYPE, StringType.values()),
                read.choice(Option.AUTOSAVE, Autosave.values()),
                read.flag(Option.REWRITE_BATCHED_INSERTS),
                read.flag(Option.QUOTE_RETURNING_IDENTIFIERS),
                read.choice(Option.GENERATED_KEYS, GeneratedKeys.values()),
                read.flag(Option.HIDE_UNPRIVILEGED_OBJECTS),
                read.choice(Option.ESCAPE_SYNTAX_CALL_MODE, CallMode.values()),
                read.flag(Option.LOG_SERVER_ERROR_DETAIL));
    }

    /** Whether the next transaction may be in another session of the server's, and what this one left there, another's. */
    private boolean sharesSessions() throws SQLException {
        if (read.text(Option.POOLER).orElse("").strip().equalsIgnoreCase("session")) {
            return false;
        }
        if (!read.text(Option.POOLER).orElse("").strip().equalsIgnoreCase("transaction")) {
            throw read.notAChoice(Option.POOLER);
        }
        if (settings.get(Option.PREPARE_THRESHOLD).isPresent() && read.integer(Option.PREPARE_THRESHOLD) != 0) {
            throw SqlErrors.badConfiguration(
                    "pooler=transaction names no prepared statement, and prepareThreshold wants"
                            + " them named: give one of them only");
        }
        if (read.choice(Option.READ_ONLY_MODE, ReadOnlyMode.values()) == ReadOnlyMode.ALWAYS) {
            throw SqlErrors.badConfiguration("readOnlyMode=always is a setting of the server's session, and with"
                    + " pooler=transaction that is another's next");
        }
        return true;
    }
}
