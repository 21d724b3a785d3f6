package io.howdah.connect;

import io.howdah.api.ConnectionSecurity;
import io.howdah.api.PostgresException;
import io.howdah.api.ProtocolVersion;
import io.howdah.api.ServerError;
import io.howdah.auth.AuthPolicy;
import io.howdah.auth.Authenticator;
import io.howdah.auth.Credentials;
import io.howdah.auth.Link;
import io.howdah.config.ConnectionConfig;
import io.howdah.config.ConnectionConfig.HostSpec;
import io.howdah.config.ConnectionConfig.ReadOnlyMode;
import io.howdah.config.ConnectionConfig.Secret;
import io.howdah.error.SqlErrors;
import io.howdah.error.SqlState;
import io.howdah.session.Channel;
import io.howdah.session.Receiver;
import io.howdah.session.ResultFormats;
import io.howdah.session.Session;
import io.howdah.session.Session.SessionFacts;
import io.howdah.session.Session.SessionLimits;
import io.howdah.transport.Deadline;
import io.howdah.transport.Dialer;
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
import java.io.EOFException;
import java.io.IOException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One way of connecting to one host, from the first packet to the first ReadyForQuery. For one use. */
final class Attempt {
    private static final Logger LOG = LoggerFactory.getLogger(Attempt.class);

    private final ConnectionConfig config;
    private final ResultFormats formats;
    private final HostSpec host;
    private final Deadline deadline;

    private Transport transport;
    private Channel channel;
    private Receiver receiver;
    private Authenticator authenticator;
    private ProtocolVersion version;
    private boolean negotiated;
    private int processId;
    private byte[] cancelKey = {};
    private final List<ServerError> notices = new ArrayList<>();
    private boolean versionRefused;

    Attempt(ConnectionConfig config, ResultFormats formats, HostSpec host, Deadline deadline) {
        this.config = config;
        this.formats = formats;
        this.host = host;
        this.deadline = deadline;
    }

    /** Whether the failure may be due to the protocol version: a server or pooler that knows only 3.0 hung up. */
    boolean versionRefused() {
        return versionRefused;
    }

    Session run(Encryption encryption, ProtocolVersion wanted) throws SQLException {
        version = wanted;
        transport = Dialer.connect(host, config.socket(), deadline);
        boolean connected = false;
        try {
            if (encryption != Encryption.NONE) {
                transport = TlsNegotiation.secure(transport, host, config, encryption, deadline);
            }
            channel = new Channel(transport);
            receiver = new Receiver(channel);
            sendStartup();
            authenticate();
            Session session = awaitReady();
            connected = true;
            return session;
        } catch (OldStyleErrorException e) {
            throw SqlErrors.oldStyleError(host.host(), host.port(), e.getMessage());
        } catch (ProtocolException e) {
            throw SqlErrors.notPostgres(host.host(), host.port(), e.getMessage());
        } catch (IOException e) {
            throw SqlErrors.connectFailed(host.host(), host.port(), "startup", e);
        } finally {
            if (!connected) {
                transport.close();
            }
        }
    }

    private void sendStartup() throws SQLException, IOException {
        Map<String, String> parameters = new LinkedHashMap<>();
        parameters.put("user", config.user());
        parameters.put("database", config.database());
        parameters.putAll(config.session().parameters());
        if (config.session().readOnly() && config.session().readOnlyMode() == ReadOnlyMode.ALWAYS) {
            parameters.put("default_transaction_read_only", "on");
        }
        var out = new ByteWriter(512);
        try {
            Frontend.startup(out, version.code(), parameters);
        } catch (UnencodableTextException e) {
            throw SqlErrors.badConfiguration("A setting of the connection cannot be sent: " + e.getMessage());
        }
        channel.send(out);
    }

    // ---- until AuthenticationOk: nothing but R, v and E, each of them short

    private void authenticate() throws SQLException, IOException {
        authenticator = new Authenticator(credentials(), policy(), link());
        boolean heard = false;
        while (!authenticator.completed()) {
            int type;
            try {
                type = next("authentication");
            } catch (EOFException e) {
                versionRefused = !heard;
                throw e;
            }
            switch (type) {
                case Backend.AUTHENTICATION -> answer(receiver.body());
                case Backend.NEGOTIATE_PROTOCOL_VERSION -> negotiate(receiver.body());
                case Backend.ERROR_RESPONSE -> {
                    SQLException refusal = SqlErrors.server(receiver.error());
                    versionRefused = !heard && isAboutVersion(refusal);
                    throw refusal;
                }
                default -> throw new ProtocolException("it opened with a message of type '" + (char) type + "'");
            }
            heard = true;
        }
        channel.inbound().allowLongMessages();
    }

    private static boolean isAboutVersion(SQLException refusal) {
        return refusal instanceof PostgresException
                && (SqlState.FEATURE_NOT_SUPPORTED.is(refusal.getSQLState())
                        || SqlState.PROTOCOL_VIOLATION.is(refusal.getSQLState()));
    }

    private void answer(Body body) throws SQLException, IOException {
        int code = body.int32();
        Optional<byte[]> answer = authenticator.answer(code, body.rest());
        if (answer.isPresent()) {
            var out = new ByteWriter(256);
            Frontend.authenticationAnswer(out, answer.get());
            channel.send(out);
        }
    }

    /** The server knows only an older minor version; libpq's checks. */
    private void negotiate(Body body) throws SQLException, ProtocolException {
        ProtocolVersion offered = ProtocolVersion.ofCode(body.int32());
        int unknownOptions = body.int32();
        if (negotiated || offered.major() != 3 || offered.minor() >= version.minor() || unknownOptions != 0) {
            throw new ProtocolException("it negotiates protocol version " + offered + " when asked for " + version);
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

    private Credentials credentials() {
        Optional<Secret> password = config.password();
        return password.isPresent()
                ? Credentials.of(config.user(), password.get().reveal())
                : Credentials.withoutPassword(config.user());
    }

    private AuthPolicy policy() {
        var auth = config.auth();
        return new AuthPolicy(
                switch (auth.channelBinding()) {
                    case DISABLE -> AuthPolicy.Binding.DISABLE;
                    case PREFER -> AuthPolicy.Binding.PREFER;
                    case REQUIRE -> AuthPolicy.Binding.REQUIRE;
                },
                auth.allowCleartextPassword() ? AuthPolicy.Cleartext.ANY_LINK : AuthPolicy.Cleartext.PROTECTED_LINKS,
                auth.scramMaxIterations());
    }

    private Link link() {
        Optional<TlsSession> tls = transport.tls();
        if (tls.isPresent()) {
            return new Link.Tls(tls.get().serverCertificate());
        }
        return transport.isLocal() ? new Link.Local() : new Link.Open();
    }

    // ---- from AuthenticationOk to ReadyForQuery

    private Session awaitReady() throws SQLException, IOException {
        receiver.noticesTo(notices::add);
        while (true) {
            int type = receiver.next(deadline);
            switch (type) {
                case Backend.BACKEND_KEY_DATA -> keyData(receiver.body());
                case Backend.READY_FOR_QUERY -> {
                    return session();
                }
                case Backend.ERROR_RESPONSE -> throw SqlErrors.server(receiver.error());
                case Inbound.NOT_YET -> throw timedOut("startup");
                default ->
                    throw new ProtocolException("it sent a message of type '" + (char) type + "' before it was ready");
            }
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

    private Session session() {
        Optional<TlsSession> tls = transport.tls();
        var security = new ConnectionSecurity(
                tls.isPresent()
                        ? ConnectionSecurity.Encryption.TLS
                        : host.isUnixSocket()
                                ? ConnectionSecurity.Encryption.UNIX_SOCKET
                                : ConnectionSecurity.Encryption.NONE,
                tls.map(TlsSession::protocol),
                tls.map(TlsSession::cipherSuite),
                authenticator.method(),
                authenticator.channelBound());
        var statements = config.statements();
        int cached = statements.prepareThreshold() == 0 ? 0 : statements.cacheQueries();
        return new Session(
                channel,
                receiver,
                new SessionFacts(version, processId, cancelKey, security, List.copyOf(notices)),
                new SessionLimits(
                        cached, statements.cacheMiB(), config.timeouts().socket(), statements.eagerResultBytes()),
                formats,
                new CancelConnection(transport, host, config));
    }

    private int next(String phase) throws SQLException, IOException {
        int type = channel.next(deadline);
        if (type == Inbound.NOT_YET) {
            throw timedOut(phase);
        }
        return type;
    }

    private SQLException timedOut(String phase) {
        return SqlErrors.connectTimedOut(host.host(), host.port(), phase, deadline.limit());
    }
}
