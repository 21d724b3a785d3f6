package io.howdah.functioncall;

import io.howdah.api.ServerError;
import io.howdah.session.Flight;
import io.howdah.session.Plan;
import io.howdah.session.Reply;
import io.howdah.types.CodecContext;
import io.howdah.types.DatabaseTypes;
import java.sql.SQLException;
import java.time.Duration;

/** The connection behind function calls: its transactions, types and settings. */
public interface FunctionCallHost {
    /** Sends a plan, and again where the first try failed for a reason that is gone. The error stays in the answer. */
    Reply send(Plan plan) throws SQLException;

    /** Writes what is due before a statement, such as a BEGIN. Under the wire lock. */
    void open(Flight flight);

    DatabaseTypes types();

    CodecContext codecContext();

    /** How long the server may keep somebody waiting; zero for as long as it likes. */
    Duration timeout();

    void onNotice(ServerError notice);
}
