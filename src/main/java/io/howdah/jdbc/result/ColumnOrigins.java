package io.howdah.jdbc.result;

import io.howdah.wire.RowDescription;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.util.Collections;
import java.util.List;

/** Asks the catalogue which columns of tables the columns of a result are. */
@FunctionalInterface
public interface ColumnOrigins {
    /** Knows nothing, asks nobody. */
    ColumnOrigins UNKNOWN = columns -> Collections.nCopies(columns.count(), Origin.NONE);

    /**
     * One origin per column, in order; {@link Origin#NONE} for columns of no table. Asked at most once per metadata.
     */
    List<Origin> of(RowDescription columns) throws SQLException;

    /**
     * @param schema empty if the column is no plain column of a table, as are {@code table} and {@code column}
     * @param nullable a {@code ResultSetMetaData.column} constant
     * @param autoIncrement serial or identity
     */
    record Origin(String schema, String table, String column, int nullable, boolean autoIncrement) {
        public static final Origin NONE = new Origin("", "", "", ResultSetMetaData.columnNullableUnknown, false);
    }
}
