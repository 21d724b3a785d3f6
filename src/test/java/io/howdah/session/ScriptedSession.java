package io.howdah.session;

import io.howdah.api.ConnectionSecurity;
import io.howdah.api.ProtocolVersion;
import io.howdah.error.ErrorDetail;
import io.howdah.session.Session.SessionFacts;
import io.howdah.session.Session.SessionLimits;
import io.howdah.wire.Field;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** A session that has just started, with a script at the other end. */
public final class ScriptedSession {
    private static final SessionFacts FACTS = new SessionFacts(
            ProtocolVersion.V3_0,
            4711,
            new byte[4],
            new ConnectionSecurity(
                    ConnectionSecurity.Encryption.NONE,
                    Optional.empty(),
                    Optional.empty(),
                    ConnectionSecurity.ServerVerification.NONE,
                    ConnectionSecurity.Authentication.NONE,
                    false),
            List.of(),
            SessionKind.ORDINARY);

    private final FakeTransport transport = new FakeTransport();
    private final Session session;

    private ScriptedSession(SessionLimits limits, ResultFormats formats) {
        var channel = new Channel(transport);
        channel.inbound().allowLongMessages();
        session = new Session(channel, new Receiver(channel), FACTS, limits, formats, (processId, key) -> {
            throw new java.io.IOException("nobody to cancel");
        });
    }

    /** One that keeps up to 256 statements and asks for text. */
    public static ScriptedSession start() {
        return start(256, ResultFormats.TEXT);
    }

    public static ScriptedSession start(int cachedStatements, ResultFormats formats) {
        return new ScriptedSession(limits(cachedStatements, 1 << 20), formats);
    }

    /** One that hands rows over once it has so many bytes of them. */
    public static ScriptedSession startLazy(int eagerBytes) {
        return new ScriptedSession(limits(256, eagerBytes), ResultFormats.TEXT);
    }

    /** One that keeps no more than so many bytes of a result. */
    public static ScriptedSession startLimited(int keptBytes) {
        return new ScriptedSession(
                new SessionLimits(256, 5, Duration.ZERO, 1 << 20, keptBytes, ErrorDetail.SHOWN), ResultFormats.TEXT);
    }

    private static SessionLimits limits(int cachedStatements, int eagerBytes) {
        return new SessionLimits(cachedStatements, 5, Duration.ZERO, eagerBytes, 0, ErrorDetail.SHOWN);
    }

    static void runOutOfMemory() {
        throw new OutOfMemoryError("no memory");
    }

    public Session session() {
        return session;
    }

    public FakeTransport transport() {
        return transport;
    }

    /** What arrives with the next read. */
    public ScriptedSession say(byte[]... messages) {
        transport.say(ServerWords.together(messages));
        return this;
    }

    public Reply simple(String sql) throws SQLException {
        return session.send(flight -> flight.simple(sql));
    }

    /** Executes by the cache, as a PreparedStatement does. */
    public Reply prepared(String sql) throws SQLException {
        return session.send(flight -> flight.execute(flight.statements().get(sql), Binding.NONE, 0));
    }

    /** The rows of a query whose answer is these columns and rows. */
    public static Rows rows(List<Field> columns, List<byte[]> rows) throws SQLException {
        var script = start();
        script.say(
                ServerWords.rowDescription(columns.toArray(Field[]::new)),
                ServerWords.together(rows.toArray(byte[][]::new)),
                ServerWords.complete("SELECT " + rows.size()),
                ServerWords.ready('I'));
        return script.simple("select").next().rows();
    }
}
