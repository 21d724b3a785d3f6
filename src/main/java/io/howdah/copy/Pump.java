package io.howdah.copy;

import io.howdah.error.SqlErrors;
import io.howdah.session.CopyReply;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ReadableByteChannel;
import java.nio.channels.SelectableChannel;
import java.nio.channels.WritableByteChannel;
import java.sql.SQLException;

/** Moves all bytes of a source into a COPY, and all of a COPY to a sink. No row is an object here. */
final class Pump {
    private static final int FIRST_BUFFER = 8 * 1024;

    private Pump() {}

    /** Where bytes come from. */
    @FunctionalInterface
    interface Source {
        /** As {@link java.io.InputStream#read(byte[], int, int)}. */
        int read(byte[] to, int offset, int length) throws IOException;
    }

    /** Where bytes go. */
    @FunctionalInterface
    interface Sink {
        void write(byte[] bytes, int offset, int length) throws IOException;

        /** Behind the last. */
        default void end() throws IOException {}
    }

    static long in(Transfer transfer, Source source) throws SQLException {
        CopyReply copy = transfer.copy();
        while (true) {
            int count;
            int room = copy.room();
            try {
                count = source.read(copy.buffer(), copy.position(), room);
                if (count > room) {
                    throw new IOException("it claims to have read more than it was asked for");
                }
            } catch (IOException | RuntimeException e) {
                throw transfer.sourceFailed(e);
            } catch (Error e) {
                e.addSuppressed(transfer.sourceFailed(e));
                throw e;
            }
            if (count < 0) {
                return transfer.finish();
            }
            transfer.advance(count);
        }
    }

    static long out(Transfer transfer, Sink sink) throws SQLException {
        byte[] buffer = new byte[FIRST_BUFFER];
        try {
            int count = transfer.read(buffer, 0, buffer.length);
            while (count >= 0) {
                sink.write(buffer, 0, count);
                if (count == buffer.length && count < CopyReply.FRAME) {
                    buffer = new byte[CopyReply.FRAME];
                }
                count = transfer.read(buffer, 0, buffer.length);
            }
            sink.end();
            return transfer.count();
        } catch (IOException | RuntimeException e) {
            throw transfer.sinkFailed(e);
        } catch (Error e) {
            e.addSuppressed(transfer.sinkFailed(e));
            throw e;
        }
    }

    static Source of(ReadableByteChannel channel) throws SQLException {
        requireBlocking(channel);
        return (to, offset, length) -> channel.read(ByteBuffer.wrap(to, offset, length));
    }

    static Sink of(WritableByteChannel channel) throws SQLException {
        requireBlocking(channel);
        return (bytes, offset, length) -> {
            ByteBuffer data = ByteBuffer.wrap(bytes, offset, length);
            while (data.hasRemaining()) {
                channel.write(data);
            }
        };
    }

    private static void requireBlocking(Object channel) throws SQLException {
        if (channel instanceof SelectableChannel selectable && !selectable.isBlocking()) {
            throw SqlErrors.badArgument("The channel is in non-blocking mode, and COPY would have to wait for it");
        }
    }
}
