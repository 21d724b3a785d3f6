package io.howdah.jdbc.result;

import io.howdah.types.Codec;
import io.howdah.types.CodecContext;
import io.howdah.types.SqlObjects.MadeColumn;
import io.howdah.wire.Field;
import io.howdah.wire.RowDescription;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/** Results of rows that no server sent, such as the elements of an array. They can be moved over in any direction. */
public final class MadeRows {
    private MadeRows() {}

    /** @param columns at least one; all with the same number of values */
    public static ResultSet of(List<MadeColumn> columns, CodecContext context) {
        return of(columns, context, null, ResultOwner.NOBODY);
    }

    /** @param statement whose result it is; null for none */
    public static ResultSet of(List<MadeColumn> columns, CodecContext context, Statement statement, ResultOwner owner) {
        List<Field> fields = new ArrayList<>(columns.size());
        Codec<?>[] codecs = new Codec<?>[columns.size()];
        for (int i = 0; i < codecs.length; i++) {
            MadeColumn column = columns.get(i);
            codecs[i] = column.codec();
            fields.add(new Field(
                    column.name(),
                    0,
                    0,
                    column.codec().type().oid(),
                    -1,
                    -1,
                    column.format().code()));
        }
        return new ResultSetImpl(
                new MadeCursor(columns),
                ColumnLayout.of(new RowDescription(fields), codecs),
                context,
                ColumnOrigins.UNKNOWN,
                ResultOptions.MADE,
                statement,
                owner);
    }
}
