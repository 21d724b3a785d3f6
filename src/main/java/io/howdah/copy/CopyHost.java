package io.howdah.copy;

import io.howdah.api.ServerError;
import io.howdah.observe.Watched;
import io.howdah.session.Flight;
import io.howdah.session.Plan;
import io.howdah.session.Reply;
import io.howdah.sql.ParsedSql;
import io.howdah.types.CodecContext;
import io.howdah.types.DatabaseTypes;
import java.sql.SQLException;
import java.time.Duration;

/** The connection behind a COPY: its transactions, types and settings. */
public interface CopyHost {
    /** Sends a plan, and again where the first try failed for a reason that is gone. The error stays in the answer. */
    Reply send(Plan plan) throws SQLException;

    /** Writes what is due before a statement, such as a BEGIN. Under the wire lock. */
    void open(Flight flight);

    /** Whether what is written next runs in a transaction block; ask after {@link #open}. */
    Flight.Transaction within(Flight flight);

    /** A COPY has ended: mends what it may have cost the transaction, if that is wanted. */
    void ended(Reply reply) throws SQLException;

    ParsedSql parse(String sql) throws SQLException;

    DatabaseTypes types();

    CodecContext codecContext();

    /** How long the server may keep somebody waiting; zero for as long as it likes. */
    Duration timeout();

    /** A COPY begins; null if nobody wants to know how it ends. */
    Watched watch(String sql);

    void onNotice(ServerError notice);

    int serverMajor();
}
