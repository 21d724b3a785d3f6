package io.howdah.jdbc;

import io.howdah.jdbc.result.ChainedCursor;
import io.howdah.jdbc.result.ColumnLayout;
import io.howdah.jdbc.result.ColumnOrigins;
import io.howdah.jdbc.result.Cursor;
import io.howdah.jdbc.result.EmptyCursor;
import io.howdah.jdbc.result.ForwardCursor;
import io.howdah.jdbc.result.PickedCursor;
import io.howdah.jdbc.result.ResultOptions;
import io.howdah.jdbc.result.ResultOwner;
import io.howdah.jdbc.result.ResultSetImpl;
import io.howdah.jdbc.result.ResultSetMetaDataImpl;
import io.howdah.session.Rows;
import io.howdah.wire.RowDescription;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.List;

/** Puts results together: rows, the codecs of their columns, where the columns come from. */
final class ResultSets {
    private static final RowDescription NO_COLUMNS = new RowDescription(List.of());

    private ResultSets() {}

    static ResultSet open(
            JdbcContext context,
            Rows rows,
            ResultOptions options,
            long maxRows,
            Statement statement,
            ResultOwner owner) {
        return open(context, new ForwardCursor(rows, maxRows), rows.columns(), options, statement, owner);
    }

    /**
     * The rows of one or more executions as one result of generated keys.
     *
     * @param parts their columns are the same, formats included
     */
    static ResultSet keys(
            JdbcContext context,
            List<Rows> parts,
            KeyRequest request,
            ResultOptions options,
            Statement statement,
            ResultOwner owner)
            throws SQLException {
        RowDescription columns = parts.get(0).columns();
        Cursor cursor = parts.size() == 1 ? new ForwardCursor(parts.get(0), 0) : new ChainedCursor(parts);
        int[] picked = request.pick(columns);
        if (picked != null) {
            cursor = new PickedCursor(cursor, picked);
            columns = new RowDescription(
                    Arrays.stream(picked).mapToObj(columns::field).toList());
        }
        return open(context, cursor, columns, options, statement, owner);
    }

    private static ResultSet open(
            JdbcContext context,
            Cursor cursor,
            RowDescription columns,
            ResultOptions options,
            Statement statement,
            ResultOwner owner) {
        return new ResultSetImpl(
                cursor,
                ColumnLayout.of(columns, context.types()),
                context.codecContext(),
                context.origins(),
                options,
                statement,
                owner);
    }

    /** Without rows and without columns. */
    static ResultSet empty(JdbcContext context, Statement statement) {
        return new ResultSetImpl(
                new EmptyCursor(),
                ColumnLayout.of(NO_COLUMNS, context.types()),
                context.codecContext(),
                ColumnOrigins.UNKNOWN,
                ResultOptions.PLAIN,
                statement,
                ResultOwner.NOBODY);
    }

    static ResultSetMetaData metaData(JdbcContext context, RowDescription columns) {
        return new ResultSetMetaDataImpl(ColumnLayout.of(columns, context.types()), context.origins());
    }
}
