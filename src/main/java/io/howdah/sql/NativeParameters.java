package io.howdah.sql;

import io.howdah.sql.SqlScanner.Token;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Texts that name their parameters themselves, as {@code $n}.
 *
 * <p>Statements of one text are sent one by one, and the server must be able to tell the type of every parameter up to the
 * highest. So each statement of several is numbered anew, by first appearance.
 */
final class NativeParameters {
    private NativeParameters() {}

    static List<ParsedStatement> of(List<ParsedStatement> statements, int highest, StringSyntax strings) {
        if (statements.size() == 1) {
            return List.of(statements.get(0).withParameterCount(highest));
        }
        List<ParsedStatement> renumbered = new ArrayList<>(statements.size());
        for (ParsedStatement statement : statements) {
            renumbered.add(renumber(statement, strings, 0));
        }
        return renumbered;
    }

    /** @param first what the parameter {@code $1} is in the whole text */
    static ParsedStatement renumber(ParsedStatement statement, StringSyntax strings, int first) {
        String sql = statement.sql();
        SqlScanner scanner = new SqlScanner(sql, strings);
        StringBuilder out = new StringBuilder(sql.length());
        StatementShape shape = new StatementShape();
        Map<Integer, Integer> indexes = new HashMap<>();
        List<Integer> parameters = new ArrayList<>();
        int copied = 0;
        for (Token token = scanner.next(); token != Token.END; token = scanner.next()) {
            int parameter = token == Token.PARAMETER ? Marks.number(sql, scanner) - 1 : Marks.NO_PARAMETER;
            if (parameter == Marks.NO_PARAMETER || shape.ownsParameters()) {
                shape.take(token, scanner);
                continue;
            }
            Integer index = indexes.putIfAbsent(parameter, parameters.size());
            if (index == null) {
                index = parameters.size();
                parameters.add(parameter);
            }
            out.append(sql, copied, scanner.start()).append('$').append(index + 1);
            copied = scanner.end();
            shape.takeParameter(index, scanner.end());
        }
        if (parameters.isEmpty()) {
            return statement;
        }
        out.append(sql, copied, sql.length());
        int bodyEnd = out.length() - (sql.length() - statement.bodyEnd());
        return statement.renumbered(
                out.toString(),
                shape,
                bodyEnd,
                parameters.stream().mapToInt(parameter -> parameter + first).toArray(),
                statement.call().map(call -> renumber(call, strings, indexes)).orElse(null));
    }

    private static CallEscape renumber(CallEscape call, StringSyntax strings, Map<Integer, Integer> indexes) {
        List<String> arguments = new ArrayList<>(call.arguments().size());
        for (String argument : call.arguments()) {
            SqlScanner scanner = new SqlScanner(argument, strings);
            StringBuilder out = new StringBuilder(argument.length());
            int copied = 0;
            for (Token token = scanner.next(); token != Token.END; token = scanner.next()) {
                if (token == Token.PARAMETER) {
                    int index = indexes.get(Marks.number(argument, scanner) - 1);
                    out.append(argument, copied, scanner.start()).append('$').append(index + 1);
                    copied = scanner.end();
                }
            }
            arguments.add(out.append(argument, copied, argument.length()).toString());
        }
        return new CallEscape(call.name(), arguments, call.returnsValue());
    }
}
