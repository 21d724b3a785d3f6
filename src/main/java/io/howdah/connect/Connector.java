package io.howdah.connect;

import io.howdah.api.PostgresException;
import io.howdah.api.ProtocolVersion;
import io.howdah.config.ConnectionConfig;
import io.howdah.config.ConnectionConfig.HostSpec;
import io.howdah.config.ConnectionConfig.SessionSettings;
import io.howdah.error.SqlErrors;
import io.howdah.error.SqlState;
import io.howdah.session.ResultFormats;
import io.howdah.session.Session;
import io.howdah.transport.Deadline;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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
    private Map<String, String> serverSettings;

    /** For the host being tried: its share of the time. */
    private Deadline hostDeadline;

    /** Of the latest attempt. */
    private Obstacle obstacle;

    private Connector(ConnectionConfig config, ResultFormats formats, Consumer<String> warnings) {
        this.config = config;
        this.formats = formats;
        this.warnings = warnings;
        this.deadline = Deadline.after(config.timeouts().connect());
        this.serverSettings = config.session().parameters();
    }

    /**
     * One deadline covers all that is tried; each host gets its share of it, so that one which is silent does not keep us
     * from the next.
     *
     * @param warnings is told what was done otherwise than the settings say
     */
    public static Session connect(ConnectionConfig config, ResultFormats formats, Consumer<String> warnings)
            throws SQLException {
        return new Connector(config, formats, warnings).tryHosts();
    }

    private Session tryHosts() throws SQLException {
        List<SQLException> failures = new ArrayList<>();
        List<HostSpec> hosts = config.hosts();
        for (int i = 0; i < hosts.size() && (i == 0 || !deadline.passed()); i++) {
            hostDeadline = deadline.share(hosts.size() - i);
            try {
                return tryEncryptions(hosts.get(i));
            } catch (SQLException e) {
                if (isFinal(e) || obstacle == Obstacle.SETTINGS) {
                    failures.forEach(e::addSuppressed);
                    throw e;
                }
                failures.add(e);
            }
        }
        throw failures.size() == 1 ? failures.get(0) : SqlErrors.noHostConnects(failures);
    }

    /** What a server itself refuses it would refuse elsewhere too; as libpq has it, but for a server just starting. */
    private static boolean isFinal(SQLException failure) {
        return failure instanceof PostgresException && !SqlState.CANNOT_CONNECT_NOW.is(failure.getSQLState());
    }

    private Session tryEncryptions(HostSpec host) throws SQLException {
        if (host.isUnixSocket()) {
            return tryVersions(host, Encryption.NONE);
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
            if (obstacle != Obstacle.ENCRYPTION || hostDeadline.passed()) {
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
                    || hostDeadline.passed()) {
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
        var attempt = new Attempt(config, serverSettings, formats, host, hostDeadline);
        try {
            return attempt.run(encryption, version);
        } catch (SQLException e) {
            obstacle = attempt.obstacle();
            throw e;
        }
    }

    private static SQLException also(SQLException failure, SQLException other) {
        failure.addSuppressed(other);
        return failure;
    }
}
