package io.howdah.jdbc.result;

import io.howdah.session.ScriptedSession;
import io.howdah.types.CodecContext;
import io.howdah.types.TypeRegistry;
import io.howdah.types.codec.BuiltinCodecs;
import io.howdah.wire.Field;
import io.howdah.wire.RowDescription;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;
import java.util.TimeZone;

/** Results without a server. */
final class Results {
    static final TypeRegistry TYPES = BuiltinCodecs.newRegistry(Set.of());
    static final CodecContext CONTEXT = new CodecContext("UTC", TimeZone.getTimeZone("Europe/Berlin"));

    private Results() {}

    static ResultSetImpl of(List<Field> columns, byte[]... rows) throws SQLException {
        return of(ResultOptions.PLAIN, 0, columns, rows);
    }

    static ResultSetImpl of(ResultOptions options, long maxRows, List<Field> columns, byte[]... rows)
            throws SQLException {
        return over(
                new ForwardCursor(ScriptedSession.rows(columns, List.of(rows)), maxRows),
                columns,
                options,
                ResultOwner.NOBODY);
    }

    static ResultSetImpl over(Cursor cursor, List<Field> columns, ResultOptions options, ResultOwner owner) {
        return new ResultSetImpl(cursor, layout(columns), CONTEXT, ColumnOrigins.UNKNOWN, options, null, owner);
    }

    static ColumnLayout layout(List<Field> columns) {
        return ColumnLayout.of(new RowDescription(columns), TYPES);
    }
}
