package io.howdah.jdbc;

import io.howdah.error.PipelineErrors;
import io.howdah.pipeline.QueuedStatement;
import io.howdah.session.Binding;
import io.howdah.sql.ParsedSql;
import io.howdah.sql.ParsedStatement;
import io.howdah.sql.TransactionSyntax;
import io.howdah.sql.Verb;
import io.howdah.wire.ByteWriter;
import java.sql.SQLException;
import java.util.EnumSet;
import java.util.Set;

/** What can go through a pipeline: what leaves those behind it as they were meant. */
final class PipelinedStatements {
    private static final Set<Verb> TRANSACTIONS = EnumSet.of(Verb.BEGIN, Verb.COMMIT, Verb.ROLLBACK);

    /** They take from the server what others were prepared as. */
    private static final Set<Verb> LOSING = EnumSet.of(Verb.DEALLOCATE, Verb.DISCARD);

    private PipelinedStatements() {}

    /** @param binding its values are taken as they are now */
    static QueuedStatement queued(String sql, int[] oids, Binding binding) {
        var values = new ByteWriter(64);
        binding.writeTo(values);
        return new QueuedStatement(sql, oids, values.toByteArray());
    }

    /** @throws SQLException if it is not a single statement of the right kind */
    static void require(ParsedSql parsed) throws SQLException {
        CopyStatements.refuse(parsed);
        if (!parsed.isSingle()) {
            throw PipelineErrors.cannotGo(
                    "A text with " + parsed.statements().size() + " statements", "add each by itself");
        }
        ParsedStatement statement = parsed.statements().get(0);
        if (statement.isCall()) {
            throw PipelineErrors.cannotGo("{call ..}", "write CALL or SELECT");
        }
        if (TRANSACTIONS.contains(statement.verb()) || TransactionSyntax.endsTransaction(statement)) {
            throw PipelineErrors.cannotGo(
                    statement.verb() == Verb.PREPARE
                            ? "PREPARE TRANSACTION"
                            : statement.verb().name(),
                    "transactions are the connection's, by setAutoCommit, commit and rollback; in autocommit all that one"
                            + " sync() sends is a transaction");
        }
        if (LOSING.contains(statement.verb())) {
            throw PipelineErrors.cannotGo(
                    statement.verb().name(), "it would make the server forget the statements behind it");
        }
    }
}
