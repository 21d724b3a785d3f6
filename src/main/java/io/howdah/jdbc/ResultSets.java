package io.howdah.jdbc;

import io.howdah.jdbc.metadata.KnownRows;
import io.howdah.jdbc.result.ChainedCursor;
import io.howdah.jdbc.result.ColumnLayout;
import io.howdah.jdbc.result.ColumnOrigins;
import io.howdah.jdbc.result.Cursor;
import io.howdah.jdbc.result.EmptyCursor;
import io.howdah.jdbc.result.ForwardCursor;
import io.howdah.jdbc.result.MadeRows;
import io.howdah.jdbc.result.PickedCursor;
import io.howdah.jdbc.result.Reading;
import io.howdah.jdbc.result.ResultOptions;
import io.howdah.jdbc.result.ResultOwner;
import io.howdah.jdbc.result.ResultSetImpl;
import io.howdah.jdbc.result.ResultSetMetaDataImpl;
import io.howdah.jdbc.result.ScrollCursor;
import io.howdah.jdbc.result.UpdatableResultSet;
import io.howdah.session.Rows;
import io.howdah.sql.FromClause;
import io.howdah.types.BuiltinTypes;
import io.howdah.types.CodecContext;
import io.howdah.types.Format;
import io.howdah.types.PgType;
import io.howdah.types.SqlObjects.MadeColumn;
import io.howdah.wire.RowDescription;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Types;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Puts results together: rows, the codecs of their columns, where the columns come from. */
final class ResultSets {
    private ResultSets() {}

    static ResultSet forward(
            JdbcContext context, Reading reading, ResultOptions options, Statement statement, ResultOwner owner) {
        return new ResultSetImpl(reading, context.origins(), options, statement, owner);
    }

    /** The means to read these rows: those of the last result, if they are free and fit. */
    static Reading reading(JdbcContext context, Rows rows, int maxFieldSize, Reading last) {
        CodecContext codecs = last == null || last.hasTimes() ? context.codecContext() : context.recentCodecContext();
        return last != null && last.fits(rows, codecs, maxFieldSize)
                ? last
                : new Reading(layout(context, rows.columns()), codecs, maxFieldSize);
    }

    static ResultSet scrolling(
            JdbcContext context,
            Rows rows,
            long maxRows,
            ResultOptions options,
            Statement statement,
            ResultOwner owner) {
        return open(
                context, new ScrollCursor(rows, maxRows), layout(context, rows.columns()), options, statement, owner);
    }

    /** @param sql whose result it is */
    static ResultSet updatable(
            JdbcContext context,
            Rows rows,
            long maxRows,
            String sql,
            ResultOptions options,
            Statement statement,
            ResultOwner owner) {
        Cursor cursor = options.type() == ResultSet.TYPE_FORWARD_ONLY
                ? new ForwardCursor(rows, maxRows)
                : new ScrollCursor(rows, maxRows);
        return new UpdatableResultSet(
                cursor,
                () -> FromClause.mayJoin(sql, context.strings()),
                layout(context, rows.columns()),
                context.codecContext(),
                context.origins(),
                options,
                statement,
                owner);
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
        ColumnLayout layout = layout(context, columns).ofKeys();
        return open(context, cursor, layout, options.forwardAndReadOnly(), statement, owner);
    }

    private static ResultSet open(
            JdbcContext context,
            Cursor cursor,
            ColumnLayout layout,
            ResultOptions options,
            Statement statement,
            ResultOwner owner) {
        return new ResultSetImpl(cursor, layout, context.codecContext(), context.origins(), options, statement, owner);
    }

    /** Rows that are known without the server. */
    static ResultSet made(JdbcContext context, List<KnownRows.Column> columns, Statement statement, ResultOwner owner)
            throws SQLException {
        List<MadeColumn> made = new ArrayList<>(columns.size());
        for (KnownRows.Column each : columns) {
            PgType type = each.sqlType() == Types.INTEGER ? BuiltinTypes.INT4 : BuiltinTypes.VARCHAR;
            made.add(new MadeColumn(each.name(), context.types().codec(type.oid()), Format.TEXT, each.values()));
        }
        return MadeRows.of(made, context.recentCodecContext(), statement, owner);
    }

    /** Without rows and without columns. */
    static ResultSet empty(JdbcContext context, Statement statement) {
        return new ResultSetImpl(
                new EmptyCursor(),
                ColumnLayout.NO_COLUMNS,
                context.codecContext(),
                ColumnOrigins.UNKNOWN,
                ResultOptions.PLAIN,
                statement,
                ResultOwner.NOBODY);
    }

    static ResultSetMetaData metaData(JdbcContext context, RowDescription columns) {
        return new ResultSetMetaDataImpl(layout(context, columns), context.origins());
    }

    private static ColumnLayout layout(JdbcContext context, RowDescription columns) {
        ColumnLayout layout = ColumnLayout.of(columns, context.types());
        return layout.hasOtherTypes() ? layout.asking(context.databaseTypes()) : layout;
    }
}
