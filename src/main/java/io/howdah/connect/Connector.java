package io.howdah.connect;

import io.howdah.api.PostgresException;
import io.howdah.api.ProtocolVersion;
import io.howdah.auth.Authenticator;
import io.howdah.auth.Credentials;
import io.howdah.auth.TicketCache;
import io.howdah.config.ConnectionConfig;
import io.howdah.config.ConnectionConfig.ChannelBinding;
import io.howdah.config.ConnectionConfig.HostSelection;
import io.howdah.config.ConnectionConfig.HostSpec;
import io.howdah.config.ConnectionConfig.SessionSettings;
import io.howdah.config.ConnectionConfig.TargetServer;
import io.howdah.connect.ConnectListener.Phase;
import io.howdah.error.ConnectErrors;
import io.howdah.oauth.DeviceLogins;
import io.howdah.session.ResultFormats;
import io.howdah.session.Session;
import io.howdah.tls.TlsContext;
import io.howdah.transport.Deadline;
import io.howdah.transport.Dialer;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Makes sessions: tries hosts, encryption and protocol versions in the order that the settings allow.
 *
 * @see <a href="https://www.postgresql.org/docs/current/protocol-flow.html#PROTOCOL-FLOW-START-UP">Start-up</a>
 */
public final class Connector {
    private final ConnectionConfig config;
    private final ResultFormats formats;
    private final Consumer<String> warnings;
    private final Deadline deadline;

    /** Null for none: nearly always. */
    private final ConnectListener listener;

    private final HostMemory memory;

    private final Optional<OAuthLogin> oauth;
    private Map<String, String> serverSettings;

    /** For the address being tried: its share of the time. */
    private Deadline placeDeadline;

    /** For the address being tried. */
    private Credentials credentials;

    /** For the host being tried. */
    private Optional<GssWish> gss = Optional.empty();

    /** Of the latest attempt at the address being tried; null if none was made. */
    private Obstacle obstacle;

    /** Whether the latest attempt met something that speaks the protocol. */
    private boolean heard;

    private final List<SQLException> failures = new ArrayList<>();

    /** A session of the kind that is only second best; null for none. */
    private Session reserve;

    private Connector(
            ConnectionConfig config,
            ResultFormats formats,
            Consumer<String> warnings,
            Optional<OAuthLogin> oauth,
            ConnectListener listener,
            HostMemory memory) {
        this.config = config;
        this.memory = memory;
        this.formats = formats;
        this.warnings = warnings;
        this.oauth = oauth;
        this.listener = listener;
        this.deadline = Deadline.after(config.timeouts().connect());
        this.serverSettings = config.session().parameters();
    }

    /** Forgets what earlier connections have left for later ones: hosts and their roles, keys, tokens, certificates. */
    public static void forget() {
        HostMemory.SHARED.clear();
        Authenticator.forgetKeys();
        DeviceLogins.forget();
        TlsContext.forget();
    }

    /**
     * One deadline covers all that is tried; each host gets its share of it, and each address its share of that, so that
     * one which is silent does not keep us from the next.
     *
     * @param warnings is told what was done otherwise than the settings say
     * @param listener is told on the way how it goes; null for none
     * @param memory says which hosts to try last, and learns it; null for the one that all share
     */
    public static Session connect(
            ConnectionConfig config,
            ResultFormats formats,
            Consumer<String> warnings,
            ConnectListener listener,
            HostMemory memory)
            throws SQLException {
        Optional<OAuthLogin> oauth = config.oauth().isPresent()
                ? Optional.of(new OAuthLogin(config, config.oauth().get()))
                : Optional.empty();
        try {
            return new Connector(config, formats, warnings, oauth, listener, memory).tryHosts();
        } catch (SQLException e) {
            if (oauth.isEmpty() || !oauth.get().mayHelp()) {
                throw e;
            }
            try {
                oauth.get().logIn();
            } catch (SQLException instead) {
                throw also(instead, e);
            }
            // With a deadline of its own: what a user takes to log in is not the servers' time.
            return new Connector(config, formats, warnings, oauth, listener, memory).tryHosts();
        }
    }

    private Session tryHosts() throws SQLException {
        List<HostSpec> hosts = inOrder(config.hosts());
        for (int i = 0; i < hosts.size(); i++) {
            if (i > 0 && deadline.passed()) {
                failures.add(ConnectErrors.noTimeLeft(hosts.get(i).toString()));
            } else {
                Session session = tryHost(hosts.get(i), deadline.share(hosts.size() - i));
                if (session != null) {
                    return instead(session);
                }
            }
        }
        if (reserve != null) {
            return reserve;
        }
        throw failures.size() == 1
                ? failures.get(0)
                : ConnectErrors.noneConnects(failures, failures.size() == hosts.size() ? "hosts" : "addresses");
    }

    private Session instead(Session session) {
        if (reserve != null && reserve != session) {
            reserve.close();
        }
        return session;
    }

    /** Null if none of its addresses gives a session that will do. */
    private Session tryHost(HostSpec host, Deadline forHost) throws SQLException {
        List<HostSpec> places;
        if (listener != null) {
            listener.begins(Phase.RESOLVE, host);
        }
        try {
            places = inOrder(Dialer.places(host, forHost));
        } catch (SQLException e) {
            tellFailure(e);
            failures.add(e);
            return null;
        }
        tellPlaces(places);
        for (int i = 0; i < places.size(); i++) {
            HostSpec place = places.get(i);
            if (i > 0 && forHost.passed()) {
                failures.add(ConnectErrors.noTimeLeft(place.toString()));
                continue;
            }
            placeDeadline = forHost.share(places.size() - i);
            heard = false;
            obstacle = null;
            try {
                Session session = tryPlace(host, place);
                if (session != null) {
                    return session;
                }
            } catch (SQLException e) {
                if (isFinal(e) || obstacle == Obstacle.SETTINGS) {
                    if (reserve != null) {
                        return reserve;
                    }
                    failures.forEach(e::addSuppressed);
                    throw e;
                }
                failures.add(e);
                if (hasChoice(places) && isDown(e)) {
                    memory().rememberDown(host, place);
                }
            }
        }
        return null;
    }

    /** Null if the server is of another kind than wanted. */
    private Session tryPlace(HostSpec host, HostSpec place) throws SQLException {
        credentials = config.login().isEmpty() && config.password().isPresent()
                ? Credentials.of(config.user(), config.password().get().reveal())
                : LoginSource.credentials(config, place, warnings);
        Session session;
        try {
            session = tryGssFirst(place);
        } catch (SQLException e) {
            LoginSource.explain(e, config, place);
            throw e;
        }
        return config.selection().isEmpty()
                ? session
                : ifWanted(session, host, place, config.selection().get().target());
    }

    private Session ifWanted(Session session, HostSpec host, HostSpec place, TargetServer target) {
        if (target == TargetServer.ANY) {
            return session;
        }
        ServerRole role;
        try {
            role = ServerRole.of(session, placeDeadline);
        } catch (SQLException e) {
            session.close();
            failures.add(e);
            return null;
        }
        memory().remember(host, place, role);
        if (role.fits(target)) {
            return session;
        }
        failures.add(ConnectErrors.wrongRole(place.toString(), role.toString(), target.value()));
        if (ServerRole.isPreference(target) && reserve == null) {
            reserve = session;
        } else {
            session.close();
        }
        return null;
    }

    private List<HostSpec> inOrder(List<HostSpec> places) {
        return places.size() == 1
                ? places
                : memory().inOrder(places, config.selection().orElse(HostSelection.ANY));
    }

    private HostMemory memory() {
        return memory == null ? HostMemory.SHARED : memory;
    }

    /** Where there is none, nothing need be remembered. */
    private boolean hasChoice(List<HostSpec> places) {
        return places.size() > 1 || config.hosts().size() > 1;
    }

    /** What a server itself refuses it would refuse elsewhere too; as libpq has it, but for one that is busy or stopping. */
    private static boolean isFinal(SQLException failure) {
        return failure instanceof PostgresException && !isTemporary(failure);
    }

    /** Of this server's own: it starts, stops, or has too many connections. */
    private static boolean isTemporary(SQLException failure) {
        String state = failure.getSQLState();
        return state != null && (state.startsWith("57P0") || state.startsWith("53"));
    }

    /** Nobody there, or nobody ready; not a refusal, nor what is wrong with certificates or passwords. */
    private boolean isDown(SQLException failure) {
        return obstacle != null && (isTemporary(failure) || !heard && obstacle != Obstacle.ENCRYPTION);
    }

    /** GSSAPI comes first, and what else there is where that cannot be had; as libpq has it. */
    private Session tryGssFirst(HostSpec host) throws SQLException {
        // Asked first, so that nothing of GSSAPI is loaded where nobody thinks of it.
        boolean thinkable = config.gss().isPresent() || TicketCache.isAtHand();
        gss = thinkable ? Optional.of(GssWish.of(config, host)) : Optional.empty();
        try {
            return tryEncryptions(host);
        } catch (SQLException e) {
            if (obstacle != Obstacle.GSSAPI || gss.isEmpty() || gss.get() != GssWish.TRY || placeDeadline.passed()) {
                throw e;
            }
            gss = Optional.empty();
            try {
                return tryEncryptions(host);
            } catch (SQLException again) {
                throw also(again, e);
            }
        }
    }

    private Session tryEncryptions(HostSpec host) throws SQLException {
        if (host.isUnixSocket()) {
            return tryVersions(host, Encryption.NONE);
        }
        if (config.auth().channelBinding() == ChannelBinding.REQUIRE) {
            // Nothing but TLS can be bound to, whatever else the mode would do with.
            return tryVersions(host, Encryption.TLS);
        }
        return switch (config.tls().mode()) {
            case DISABLE -> tryVersions(host, Encryption.NONE);
            case REQUIRE, VERIFY_CA, VERIFY_FULL -> tryVersions(host, Encryption.TLS);
            case PREFER -> tryBoth(host, Encryption.TLS_IF_OFFERED, Encryption.NONE);
            case ALLOW -> tryBoth(host, Encryption.NONE, Encryption.TLS);
        };
    }

    private Session tryBoth(HostSpec host, Encryption first, Encryption second) throws SQLException {
        try {
            return tryVersions(host, first);
        } catch (SQLException e) {
            if (obstacle != Obstacle.ENCRYPTION || placeDeadline.passed()) {
                throw e;
            }
            try {
                return tryVersions(host, second);
            } catch (SQLException again) {
                // What the server itself says, and said last, tells most.
                throw again instanceof PostgresException ? also(again, e) : also(e, again);
            }
        }
    }

    private Session tryVersions(HostSpec host, Encryption encryption) throws SQLException {
        var wanted = ProtocolVersion.ofCode(config.protocol().maximum());
        try {
            return tryZones(host, encryption, wanted);
        } catch (SQLException e) {
            int basic = ProtocolVersion.V3_0.code();
            if (obstacle != Obstacle.PROTOCOL_VERSION
                    || wanted.code() == basic
                    || config.protocol().minimum() > basic
                    || placeDeadline.passed()) {
                throw e;
            }
            try {
                return tryZones(host, encryption, ProtocolVersion.V3_0);
            } catch (SQLException again) {
                throw also(again, e);
            }
        }
    }

    /** A server may not know the JVM's time zone. Which setting it dislikes it says in words only, so we just try. */
    private Session tryZones(HostSpec host, Encryption encryption, ProtocolVersion version) throws SQLException {
        try {
            return attempt(host, encryption, version);
        } catch (SQLException e) {
            String first = serverSettings.get(SessionSettings.TIME_ZONE);
            String second = config.session().secondTimeZone().orElse(first);
            if (obstacle != Obstacle.SERVER_SETTING || second == null || second.equals(first)) {
                throw e;
            }
            serverSettings = new LinkedHashMap<>(serverSettings);
            serverSettings.put(SessionSettings.TIME_ZONE, second);
            try {
                Session session = attempt(host, encryption, version);
                warnings.accept("The server does not know the JVM's time zone " + first + ": the session's TimeZone is "
                        + second + ", its present offset. Set the property timeZone to a zone that both know");
                return session;
            } catch (SQLException again) {
                throw also(again, e);
            }
        }
    }

    private Session attempt(HostSpec host, Encryption encryption, ProtocolVersion version) throws SQLException {
        var attempt = new Attempt(config, serverSettings, formats, host, credentials, placeDeadline, oauth, listener);
        try {
            return attempt.run(gss, encryption, version);
        } catch (SQLException e) {
            obstacle = attempt.obstacle();
            heard = attempt.heard();
            tellFailure(e);
            throw e;
        }
    }

    private void tellPlaces(List<HostSpec> places) {
        if (listener != null) {
            var found = new StringBuilder();
            for (HostSpec place : places) {
                found.append(found.length() == 0 ? "" : ", ")
                        .append(place.address().orElse(place.host()));
            }
            listener.finds(found.toString());
        }
    }

    private void tellFailure(SQLException failure) {
        if (listener != null) {
            listener.fails(failure);
        }
    }

    private static SQLException also(SQLException failure, SQLException other) {
        failure.addSuppressed(other);
        return failure;
    }
}
