package io.howdah.jdbc;

import io.howdah.session.Plan;
import io.howdah.session.Reply;
import java.sql.SQLException;

/** Sends what statements plan, and sends it again where the first try failed for a reason that is gone. */
final class Execution {
    private Execution() {}

    /** Returns the answer; its error stays in it, for those who need the outcomes before it. */
    static Reply attempt(JdbcContext context, Plan plan) throws SQLException {
        Reply reply = context.session().send(plan);
        if (reply.canBeSentAgain()) {
            context.transactions().restart();
            reply = context.session().send(plan);
        }
        return reply;
    }
}
