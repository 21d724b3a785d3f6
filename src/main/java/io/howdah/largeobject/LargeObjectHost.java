package io.howdah.largeobject;

import io.howdah.api.ServerError;
import io.howdah.session.Flight;
import io.howdah.session.Plan;
import io.howdah.session.Reply;
import io.howdah.types.DatabaseTypes;
import java.sql.SQLException;
import java.time.Duration;

/** The connection behind large objects: its transactions and settings. */
public interface LargeObjectHost {
    /** Sends a plan, and again where the first try failed for a reason that is gone. The error stays in the answer. */
    Reply send(Plan plan) throws SQLException;

    /** Writes what is due before a statement, such as a BEGIN. Under the wire lock. */
    void open(Flight flight);

    /** Makes what is sent from now on one transaction, in autocommit too. */
    Unit begin() throws SQLException;

    /** Several round trips that belong together. */
    interface Unit {
        /** Commits; nothing where there is a transaction of the user's around it. */
        void commit() throws SQLException;

        /**
         * Takes back what was done.
         *
         * @return false where that would take more with it, since there is a transaction of the user's around it
         */
        boolean rollback() throws SQLException;
    }

    DatabaseTypes types();

    /** How long the server may keep somebody waiting; zero for as long as it likes. */
    Duration timeout();

    void onNotice(ServerError notice);
}
