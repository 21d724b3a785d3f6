package io.howdah.connect;

import io.howdah.api.ConnectionSecurity;
import io.howdah.api.ProtocolVersion;
import io.howdah.api.ServerError;
import io.howdah.auth.AuthPolicy;
import io.howdah.auth.Authenticator;
import io.howdah.auth.Credentials;
import io.howdah.auth.Link;
import io.howdah.auth.LoginMethods;
import io.howdah.auth.OAuthBearer;
import io.howdah.auth.TokenExchange;
import io.howdah.config.ConnectionConfig;
import io.howdah.config.ConnectionConfig.AuthMethod;
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
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** One way of connecting to one host, from the first packet to the first ReadyForQuery. For one use. */
final class Attempt implements NoticeSink, LoginMethods {
    /** The server's own limit, without the length word: it hangs up on more and says nothing. */
    private static final int LONGEST_STARTUP = 10_000;

    /** What may be said before AuthenticationOk, but for errors; libpq's limit. */
    private static final int LONGEST_REQUEST = 2_000;

    /** Nobody reads more of them, and a server must not fill our memory before the session begins. */
    private static final int MOST_NOTICES = 100;

    private final ConnectionConfig config;
    private final Map<String, String> serverSettings;
    private final ResultFormats formats;
    private final HostSpec host;
    private final Credentials credentials;
    private final Deadline deadline;
    private final ConnectListener listener;

    private Transport transport;
    private Channel channel;
    private Receiver receiver;
    private final Optional<OAuthLogin> oauth;
    private Authenticator authenticator;
    private Logins logins;
    private ProtocolVersion version;
    private boolean startupSent;
    private boolean heard;
    private boolean askedForProof;
    private boolean negotiated;
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
        this.oauth = oauth;
        this.listener = listener;
    }

    /** After a failure. */
    Obstacle obstacle() {
        return obstacle;
    }

    /** Whether something that speaks the protocol answered; after a failure. */
    boolean heard() {
        return heard;
    }

    Session run(Optional<GssWish> gss, Encryption encryption, ProtocolVersion wanted) throws SQLException {
        version = wanted;
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
            sendStartup();
            authenticate();
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
        if (wish == GssWish.SKIP || wish == GssWish.TRY && !logins().hasTicket()) {
            return false;
        }
        obstacle = Obstacle.GSSAPI;
        boolean agreed = GssNegotiation.ask(transport, host, config, deadline);
        if (agreed) {
            transport = GssNegotiation.encrypt(transport, host, logins().ticket(), deadline);
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

    private void tellAuthentication() {
        if (listener != null) {
            listener.finds(authenticator.method() + (authenticator.channelBound() ? ", bound to the TLS channel" : "")
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
        if (startupSent && !heard) {
            obstacle = Obstacle.PROTOCOL_VERSION;
        }
    }

    private void sendStartup() throws SQLException, IOException {
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

    // ---- until AuthenticationOk: nothing but R, v and E, each of them short

    private void authenticate() throws SQLException, IOException {
        authenticator = new Authenticator(credentials, policy(), link(), this);
        while (!authenticator.completed()) {
            int type = channel.next(deadline);
            switch (type) {
                case Inbound.NOT_YET -> throw timedOut("authentication");
                case Backend.AUTHENTICATION -> answer(shortBody(type));
                case Backend.NEGOTIATE_PROTOCOL_VERSION -> negotiate(shortBody(type));
                case Backend.ERROR_RESPONSE -> throw refusal();
                default -> throw new ProtocolException("it opened with a message of type '" + (char) type + "'");
            }
            heard = true;
        }
        channel.inbound().allowLongMessages();
    }

    private Body shortBody(int type) throws ProtocolException {
        Body body = receiver.body();
        if (body.remaining() > LONGEST_REQUEST) {
            throw new ProtocolException("a message of type '" + (char) type + "' has " + body.remaining()
                    + " bytes and comes before authentication");
        }
        return body;
    }

    private SQLException refusal() throws IOException {
        SQLException refusal = SqlErrors.server(receiver.error(), errorDetail());
        String state = refusal.getSQLState();
        if (!heard && (SqlState.FEATURE_NOT_SUPPORTED.is(state) || SqlState.PROTOCOL_VIOLATION.is(state))) {
            obstacle = Obstacle.PROTOCOL_VERSION;
        } else if (!askedForProof && SqlState.INVALID_AUTHORIZATION.is(state)) {
            obstacle = transport.isGss() ? Obstacle.GSSAPI : Obstacle.ENCRYPTION;
        }
        return refusal;
    }

    private void answer(Body body) throws SQLException, IOException {
        askedForProof = true;
        int code = body.int32();
        Optional<byte[]> answer;
        try {
            answer = authenticator.answer(code, body.rest());
        } catch (SQLException e) {
            if (transport.tls().isEmpty() && !transport.isGss() && SqlState.INVALID_AUTHORIZATION.is(e.getSQLState())) {
                // What we do not say in the clear we may say over TLS. Never the other way round.
                obstacle = Obstacle.ENCRYPTION;
            }
            throw e;
        }
        if (answer.isPresent()) {
            var out = new ByteWriter(256);
            Frontend.authenticationAnswer(out, answer.get());
            channel.send(out);
        }
    }

    // ---- what few servers ask for, made when one does

    private Logins logins() {
        if (logins == null) {
            logins = new Logins(config, credentials, host, deadline, oauth);
        }
        return logins;
    }

    @Override
    public TokenExchange kerberos() throws SQLException {
        return logins().kerberos();
    }

    @Override
    public TokenExchange negotiate() throws SQLException {
        return logins().negotiate();
    }

    @Override
    public OAuthBearer oauth() throws SQLException {
        return logins().bearer(transport);
    }

    /** The server knows only an older minor version; libpq's checks. There never was a 3.1. */
    private void negotiate(Body body) throws SQLException, ProtocolException {
        ProtocolVersion offered = ProtocolVersion.ofCode(body.int32());
        int unknownOptions = body.int32();
        if (negotiated
                || offered.major() != 3
                || offered.minor() == 1
                || offered.minor() >= version.minor()
                || unknownOptions != 0) {
            throw new ProtocolException("it negotiates protocol version " + offered + " and " + unknownOptions
                    + " options when asked for " + version + (negotiated ? " for the second time" : " and none"));
        }
        body.requireEnd();
        if (offered.code() < config.protocol().minimum()) {
            throw SqlErrors.protocolVersionRefused(
                    offered.toString(),
                    ProtocolVersion.ofCode(config.protocol().minimum()).toString());
        }
        negotiated = true;
        version = offered;
    }

    private ErrorDetail errorDetail() {
        return config.statements().logServerErrorDetail() ? ErrorDetail.SHOWN : ErrorDetail.HIDDEN;
    }

    private AuthPolicy policy() {
        var auth = config.auth();
        var policy = new AuthPolicy(
                switch (auth.channelBinding()) {
                    case DISABLE -> AuthPolicy.Binding.DISABLE;
                    case PREFER -> AuthPolicy.Binding.PREFER;
                    case REQUIRE -> AuthPolicy.Binding.REQUIRE;
                },
                auth.allowCleartextPassword() ? AuthPolicy.Cleartext.ANY_LINK : AuthPolicy.Cleartext.PROTECTED_LINKS,
                auth.scramMaxIterations(),
                auth.scramKeyCache() ? AuthPolicy.KeyCache.ON : AuthPolicy.KeyCache.OFF);
        if (config.login().isEmpty()) {
            return policy;
        }
        var login = config.login().get();
        return policy.accepting(
                login.accepted().isPresent()
                        ? Optional.of(methods(login.accepted().get()))
                        : Optional.empty(),
                login.scramMinIterations());
    }

    private static Set<AuthPolicy.Method> methods(Set<AuthMethod> accepted) {
        Set<AuthPolicy.Method> methods = EnumSet.noneOf(AuthPolicy.Method.class);
        for (AuthMethod method : accepted) {
            methods.add(AuthPolicy.Method.valueOf(method.name()));
        }
        return methods;
    }

    private Link link() {
        Optional<TlsSession> tls = transport.tls();
        if (tls.isPresent()) {
            return new Link.Tls(tls.get().serverCertificate());
        }
        if (transport.isGss()) {
            return new Link.Gss();
        }
        return transport.isLocal() ? new Link.Local() : new Link.Open();
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
                case Inbound.NOT_YET -> throw timedOut("startup");
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
        SQLException failure = SqlErrors.server(receiver.error(), errorDetail());
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
                authenticator.method(),
                authenticator.channelBound());
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
                new SessionFacts(version, processId, cancelKey, security, List.copyOf(notices), kind()),
                new SessionLimits(
                        cached,
                        statements.cacheMiB(),
                        config.timeouts().socket(),
                        statements.eagerResultBytes(),
                        statements.maxResultBuffer(),
                        errorDetail()),
                formats,
                new CancelConnection(
                        transport,
                        host,
                        config,
                        transport.isGss() ? Optional.of(logins().ticket()) : Optional.empty()));
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

    private SQLException timedOut(String phase) {
        return SqlErrors.connectTimedOut(host.host(), host.port(), phase, deadline.limit());
    }
}
