package io.howdah.notification;

import io.howdah.api.ServerError;
import io.howdah.session.Flight;
import io.howdah.session.Plan;
import io.howdah.session.Reply;
import io.howdah.session.Session;
import java.sql.SQLException;
import java.time.Duration;

/** The connection that listens: its session and its transactions. */
public interface NotificationHost {
    Session session();

    /** Sends a plan, and again where the first try failed for a reason that is gone. The error stays in the answer. */
    Reply send(Plan plan) throws SQLException;

    /** Writes what is due before a statement, such as a BEGIN. Under the wire lock. */
    void open(Flight flight);

    /** How long the server may take for a statement; zero for as long as it likes. */
    Duration timeout();

    void onNotice(ServerError notice);
}
