package io.howdah.copy;

import io.howdah.api.CopyWriter;
import io.howdah.error.CopyErrors;
import io.howdah.error.SqlErrors;
import io.howdah.types.CodecContext;
import io.howdah.wire.ByteWriter;
import io.howdah.wire.MessageTooLargeException;
import io.howdah.wire.UnencodableTextException;
import java.sql.SQLException;
import java.util.Iterator;
import java.util.List;
import java.util.stream.Stream;

/** Rows of values on their way into a table. */
final class RowWriter implements CopyWriter {
    private final Transfer transfer;
    private final Columns columns;
    private final RowEncoder encoder;
    private final ByteWriter out = new ByteWriter(1024);
    private long rows;

    /** Of the last record. */
    private RecordShape shape;

    RowWriter(Transfer transfer, Columns columns, CodecContext context) {
        this.transfer = transfer;
        this.columns = columns;
        this.encoder = RowEncoder.of(columns, context);
        encoder.begin(out);
    }

    @Override
    public List<String> columns() {
        return columns.names();
    }

    @Override
    public CopyWriter row(Object... values) throws SQLException {
        transfer.requireGoingOn();
        if (values == null || values.length != columns.count()) {
            throw transfer.givenUp(
                    CopyErrors.wrongColumnCount(rows + 1, values == null ? 0 : values.length, columns.count()));
        }
        encoder.beginRow(out);
        for (int i = 0; i < values.length; i++) {
            try {
                encoder.value(i, values[i], out);
            } catch (SQLException e) {
                throw transfer.givenUp(badValue(i, e));
            } catch (UnencodableTextException e) {
                throw transfer.givenUp(badValue(i, SqlErrors.textNotEncodable(e.getMessage())));
            } catch (MessageTooLargeException e) {
                throw transfer.givenUp(badValue(i, SqlErrors.messageTooLarge(e.byteCount())));
            } catch (RuntimeException e) {
                // Of a value of the user's own: a stream, a record.
                throw transfer.sourceFailed(e);
            }
        }
        encoder.endRow(out);
        rows++;
        transfer.rowsAre(rows);
        send();
        return this;
    }

    private SQLException badValue(int column, SQLException why) {
        return CopyErrors.badValue(rows + 1, columns.names().get(column), why);
    }

    private void send() throws SQLException {
        transfer.write(out.bytes(), 0, out.size());
        out.clear();
    }

    @Override
    public CopyWriter record(Record row) throws SQLException {
        transfer.requireGoingOn();
        Object[] values;
        try {
            if (row == null) {
                throw SqlErrors.badArgument("A record to be copied is null");
            }
            if (shape == null || shape.type() != row.getClass()) {
                shape = RecordShape.written(row.getClass(), columns.names());
            }
            values = shape.values(row);
        } catch (SQLException e) {
            throw transfer.givenUp(e);
        }
        return row(values);
    }

    @Override
    public CopyWriter rows(Stream<?> all) throws SQLException {
        transfer.requireGoingOn();
        if (all == null) {
            throw transfer.givenUp(SqlErrors.badArgument("The stream of rows to be copied is null"));
        }
        try (all) {
            Iterator<?> iterator = all.iterator();
            while (iterator.hasNext()) {
                add(iterator.next());
            }
        } catch (RuntimeException e) {
            throw transfer.sourceFailed(e);
        } catch (Error e) {
            e.addSuppressed(transfer.sourceFailed(e));
            throw e;
        }
        return this;
    }

    private void add(Object row) throws SQLException {
        if (row instanceof Record record) {
            record(record);
        } else if (row instanceof Object[] values) {
            row(values);
        } else if (row instanceof List<?> values) {
            row(values.toArray());
        } else {
            throw transfer.givenUp(SqlErrors.badArgument("A row to be copied is "
                    + (row == null ? "null" : "a " + row.getClass().getName())
                    + ", and a record, an Object[] or a List was expected"));
        }
    }

    @Override
    public long finish() throws SQLException {
        transfer.requireGoingOn();
        encoder.end(out);
        send();
        return transfer.finish();
    }

    @Override
    public void cancel(String reason) throws SQLException {
        transfer.cancel(reason);
    }

    @Override
    public void close() throws SQLException {
        transfer.cancel("the COPY was closed before it was finished");
    }
}
