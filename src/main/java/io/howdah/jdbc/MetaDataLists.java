package io.howdah.jdbc;

import io.howdah.jdbc.metadata.FixedLists;
import io.howdah.types.BuiltinTypes;
import io.howdah.types.Format;
import io.howdah.types.PgType;
import io.howdah.types.SqlObjects.MadeColumn;
import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;

/** Lists of {@code DatabaseMetaData} as a server would have sent them, without one. */
final class MetaDataLists implements FixedLists {
    private final JdbcContext context;

    MetaDataLists(JdbcContext context) {
        this.context = context;
    }

    @Override
    public ResultSet of(List<Column> columns) throws SQLException {
        return context.rows(columns.stream().map(this::made).toList(), context.codecContext());
    }

    private MadeColumn made(Column column) {
        boolean numbers = column.values().stream().allMatch(Integer.class::isInstance);
        PgType type = numbers ? BuiltinTypes.INT4 : BuiltinTypes.VARCHAR;
        List<byte[]> values = column.values().stream()
                .map(value -> value.toString().getBytes(StandardCharsets.UTF_8))
                .toList();
        return new MadeColumn(column.name(), context.types().codec(type.oid()), Format.TEXT, values);
    }
}
