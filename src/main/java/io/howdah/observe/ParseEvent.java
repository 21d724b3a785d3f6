package io.howdah.observe;

import io.howdah.api.ConnectionObserver.Server;
import jdk.jfr.Category;
import jdk.jfr.Description;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;

/** A statement was not among the prepared ones. */
@Name("io.howdah.Parse")
@Label("Parse")
@Description("A statement is sent to be parsed, since it is not among the prepared ones")
@Category("Howdah")
final class ParseEvent extends Event {
    static final ParseEvent PROBE = new ParseEvent(null, null);

    @Label("Backend")
    @Description("The process id of the server's backend")
    final int backendPid;

    @Label("SQL")
    @Description("As it is sent, parameters as $1")
    final String sql;

    ParseEvent(Server server, String sql) {
        this.backendPid = server == null ? 0 : server.backendPid();
        this.sql = sql;
    }
}
