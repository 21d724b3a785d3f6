package io.howdah.jdbc;

import io.howdah.jdbc.result.ChainedCursor;
import io.howdah.jdbc.result.ColumnLayout;
import io.howdah.jdbc.result.ColumnOrigins;
import io.howdah.jdbc.result.Cursor;
import io.howdah.jdbc.result.EmptyCursor;
import io.howdah.jdbc.result.ForwardCursor;
import io.howdah.jdbc.result.ResultOptions;
import io.howdah.jdbc.result.ResultOwner;
import io.howdah.jdbc.result.ResultSetImpl;
import io.howdah.jdbc.result.ResultSetMetaDataImpl;
import io.howdah.session.Rows;
import io.howdah.wire.RowDescription;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.Statement;
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

    /** The rows of several executions as one result; their columns must be the same, formats included. */
    static ResultSet chain(
            JdbcContext context, List<Rows> parts, ResultOptions options, Statement statement, ResultOwner owner) {
        RowDescription columns = parts.get(0).columns();
        return open(context, new ChainedCursor(parts), columns, options, statement, owner);
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
