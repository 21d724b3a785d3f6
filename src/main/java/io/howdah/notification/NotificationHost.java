package io.howdah.notification;

import io.howdah.api.ServerError;
import io.howdah.session.Flight;
import io.howdah.session.Plan;
import io.howdah.session.Reply;
import io.howdah.session.Session;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;

/** The connection that listens: its session and its transactions. */
public interface NotificationHost {
    Session session();

    /** Sends a plan, and again where the first try failed for a reason that is gone. The error stays in the answer. */
    Reply send(Plan plan) throws SQLException;

    /** Writes what is due before a statement, such as a BEGIN. Under the wire lock. */
    void open(Flight flight);

    /**
     * Has these statements said in front of the next one that finds no transaction open; none if there is nothing to say then.
     *
     * @param statements asked under the wire lock, when nothing else can be sent before them any more
     */
    void later(Supplier<List<String>> statements);

    /** How long the server may take for a statement; zero for as long as it likes. */
    Duration timeout();

    void onNotice(ServerError notice);
}
