package io.howdah.jdbc;

import io.howdah.api.ConnectionObserver.Kind;
import io.howdah.api.ServerError;
import io.howdah.session.Plan;
import java.time.Duration;

/** What all plans of a statement have in common. */
abstract class StatementPlan implements Plan {
    private final StatementImpl statement;

    StatementPlan(StatementImpl statement) {
        this.statement = statement;
    }

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
