package io.howdah.jdbc;

import io.howdah.observe.Watched;
import io.howdah.session.Failure;
import io.howdah.session.Plan;
import io.howdah.session.Reply;
import io.howdah.session.Session;
import java.sql.SQLException;

/**
 * Sends what statements plan, and sends it again where the first try failed for a reason that is gone and has cost
 * nothing: a prepared statement that the server had lost, or parameters whose types it could not tell.
 */
final class Execution {
    /** A server behind a pooler may have lost the statements, and then have had another's view of the tables. */
    private static final int MOST_HEALINGS = 2;

    private Execution() {}

    /** A plan with parameters that can be declared in more than one way. */
    interface Retypable extends Plan {
        /**
         * Chooses other types for the parameters of a statement that failed.
         *
         * @return false if it failed for another reason, or none are left to try
         */
        boolean retype(Failure failure);

        /** @param failure the last one; null if there was none */
        void retyped(Failure failure);
    }

    /** Returns the answer; its error stays in it, for those who need the outcomes before it. */
    static Reply attempt(Session session, Transactions transactions, Plan plan) throws SQLException {
        return attempt(session, transactions, plan, null);
    }

    /** @param earlier an answer whose objects may be used again; may be null */
    static Reply attempt(Session session, Transactions transactions, Plan plan, Reply earlier) throws SQLException {
        transactions.requireWork();
        Watched watched = plan.kind() == null ? null : session.watch().begin(plan.kind(), plan.sql());
        if (watched == null) {
            return tryOut(session, transactions, plan, earlier);
        }
        Reply reply = null;
        SQLException thrown = null;
        try {
            reply = tryOut(session, transactions, plan, earlier);
            return reply;
        } catch (SQLException e) {
            thrown = e;
            throw e;
        } finally {
            if (reply == null) {
                watched.ends(thrown);
            } else {
                watched.ends(reply.rowCount(), reply.sentBytes(), reply.arrivedBytes(), reply.error());
            }
        }
    }

    private static Reply tryOut(Session session, Transactions transactions, Plan plan, Reply earlier)
            throws SQLException {
        Reply reply = session.send(plan, earlier);
        for (int i = 0; i < MOST_HEALINGS && reply.canBeSentAgain(); i++) {
            reply = sendAgain(session, transactions, plan, reply);
        }
        if (reply.canBeUndone()
                && plan instanceof StatementPlan ofStatement
                && ofStatement.unrewrite(reply.failure())) {
            reply = sendAgain(session, transactions, plan, reply);
        }
        if (plan instanceof Retypable retypable) {
            reply = retype(session, transactions, retypable, reply);
        }
        transactions.mend(reply);
        transactions.sent(reply);
        return reply;
    }

    /** Returns the first answer if no types help: its error is about what the user wrote. */
    private static Reply retype(Session session, Transactions transactions, Retypable plan, Reply first)
            throws SQLException {
        Reply reply = first;
        while (reply.canBeUndone() && plan.retype(reply.failure())) {
            reply = sendAgain(session, transactions, plan, reply);
        }
        plan.retyped(reply.failure());
        return reply.failure() != null && reply.failure().stage() == Failure.Stage.PARSE ? first : reply;
    }

    private static Reply sendAgain(Session session, Transactions transactions, Plan plan, Reply failed)
            throws SQLException {
        transactions.undo(failed);
        try {
            return session.send(plan);
        } finally {
            // It may be refused: the next flight is another one then.
            transactions.doneAgain();
        }
    }
}
