package io.howdah.observe;

import io.howdah.api.ConnectionObserver;
import io.howdah.api.ConnectionObserver.Kind;
import io.howdah.api.ConnectionObserver.Observation;
import io.howdah.api.ConnectionObserver.Operation;
import io.howdah.api.ConnectionObserver.Server;
import java.util.Optional;
import jdk.jfr.FlightRecorder;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Who wants to know what one connection does: the flight recorder, and the user's observer. As long as nobody does, asking
 * costs a look at a field, and allocates nothing.
 */
public final class Watch {
    /** A run-time image may lack it, and then nothing of ours may touch its classes. */
    private static final boolean HAS_RECORDER =
            ModuleLayer.boot().findModule("jdk.jfr").isPresent();

    /** For a session that nobody has said anything about. */
    public static final Watch NOBODY = new Watch(null, new Server("", 0, "", "", 0));

    private final ConnectionObserver observer;
    private final Server server;

    /** @param observer null for none */
    public Watch(ConnectionObserver observer, Server server) {
        this.observer = observer;
        this.server = server;
    }

    /** The same for the session that the server has opened. */
    public Watch of(int backendPid) {
        return new Watch(
                observer, new Server(server.host(), server.port(), server.database(), server.user(), backendPid));
    }

    /** Whether it is worth while to tell of the phases of connecting. */
    public boolean wantsPhases() {
        return recorderRuns() && Recording.wantsPhases();
    }

    /** A phase of connecting begins; null if nobody wants to know how it ends. */
    public Watched beginPhase(String phase, String place) {
        return wantsPhases() ? Recording.beginPhase(server, phase, place) : null;
    }

    /**
     * Something begins.
     *
     * @param sql null for none
     * @return who is to be told how it ends; null if nobody wants to know
     */
    public Watched begin(Kind kind, String sql) {
        boolean recorded = recorderRuns() && Recording.isWanted(kind);
        if (observer == null && !recorded) {
            return null;
        }
        Watched recording = recorded ? Recording.begin(kind, server, sql) : null;
        Observation observation = observer == null ? null : ask(kind, sql);
        if (observation == null) {
            return recording;
        }
        return new Observed(observation, recording);
    }

    /** Asked before any class of an event is touched: the first of them would start up all of the recorder. */
    private static boolean recorderRuns() {
        return HAS_RECORDER && FlightRecorder.isInitialized();
    }

    private Observation ask(Kind kind, String sql) {
        try {
            return observer.begins(new Operation(kind, server, Optional.ofNullable(sql)));
        } catch (RuntimeException e) {
            Log.LOG.warn("The connection observer failed; what it was to be told of goes on: {}", e.toString(), e);
            return null;
        }
    }

    /** A statement is sent to be parsed: it was not among the prepared ones. */
    public void parses(String sql) {
        if (recorderRuns()) {
            Recording.parses(server, sql);
        }
    }

    /** A notification has come, whoever wants it. Its payload is the user's, and is not told. */
    public void notified(String channel, int fromBackendPid) {
        if (recorderRuns()) {
            Recording.notified(server, channel, fromBackendPid);
        }
    }

    /** A class of its own, so that slf4j starts up only once there is something to say. */
    static final class Log {
        static final Logger LOG = LoggerFactory.getLogger(Watch.class);

        private Log() {}
    }
}
