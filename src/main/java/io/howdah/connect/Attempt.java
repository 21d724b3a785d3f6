package io.howdah.connect;

import io.howdah.api.ConnectionSecurity;
import io.howdah.api.ProtocolVersion;
import io.howdah.api.ServerError;
import io.howdah.auth.Credentials;
import io.howdah.config.ConnectionConfig;
import io.howdah.config.ConnectionConfig.HostSpec;
import io.howdah.config.ConnectionConfig.ReadOnlyMode;
import io.howdah.config.SslMode;
import io.howdah.connect.ConnectListener.Phase;
import io.howdah.error.ErrorDetail;
import io.howdah.error.GssErrors;
import io.howdah.error.SqlErrors;
import io.howdah.error.SqlState;
import io.howdah.error.TlsErrors;
import io.howdah.session.Channel;
import io.howdah.session.NoticeSink;
import io.howdah.session.Receiver;
import io.howdah.session.ResultFormats;
import io.howdah.session.Session;
import io.howdah.session.Session.SessionFacts;
import io.howdah.session.Session.SessionLimits;
import io.howdah.session.SessionKind;
import io.howdah.tls.TlsContext;
import io.howdah.transport.Deadline;
import io.howdah.transport.Dialer;
import io.howdah.transport.Tls;
import io.howdah.transport.TlsHints;
import io.howdah.transport.TlsSession;
import io.howdah.transport.Transport;
import io.howdah.wire.Backend;
import io.howdah.wire.Body;
import io.howdah.wire.ByteWriter;
import io.howdah.wire.Frontend;
import io.howdah.wire.Inbound;
import io.howdah.wire.OldStyleErrorException;
import io.howdah.wire.ProtocolException;
import io.howdah.wire.UnencodableTextException;
import java.io.IOException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** One way of connecting to one host, from the first packet to the first ReadyForQuery. For one use. */
final class Attempt implements NoticeSink {
    /** The server's own limit, without the length word: it hangs up on more and says nothing. */
    private static final int LONGEST_STARTUP = 10_000;

    /** Nobody reads more of them, and a server must not fill our memory before the session begins. */
    private static final int MOST_NOTICES = 100;

    private final ConnectionConfig config;
    private final Map<String, String> serverSettings;
    private final ResultFormats formats;
    private final HostSpec host;
    private final Credentials credentials;
    private final Deadline deadline;
    private final ConnectListener listener;
    private final Logins logins;

    private Transport transport;
    private Channel channel;
    private Receiver receiver;
    private AuthenticationPhase authentication;
    private boolean startupSent;
    private int processId;
    private byte[] cancelKey = {};
    private final List<ServerError> notices = new ArrayList<>();
    private Obstacle obstacle = Obstacle.OTHER;

    /**
     * @param serverSettings for the startup message, by name
     * @param listener null for none
     */
    Attempt(
            ConnectionConfig config,
            Map<String, String> serverSettings,
            ResultFormats formats,
            HostSpec host,
            Credentials credentials,
            Deadline deadline,
            Optional<OAuthLogin> oauth,
            ConnectListener listener) {
        this.config = config;
        this.serverSettings = serverSettings;
        this.formats = formats;
        this.host = host;
        this.credentials = credentials;
        this.deadline = deadline;
        this.listener = listener;
        logins = new Logins(config, credentials, host, deadline, oauth);
    }

    /** After a failure. */
    Obstacle obstacle() {
        return obstacle;
    }

    /** Whether something that speaks the protocol answered; after a failure. */
    boolean heard() {
        return authentication != null && authentication.heard();
    }

    Session run(Optional<GssWish> gss, Encryption encryption, ProtocolVersion wanted) throws SQLException {
        if (listener != null) {
            listener.begins(Phase.CONNECT, host);
        }
        transport = Dialer.connect(host, config.socket(), deadline);
        boolean connected = false;
        try {
            if (listener != null) {
                listener.begins(Phase.ENCRYPT, host);
            }
            boolean encrypted = gss.isPresent() && secureByGss(gss.get());
            if (!encrypted && encryption != Encryption.NONE) {
                secure(encryption);
            }
            tellEncryption();
            if (config.observing().isPresent() && config.observing().get().trace()) {
                transport = transport.traced(host.toString());
            }
            channel = new Channel(transport);
            receiver = new Receiver(channel);
            if (kind() == SessionKind.PHYSICAL_REPLICATION) {
                receiver.withoutDatabase();
            }
            sendStartup(wanted);
            authenticate(wanted);
            tellAuthentication();
            Session session = awaitReady();
            connected = true;
            return session;
        } catch (OldStyleErrorException e) {
            hungUp();
            throw SqlErrors.oldStyleError(host.host(), host.port(), e.getMessage());
        } catch (ProtocolException e) {
            throw SqlErrors.notPostgres(host.host(), host.port(), e.getMessage());
        } catch (IOException e) {
            throw transport.tls().isPresent() ? brokenTls(e) : startupFailed(e);
        } catch (RuntimeException e) {
            // A surprise in decoding is the server's doing.
            throw SqlErrors.connectFailed(host.host(), host.port(), "startup", e);
        } finally {
            if (!connected) {
                transport.close();
            }
        }
    }

    private boolean secureByGss(GssWish wish) throws SQLException, IOException {
        if (wish == GssWish.SKIP || wish == GssWish.TRY && !logins.hasTicket()) {
            return false;
        }
        obstacle = Obstacle.GSSAPI;
        boolean agreed = GssNegotiation.ask(transport, host, config, deadline);
        if (agreed) {
            transport = GssNegotiation.encrypt(transport, host, logins.ticket(), deadline);
        } else if (wish == GssWish.DEMAND) {
            throw GssErrors.encryptionRefused(host.host(), host.port());
        }
        obstacle = Obstacle.OTHER;
        return agreed;
    }

    private void tellEncryption() {
        if (listener != null) {
            listener.finds(
                    transport.tls().isPresent()
                            ? transport.tls().get().protocol() + ", "
                                    + transport.tls().get().cipherSuite() + ", server verified: "
                                    + transport.tls().get().verification()
                            : transport.isGss()
                                    ? "GSSAPI, server verified by Kerberos"
                                    : transport.isLocal()
                                            ? "none, and none needed: the bytes stay on this machine"
                                            : "none: what is sent can be read on the way");
            listener.begins(Phase.AUTHENTICATE, host);
        }
    }

    private void authenticate(ProtocolVersion asked) throws SQLException, IOException {
        authentication = new AuthenticationPhase(config, credentials, transport, channel, receiver, logins, asked);
        try {
            authentication.run(host, deadline);
        } finally {
            obstacle = authentication.obstacle();
        }
    }

    private void tellAuthentication() {
        if (listener != null) {
            listener.finds(authentication.method() + (authentication.channelBound() ? ", bound to the TLS channel" : "")
                    + " as " + credentials.user());
            listener.begins(Phase.START, host);
        }
    }

    private void secure(Encryption encryption) throws SQLException, IOException {
        if (!TlsNegotiation.agree(transport, host, config, encryption, deadline)) {
            return;
        }
        obstacle = Obstacle.SETTINGS;
        TlsContext context = TlsContext.of(config.tls());
        obstacle = Obstacle.ENCRYPTION;
        transport = Tls.upgrade(transport, host, context, deadline);
        obstacle = Obstacle.OTHER;
    }

    private SQLException startupFailed(IOException cause) {
        hungUp();
        return SqlErrors.connectFailed(host.host(), host.port(), "startup", cause);
    }

    /** Under TLS 1.3 this is where a server says that it does not take the client's certificate. */
    private SQLException brokenTls(IOException cause) {
        String hint = TlsHints.of(cause, config.tls());
        return hint.isEmpty() ? startupFailed(cause) : TlsErrors.failed(host.host(), host.port(), cause, hint);
    }

    /** Without an answer to the version that we asked for, that version may be the reason. */
    private void hungUp() {
        if (startupSent && !heard()) {
            obstacle = Obstacle.PROTOCOL_VERSION;
        }
    }

    private void sendStartup(ProtocolVersion version) throws SQLException, IOException {
        Map<String, String> parameters = new LinkedHashMap<>();
        parameters.put("user", credentials.user());
        parameters.put("database", config.database());
        parameters.putAll(serverSettings);
        if (config.session().readOnly() && config.session().readOnlyMode() == ReadOnlyMode.ALWAYS) {
            parameters.put("default_transaction_read_only", "on");
        }
        var out = new ByteWriter(256);
        try {
            Frontend.startup(out, version.code(), parameters);
        } catch (UnencodableTextException e) {
            throw SqlErrors.badConfiguration("A setting of the connection cannot be sent: " + e.getMessage());
        }
        int size = out.size() - Integer.BYTES;
        if (size > LONGEST_STARTUP) {
            throw SqlErrors.badConfiguration("User, database and settings take " + size
                    + " bytes at startup, and a server takes " + LONGEST_STARTUP
                    + ". Shorten them (options, currentSchema, param.*, ..) or set them in the session");
        }
        startupSent = true;
        channel.send(out);
    }

    static ErrorDetail errorDetail(ConnectionConfig config) {
        return config.statements().logServerErrorDetail() ? ErrorDetail.SHOWN : ErrorDetail.HIDDEN;
    }

    // ---- from AuthenticationOk to ReadyForQuery

    private Session awaitReady() throws SQLException, IOException {
        receiver.noticesTo(this);
        while (true) {
            int type = receiver.next(deadline);
            switch (type) {
                case Backend.BACKEND_KEY_DATA -> keyData(receiver.body());
                case Backend.READY_FOR_QUERY -> {
                    requireIdle(receiver.body());
                    return session();
                }
                case Backend.ERROR_RESPONSE -> throw failure();
                case Inbound.NOT_YET ->
                    throw SqlErrors.connectTimedOut(host.host(), host.port(), "startup", deadline.limit());
                default ->
                    throw new ProtocolException("it sent a message of type '" + (char) type + "' before it was ready");
            }
        }
    }

    @Override
    public void onNotice(ServerError notice) {
        if (notices.size() < MOST_NOTICES) {
            notices.add(notice);
        }
    }

    private SQLException failure() throws IOException {
        SQLException failure = SqlErrors.server(receiver.error(), errorDetail(config));
        if (SqlState.INVALID_PARAMETER.is(failure.getSQLState())) {
            obstacle = Obstacle.SERVER_SETTING;
        }
        return failure;
    }

    private static void requireIdle(Body body) throws ProtocolException {
        byte status = body.int8();
        body.requireEnd();
        if (status != 'I') {
            throw new ProtocolException("it begins with the transaction status '" + (char) status + "'");
        }
    }

    private void keyData(Body body) throws ProtocolException {
        processId = body.int32();
        cancelKey = body.rest();
        ProtocolVersion version = authentication.version();
        int longest = version.minor() >= ProtocolVersion.V3_2.minor() ? 256 : 4;
        if (cancelKey.length < 4 || cancelKey.length > longest) {
            throw new ProtocolException(
                    "its cancel key has " + cancelKey.length + " bytes under protocol version " + version);
        }
    }

    private Session session() throws SQLException {
        Optional<TlsSession> tls = transport.tls();
        var security = new ConnectionSecurity(
                encryption(),
                tls.isPresent() ? Optional.of(tls.get().protocol()) : Optional.empty(),
                tls.isPresent() ? Optional.of(tls.get().cipherSuite()) : Optional.empty(),
                tls.isPresent() ? tls.get().verification() : ConnectionSecurity.ServerVerification.NONE,
                authentication.method(),
                authentication.channelBound());
        if (!transport.isLocal()
                && !transport.isGss()
                && config.tls().mode() != SslMode.DISABLE
                && security.server() == ConnectionSecurity.ServerVerification.NONE) {
            WeakSecurity.tell(host, config.tls().mode(), security);
        }
        var statements = config.statements();
        int cached = statements.prepareThreshold() == 0 ? 0 : statements.cacheQueries();
        return new Session(
                channel,
                receiver,
                new SessionFacts(
                        authentication.version(), processId, cancelKey, security, List.copyOf(notices), kind()),
                new SessionLimits(
                        cached,
                        statements.cacheMiB(),
                        config.timeouts().socket(),
                        statements.eagerResultBytes(),
                        statements.maxResultBuffer(),
                        errorDetail(config)),
                formats,
                new CancelConnection(
                        transport, host, config, transport.isGss() ? Optional.of(logins.ticket()) : Optional.empty()));
    }

    private SessionKind kind() {
        return SessionKind.of(config.session().parameters().get("replication"));
    }

    private ConnectionSecurity.Encryption encryption() {
        if (transport.isGss()) {
            return ConnectionSecurity.Encryption.GSSAPI;
        }
        if (transport.tls().isPresent()) {
            return ConnectionSecurity.Encryption.TLS;
        }
        return host.isUnixSocket() ? ConnectionSecurity.Encryption.UNIX_SOCKET : ConnectionSecurity.Encryption.NONE;
    }
}
