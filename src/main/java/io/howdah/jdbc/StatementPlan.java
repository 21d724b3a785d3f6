package io.howdah.jdbc;

import io.howdah.api.ConnectionObserver.Kind;
import io.howdah.api.ServerError;
import io.howdah.session.Failure;
import io.howdah.session.Flight;
import io.howdah.session.Plan;
import java.sql.SQLException;
import java.time.Duration;

/** What all plans of a statement have in common. */
abstract class StatementPlan implements Plan {
    private final StatementImpl statement;

    StatementPlan(StatementImpl statement) {
        this.statement = statement;
    }

    /**
     * Goes back to the text as the user wrote it, or makes another of it, if what failed is what was made of it.
     *
     * @return false if the failure is none of the text that was sent instead
     */
    boolean unrewrite(Failure failure) throws SQLException {
        return false;
    }

    @Override
    public final void write(Flight flight) throws SQLException {
        // It may have been closed while this waited for the wire, which may be another user's since.
        statement.requireUser();
        say(flight);
    }

    /** As {@link #write}. */
    abstract void say(Flight flight) throws SQLException;

    @Override
    public final Duration timeout() {
        return statement.timeout();
    }

    @Override
    public final Kind kind() {
        return Kind.STATEMENT;
    }

    @Override
    public final void onNotice(ServerError notice) {
        statement.warn(notice);
    }
}
