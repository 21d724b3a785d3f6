package io.howdah.copy;

import io.howdah.api.CopyOut;
import java.io.IOException;
import java.io.InputStream;
import java.sql.SQLException;
import java.util.Objects;

/** A COPY out of the server that somebody reads by and by. */
final class StreamOut implements CopyOut {
    private final Transfer transfer;
    private final InputStream stream = new Data();

    StreamOut(Transfer transfer) {
        this.transfer = transfer;
    }

    @Override
    public InputStream stream() {
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
    public long rowCount() {
        return transfer.count();
    }

    @Override
    public void close() throws SQLException {
        transfer.discard();
    }

    private final class Data extends InputStream {
        private final byte[] single = new byte[1];

        @Override
        public int read() throws IOException {
            return read(single, 0, 1) < 0 ? -1 : single[0] & 0xFF;
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            Objects.checkFromIndexSize(offset, length, bytes.length);
            if (length == 0) {
                return 0;
            }
            try {
                return transfer.read(bytes, offset, length);
            } catch (SQLException e) {
                throw new IOException(e.getMessage(), e);
            }
        }

        @Override
        public void close() throws IOException {
            try {
                transfer.discard();
            } catch (SQLException e) {
                throw new IOException(e.getMessage(), e);
            }
        }
    }
}
