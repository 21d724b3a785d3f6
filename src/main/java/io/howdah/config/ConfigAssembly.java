package io.howdah.config;

import io.howdah.config.ConnectionConfig.AuthSettings;
import io.howdah.config.ConnectionConfig.Autosave;
import io.howdah.config.ConnectionConfig.ChannelBinding;
import io.howdah.config.ConnectionConfig.HostSpec;
import io.howdah.config.ConnectionConfig.ProtocolSettings;
import io.howdah.config.ConnectionConfig.ReadOnlyMode;
import io.howdah.config.ConnectionConfig.Secret;
import io.howdah.config.ConnectionConfig.SessionSettings;
import io.howdah.config.ConnectionConfig.SocketSettings;
import io.howdah.config.ConnectionConfig.StatementSettings;
import io.howdah.config.ConnectionConfig.StringType;
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
        List<HostSpec> hosts = HostList.parse(
                read.text(Option.HOST).orElse(""), read.text(Option.PORT).orElse(""));
        return new ConnectionConfig(
                settings.url(hosts),
                hosts,
                user,
                password(),
                read.text(Option.DATABASE).orElse(user),
                tls,
                auth(tls.mode()),
                protocol(),
                socket(),
                timeouts(),
                session(),
                statements());
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
                read.text(Option.LOCAL_SOCKET_ADDRESS));
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
                // -1 once meant "binary at once": named from first use is that too.
                Math.abs(read.integer(Option.PREPARE_THRESHOLD)),
                read.integer(Option.CACHE_QUERIES),
                read.integer(Option.CACHE_MIB),
                read.integer(Option.DEFAULT_ROW_FETCH_SIZE),
                read.bytes(Option.EAGER_RESULT_BYTES),
                read.choice(Option.STRING_TYPE, StringType.values()),
                read.choice(Option.AUTOSAVE, Autosave.values()),
                read.flag(Option.REWRITE_BATCHED_INSERTS),
                read.flag(Option.QUOTE_RETURNING_IDENTIFIERS),
                read.flag(Option.LOG_SERVER_ERROR_DETAIL));
    }
}
