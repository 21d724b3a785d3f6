package io.howdah.jdbc;

import io.howdah.config.ConnectionConfig.StatementSettings;
import io.howdah.jdbc.result.ColumnOrigins;
import io.howdah.session.Session;
import io.howdah.sql.ParseOptions;
import io.howdah.sql.ParseOptions.Escapes;
import io.howdah.sql.ParsedSql;
import io.howdah.sql.SqlParser;
import io.howdah.sql.StringSyntax;
import io.howdah.types.CodecContext;
import io.howdah.types.TypeRegistry;
import java.sql.SQLException;
import java.time.Duration;
import java.util.TimeZone;

/** What the statements of one connection share. */
final class JdbcContext {
    private final Session session;
    private final TypeRegistry types;
    private final Transactions transactions;
    private final StatementSettings settings;
    private final Duration queryTimeout;

    private final SoftTypes softTypes = new SoftTypes();
    private final ParsedTexts preparedTexts = new ParsedTexts();
    private final ParsedTexts statementTexts = new ParsedTexts();
    private final ColumnOrigins origins = new CatalogOrigins(this);

    private volatile Snapshot snapshot = new Snapshot(-1, null, null, null, null);

    /** What depends on the server's parameters, with the count of changes at which it was taken. */
    private record Snapshot(
            int changes, CodecContext codecs, StringSyntax strings, ParseOptions statement, ParseOptions prepared) {
        static Snapshot of(int changes, CodecContext codecs, StringSyntax strings) {
            return new Snapshot(
                    changes,
                    codecs,
                    strings,
                    ParseOptions.STATEMENT.with(strings),
                    ParseOptions.PREPARED.with(strings));
        }
    }

    /** @param queryTimeout of new statements; zero for none */
    JdbcContext(
            Session session,
            TypeRegistry types,
            Transactions transactions,
            StatementSettings settings,
            Duration queryTimeout) {
        this.queryTimeout = queryTimeout;
        this.session = session;
        this.types = types;
        this.transactions = transactions;
        this.settings = settings;
    }

    Session session() {
        return session;
    }

    TypeRegistry types() {
        return types;
    }

    Transactions transactions() {
        return transactions;
    }

    StatementSettings settings() {
        return settings;
    }

    Duration queryTimeout() {
        return queryTimeout;
    }

    SoftTypes softTypes() {
        return softTypes;
    }

    ColumnOrigins origins() {
        return origins;
    }

    /** The zones as they are now: the JVM's may change as the session's does, and nobody tells of it. */
    CodecContext codecContext() {
        Snapshot known = current();
        TimeZone clientZone = TimeZone.getDefault();
        if (!clientZone.equals(known.codecs().clientZone())) {
            known = Snapshot.of(known.changes(), inZone(known.codecs(), clientZone), known.strings());
            snapshot = known;
        }
        return known.codecs();
    }

    /** Like {@link #codecContext}, where the JVM's zone does not matter: to ask for it costs a copy of it. */
    CodecContext recentCodecContext() {
        return current().codecs();
    }

    /** Literals are read as the server reads them now, in all of these. */
    ParsedSql parsePrepared(String sql) throws SQLException {
        return preparedTexts.parse(sql, current().prepared());
    }

    ParsedSql parseStatement(String sql, Escapes escapes) throws SQLException {
        ParseOptions options = current().statement();
        return escapes == Escapes.PROCESS
                ? statementTexts.parse(sql, options)
                : SqlParser.parse(sql, options.with(escapes));
    }

    StringSyntax strings() {
        return current().strings();
    }

    private Snapshot current() {
        Snapshot known = snapshot;
        int changes = session.parameterChanges();
        if (known.changes() != changes) {
            known = Snapshot.of(
                    changes,
                    codecContext(TimeZone.getDefault()),
                    StringSyntax.of(session.parameter("standard_conforming_strings")));
            snapshot = known;
        }
        return known;
    }

    private CodecContext codecContext(TimeZone clientZone) {
        String intervalStyle = session.parameter("IntervalStyle");
        return new CodecContext(
                SessionZone.of(session.parameter("TimeZone")),
                clientZone,
                intervalStyle == null ? "postgres" : intervalStyle);
    }

    private static CodecContext inZone(CodecContext context, TimeZone clientZone) {
        return new CodecContext(context.sessionZone(), clientZone, context.intervalStyle());
    }
}
