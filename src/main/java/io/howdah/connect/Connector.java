package io.howdah.connect;

import io.howdah.api.PostgresException;
import io.howdah.api.ProtocolVersion;
import io.howdah.config.ConnectionConfig;
import io.howdah.config.ConnectionConfig.HostSpec;
import io.howdah.config.ConnectionConfig.SslMode;
import io.howdah.error.SqlState;
import io.howdah.session.ResultFormats;
import io.howdah.session.Session;
import io.howdah.transport.Deadline;
import java.sql.SQLException;

/**
 * Makes sessions: tries hosts, encryption and protocol versions in the order that the settings allow.
 *
 * @see <a href="https://www.postgresql.org/docs/current/protocol-flow.html#PROTOCOL-FLOW-START-UP">Start-up</a>
 */
public final class Connector {
    private final ConnectionConfig config;
    private final ResultFormats formats;
    private final Deadline deadline;

    private Connector(ConnectionConfig config, ResultFormats formats) {
        this.config = config;
        this.formats = formats;
        this.deadline = Deadline.after(config.timeouts().connect());
    }

    /** One deadline covers all that is tried. */
    public static Session connect(ConnectionConfig config, ResultFormats formats) throws SQLException {
        return new Connector(config, formats).tryHosts();
    }

    private Session tryHosts() throws SQLException {
        SQLException failure = null;
        for (HostSpec host : config.hosts()) {
            try {
                return tryEncryptions(host);
            } catch (SQLException e) {
                if (failure != null) {
                    e.addSuppressed(failure);
                }
                failure = e;
                if (isFinal(e) || deadline.passed()) {
                    throw e;
                }
            }
        }
        throw failure;
    }

    /** What a server itself refuses it would refuse elsewhere too; as libpq has it, but for a server just starting. */
    private static boolean isFinal(SQLException failure) {
        return failure instanceof PostgresException && !SqlState.CANNOT_CONNECT_NOW.is(failure.getSQLState());
    }

    private Session tryEncryptions(HostSpec host) throws SQLException {
        if (host.isUnixSocket()) {
            return tryVersions(host, Encryption.NONE);
        }
        SslMode mode = config.tls().mode();
        return switch (mode) {
            case DISABLE -> tryVersions(host, Encryption.NONE);
            case REQUIRE -> tryVersions(host, Encryption.TLS);
            case PREFER -> tryBoth(host, Encryption.TLS_IF_OFFERED, Encryption.NONE);
            case ALLOW -> tryBoth(host, Encryption.NONE, Encryption.TLS);
        };
    }

    private Session tryBoth(HostSpec host, Encryption first, Encryption second) throws SQLException {
        try {
            return tryVersions(host, first);
        } catch (SQLException e) {
            if (deadline.passed() || !dependsOnEncryption(e)) {
                throw e;
            }
            try {
                return tryVersions(host, second);
            } catch (SQLException again) {
                e.addSuppressed(again);
                throw e;
            }
        }
    }

    /** A failed handshake, or a refusal by pg_hba.conf, which may have a line for the other kind of connection. */
    private static boolean dependsOnEncryption(SQLException failure) {
        return failure instanceof HandshakeFailure || SqlState.INVALID_AUTHORIZATION.is(failure.getSQLState());
    }

    private Session tryVersions(HostSpec host, Encryption encryption) throws SQLException {
        int wanted = config.protocol().maximum();
        var attempt = new Attempt(config, formats, host, deadline);
        try {
            return attempt.run(encryption, ProtocolVersion.ofCode(wanted));
        } catch (SQLException e) {
            int basic = ProtocolVersion.V3_0.code();
            if (wanted == basic
                    || config.protocol().minimum() > basic
                    || !attempt.versionRefused()
                    || deadline.passed()) {
                throw e;
            }
            try {
                return new Attempt(config, formats, host, deadline).run(encryption, ProtocolVersion.V3_0);
            } catch (SQLException again) {
                again.addSuppressed(e);
                throw again;
            }
        }
    }
}
