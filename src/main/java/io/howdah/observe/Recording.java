package io.howdah.observe;

import io.howdah.api.ConnectionObserver.Kind;
import io.howdah.api.ConnectionObserver.Server;

/** Events for the flight recorder. All that touches the recorder's classes is behind this one. */
final class Recording {
    private Recording() {}

    /** Whether the recorder runs and wants to know of such things. Null of it is allocated. */
    static boolean isWanted(Kind kind) {
        return switch (kind) {
            case CONNECT -> ConnectEvent.PROBE.isEnabled();
            case STATEMENT -> StatementEvent.PROBE.isEnabled();
            case FETCH -> FetchEvent.PROBE.isEnabled();
            case COMMIT, ROLLBACK -> TransactionEvent.PROBE.isEnabled();
            case COPY -> CopyEvent.PROBE.isEnabled();
            case CANCEL -> CancelEvent.PROBE.isEnabled();
        };
    }

    static Watched begin(Kind kind, Server server, String sql) {
        OperationEvent event =
                switch (kind) {
                    case CONNECT -> new ConnectEvent();
                    case STATEMENT -> new StatementEvent(sql);
                    case FETCH -> new FetchEvent(sql);
                    case COMMIT, ROLLBACK -> new TransactionEvent(kind);
                    case COPY -> new CopyEvent(sql);
                    case CANCEL -> new CancelEvent();
                };
        event.begin(server);
        return event;
    }

    static boolean wantsPhases() {
        return PhaseEvent.PROBE.isEnabled();
    }

    static Watched beginPhase(Server server, String phase, String place) {
        var event = new PhaseEvent(phase, place);
        event.begin(server);
        return event;
    }

    static void parses(Server server, String sql) {
        if (ParseEvent.PROBE.isEnabled()) {
            new ParseEvent(server, sql).commit();
        }
    }

    static void notified(Server server, String channel, int fromBackendPid) {
        if (NotificationEvent.PROBE.isEnabled()) {
            new NotificationEvent(server, channel, fromBackendPid).commit();
        }
    }
}
