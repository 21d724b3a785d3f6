package io.howdah.copy;

import io.howdah.api.CopyIn;
import java.io.IOException;
import java.io.OutputStream;
import java.sql.SQLException;
import java.util.Objects;

/** A COPY into the server that somebody writes to by and by. */
final class StreamIn implements CopyIn {
    private final Transfer transfer;
    private final OutputStream stream = new Data();

    StreamIn(Transfer transfer) {
        this.transfer = transfer;
    }

    @Override
    public OutputStream stream() {
        return stream;
    }

    @Override
    public boolean isBinary() {
        return transfer.copy().isBinary();
    }

    @Override
    public int columnCount() {
        return transfer.copy().columnCount();
    }

    @Override
    public long finish() throws SQLException {
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

    private final class Data extends OutputStream {
        private final byte[] single = new byte[1];

        @Override
        public void write(int value) throws IOException {
            single[0] = (byte) value;
            write(single, 0, 1);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            Objects.checkFromIndexSize(offset, length, bytes.length);
            try {
                transfer.requireGoingOn();
                transfer.write(bytes, offset, length);
            } catch (SQLException e) {
                throw new IOException(e.getMessage(), e);
            }
        }

        @Override
        public void flush() throws IOException {
            if (transfer.hasEnded()) {
                return;
            }
            try {
                transfer.flush();
            } catch (SQLException e) {
                throw new IOException(e.getMessage(), e);
            }
        }

        /** Wrappers close what they wrap, also after a failure: that must not make half of the data count. */
        @Override
        public void close() throws IOException {
            flush();
        }
    }
}
