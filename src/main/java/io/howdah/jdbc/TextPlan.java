package io.howdah.jdbc;

import io.howdah.session.Binding;
import io.howdah.session.Failure;
import io.howdah.session.Flight;
import io.howdah.session.PreparedQuery;
import io.howdah.sql.ParseOptions.Escapes;
import io.howdah.sql.ParsedSql;
import io.howdah.sql.ParsedStatement;
import io.howdah.sql.Verb;
import java.sql.SQLException;

/**
 * How a text without parameters goes to the server: one that holds several statements by the simple sub-protocol, and so
 * does a single statement that was not met before; one that comes again is prepared and cached by its text.
 */
final class TextPlan extends StatementPlan {
    private final StatementImpl statement;
    private final ParsedSql parsed;
    private final KeyRequest request;
    private final Results.Keys keys;
    private String sql;

    private TextPlan(StatementImpl statement, ParsedSql parsed, String sql, KeyRequest request, Results.Keys keys) {
        super(statement);
        this.statement = statement;
        this.parsed = parsed;
        this.sql = sql;
        this.request = request;
        this.keys = keys;
    }

    /** Of a single statement. */
    static TextPlan single(
            StatementImpl statement, ParsedSql parsed, String sql, KeyRequest request, Results.Keys keys) {
        return new TextPlan(statement, parsed, sql, request, keys);
    }

    /** Of none or several. */
    static TextPlan several(StatementImpl statement, ParsedSql parsed, Escapes escapes) {
        return new TextPlan(statement, parsed, textOf(parsed, escapes), KeyRequest.NONE, Results.Keys.NOT_WANTED);
    }

    boolean isFor(ParsedSql otherParsed, String otherSql, Results.Keys otherKeys) {
        return parsed == otherParsed && sql == otherSql && keys == otherKeys;
    }

    @Override
    boolean unrewrite(Failure failure) throws SQLException {
        String renewed = parsed.isSingle()
                ? GeneratedKeys.renewed(failure, sql, parsed.statements().get(0), request, statement.context())
                : null;
        if (renewed != null) {
            sql = renewed;
        }
        return renewed != null;
    }

    @Override
    public String sql() {
        return parsed.source();
    }

    @Override
    void say(Flight flight) throws SQLException {
        statement.context().transactions().open(flight, parsed.statements());
        if (parsed.isSingle()) {
            write(flight, parsed.statements().get(0));
        } else {
            flight.simple(sql);
        }
    }

    private void write(Flight flight, ParsedStatement single) throws SQLException {
        if (StatementImpl.ENDING.contains(single.verb())) {
            flight.simple(sql);
        } else if (!describesAnew(single) && flight.statements().cameBefore(sql)) {
            execute(flight, single, flight.statements().get(sql));
        } else if (keys == Results.Keys.WANTED || statement.maxRows() > 0 || statement.inPortions(single)) {
            execute(flight, single, flight.statements().once(sql));
        } else {
            flight.simple(sql);
        }
    }

    /** A FETCH gives rows of another kind, once its cursor's name is that of another. */
    private boolean describesAnew(ParsedStatement single) {
        return statement.describesAnew() || single.verb() == Verb.FETCH;
    }

    private void execute(Flight flight, ParsedStatement single, PreparedQuery query) throws SQLException {
        statement.execute(flight, single, query, Binding.NONE, keys);
    }

    private static String textOf(ParsedSql parsed, Escapes escapes) {
        String source = parsed.source();
        boolean mayHaveEscapes = escapes == Escapes.PROCESS && source.indexOf('{') >= 0;
        if (parsed.isEmpty() || !mayHaveEscapes && !source.contains("??")) {
            // As it was written: the positions in the server's errors are those of the user's text then.
            return source;
        }
        var text = new StringBuilder();
        for (ParsedStatement each : parsed.statements()) {
            // A newline, since a statement may end with a comment.
            text.append(text.isEmpty() ? "" : "\n;").append(each.sql());
        }
        return text.toString();
    }
}
