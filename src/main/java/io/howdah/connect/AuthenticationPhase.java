package io.howdah.connect;

import io.howdah.api.ConnectionSecurity.Authentication;
import io.howdah.api.ProtocolVersion;
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
import io.howdah.error.SqlErrors;
import io.howdah.error.SqlState;
import io.howdah.session.Channel;
import io.howdah.session.Receiver;
import io.howdah.transport.Deadline;
import io.howdah.transport.TlsSession;
import io.howdah.transport.Transport;
import io.howdah.wire.Backend;
import io.howdah.wire.Body;
import io.howdah.wire.ByteWriter;
import io.howdah.wire.Frontend;
import io.howdah.wire.Inbound;
import io.howdah.wire.ProtocolException;
import java.io.IOException;
import java.sql.SQLException;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/**
 * What is said between the startup message and AuthenticationOk: who we are is proven, and the minor version of the
 * protocol may be agreed on. The server says nothing but {@code R}, {@code v} and {@code E} here, each of them short.
 */
final class AuthenticationPhase implements LoginMethods {
    /** What may be said before AuthenticationOk, but for errors; libpq's limit. */
    private static final int LONGEST_REQUEST = 2_000;

    private final ConnectionConfig config;
    private final Transport transport;
    private final Channel channel;
    private final Receiver receiver;
    private final Logins logins;
    private final Authenticator authenticator;

    private ProtocolVersion version;
    private boolean heard;
    private boolean askedForProof;
    private boolean negotiated;
    private Obstacle obstacle = Obstacle.OTHER;

    /**
     * @param transport as encrypted as it is going to be
     * @param asked the version in the startup message
     */
    AuthenticationPhase(
            ConnectionConfig config,
            Credentials credentials,
            Transport transport,
            Channel channel,
            Receiver receiver,
            Logins logins,
            ProtocolVersion asked) {
        this.config = config;
        this.transport = transport;
        this.channel = channel;
        this.receiver = receiver;
        this.logins = logins;
        authenticator = new Authenticator(credentials, policy(config), link(transport), this);
        version = asked;
    }

    /** Returns once the server has let us in, and rightly. */
    void run(HostSpec host, Deadline deadline) throws SQLException, IOException {
        while (!authenticator.completed()) {
            int type = channel.next(deadline);
            switch (type) {
                case Inbound.NOT_YET ->
                    throw SqlErrors.connectTimedOut(host.host(), host.port(), "authentication", deadline.limit());
                case Backend.AUTHENTICATION -> answer(shortBody(type));
                case Backend.NEGOTIATE_PROTOCOL_VERSION -> negotiate(shortBody(type));
                case Backend.ERROR_RESPONSE -> throw refusal();
                default -> throw new ProtocolException("it opened with a message of type '" + (char) type + "'");
            }
            heard = true;
        }
        channel.inbound().allowLongMessages();
    }

    /** How the user was proven. */
    Authentication method() {
        return authenticator.method();
    }

    /** Whether the proof was bound to the TLS channel. */
    boolean channelBound() {
        return authenticator.channelBound();
    }

    /** The version that was asked for, or an older one that the server offered instead. */
    ProtocolVersion version() {
        return version;
    }

    /** Whether something that speaks the protocol answered. */
    boolean heard() {
        return heard;
    }

    /** What stood in the way; after a failure. */
    Obstacle obstacle() {
        return obstacle;
    }

    private Body shortBody(int type) throws ProtocolException {
        Body body = receiver.body();
        if (body.remaining() > LONGEST_REQUEST) {
            throw new ProtocolException("a message of type '" + (char) type + "' has " + body.remaining()
                    + " bytes and comes before authentication");
        }
        return body;
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

    private SQLException refusal() throws IOException {
        SQLException refusal = SqlErrors.server(receiver.error(), Attempt.errorDetail(config));
        String state = refusal.getSQLState();
        if (!heard && (SqlState.FEATURE_NOT_SUPPORTED.is(state) || SqlState.PROTOCOL_VIOLATION.is(state))) {
            obstacle = Obstacle.PROTOCOL_VERSION;
        } else if (!askedForProof && SqlState.INVALID_AUTHORIZATION.is(state)) {
            obstacle = transport.isGss() ? Obstacle.GSSAPI : Obstacle.ENCRYPTION;
        }
        return refusal;
    }

    // ---- what the authenticator goes by

    private static AuthPolicy policy(ConnectionConfig config) {
        var auth = config.auth();
        var policy = new AuthPolicy(
                AuthPolicy.Binding.valueOf(auth.channelBinding().name()),
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

    private static Link link(Transport transport) {
        Optional<TlsSession> tls = transport.tls();
        if (tls.isPresent()) {
            return new Link.Tls(tls.get().serverCertificate());
        }
        if (transport.isGss()) {
            return new Link.Gss();
        }
        return transport.isLocal() ? new Link.Local() : new Link.Open();
    }

    @Override
    public void requireTime() throws SQLException {
        logins.requireTime();
    }

    @Override
    public TokenExchange kerberos() throws SQLException {
        return logins.kerberos();
    }

    @Override
    public TokenExchange negotiate() throws SQLException {
        return logins.negotiate();
    }

    @Override
    public OAuthBearer oauth() throws SQLException {
        return logins.bearer(transport);
    }
}
