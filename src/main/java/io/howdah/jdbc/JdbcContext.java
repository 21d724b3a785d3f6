package io.howdah.jdbc;

import io.howdah.config.ConnectionConfig.StatementSettings;
import io.howdah.jdbc.result.ColumnOrigins;
import io.howdah.session.Session;
import io.howdah.sql.ParseOptions;
import io.howdah.sql.StringSyntax;
import io.howdah.types.CodecContext;
import io.howdah.types.TypeRegistry;
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
    private final ColumnOrigins origins = new CatalogOrigins(this);

    private volatile Snapshot snapshot = new Snapshot(-1, null, null);

    /** What depends on the server's parameters, with the count of changes at which it was taken. */
    private record Snapshot(int changes, CodecContext codecs, StringSyntax strings) {}

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
            known = new Snapshot(
                    known.changes(), new CodecContext(known.codecs().sessionZone(), clientZone), known.strings());
            snapshot = known;
        }
        return known.codecs();
    }

    /** The base options with literals read as the server reads them now. */
    ParseOptions parseOptions(ParseOptions base) {
        return base.with(current().strings());
    }

    private Snapshot current() {
        Snapshot known = snapshot;
        int changes = session.parameterChanges();
        if (known.changes() != changes) {
            known = new Snapshot(
                    changes,
                    new CodecContext(SessionZone.of(session.parameter("TimeZone")), TimeZone.getDefault()),
                    StringSyntax.of(session.parameter("standard_conforming_strings")));
            snapshot = known;
        }
        return known;
    }
}
