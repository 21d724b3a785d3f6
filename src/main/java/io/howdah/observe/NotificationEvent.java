package io.howdah.observe;

import io.howdah.api.ConnectionObserver.Server;
import jdk.jfr.Category;
import jdk.jfr.Description;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;

/** A notification has come. */
@Name("io.howdah.Notification")
@Label("Notification")
@Description("A notification has come, without its payload")
@Category("Howdah")
final class NotificationEvent extends Event {
    static final NotificationEvent PROBE = new NotificationEvent(null, null, 0);

    @Label("Backend")
    @Description("The process id of the backend that told us")
    final int backendPid;

    @Label("Channel")
    final String channel;

    @Label("From backend")
    @Description("The process id of the backend that sent it")
    final int fromBackendPid;

    NotificationEvent(Server server, String channel, int fromBackendPid) {
        this.backendPid = server == null ? 0 : server.backendPid();
        this.channel = channel;
        this.fromBackendPid = fromBackendPid;
    }
}
