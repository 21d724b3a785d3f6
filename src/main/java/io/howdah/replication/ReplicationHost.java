package io.howdah.replication;

import io.howdah.api.ServerError;
import io.howdah.session.Flight;
import io.howdah.session.Plan;
import io.howdah.session.Reply;
import io.howdah.session.SessionKind;
import io.howdah.types.CodecContext;
import io.howdah.types.DatabaseTypes;
import java.sql.SQLException;
import java.time.Duration;

/** The connection behind replication: what kind it is, its types and settings. */
public interface ReplicationHost {
    SessionKind kind();

    /** Sends a plan. The error stays in the answer. */
    Reply send(Plan plan) throws SQLException;

    /** Writes what is due before a statement, such as a BEGIN. Under the wire lock. */
    void open(Flight flight);

    DatabaseTypes types();

    CodecContext codecContext();

    /** How long the server may keep somebody waiting for the answer to a command; zero for as long as it likes. */
    Duration timeout();

    /** How long the server may be silent; zero for ever. */
    Duration longestSilence();

    void onNotice(ServerError notice);

    int serverMajor();
}
