package io.howdah.largeobject;

import io.howdah.api.LargeObject;
import io.howdah.api.LargeObjectMode;
import io.howdah.api.LargeObjects;
import io.howdah.error.LargeObjectErrors;
import io.howdah.error.SqlErrors;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.ReadableByteChannel;
import java.nio.channels.WritableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;

/** What {@code HowdahConnection.largeObjects()} gives. */
public final class LargeObjectsImpl implements LargeObjects {
    /** How much of an import is sent at a time. */
    private static final int CHUNK = 4 * 1024 * 1024;

    private final LargeObjectHost host;
    private final ObjectStore store;

    public LargeObjectsImpl(LargeObjectHost host) {
        this.host = host;
        this.store = new ObjectStore(host);
    }

    @Override
    public long create() throws SQLException {
        return store.create(ObjectStore.ANY_OID);
    }

    @Override
    public void create(long oid) throws SQLException {
        ObjectStore.requireOid(oid);
        store.create(oid);
    }

    @Override
    public long create(byte[] bytes) throws SQLException {
        require(bytes, "bytes");
        return store.create(bytes, 0, bytes.length);
    }

    @Override
    public byte[] read(long oid) throws SQLException {
        ObjectStore.requireOid(oid);
        return store.readAll(oid);
    }

    @Override
    public byte[] read(long oid, long position, int count) throws SQLException {
        ObjectStore.requireOid(oid);
        ObjectStore.requireRange(position, count);
        return store.read(oid, position, count);
    }

    @Override
    public void write(long oid, long position, byte[] bytes) throws SQLException {
        ObjectStore.requireOid(oid);
        require(bytes, "bytes");
        ObjectStore.requireRange(position, bytes.length);
        store.write(oid, position, bytes, 0, bytes.length);
    }

    @Override
    public boolean exists(long oid) throws SQLException {
        ObjectStore.requireOid(oid);
        return store.exists(oid);
    }

    @Override
    public void delete(long oid) throws SQLException {
        ObjectStore.requireOid(oid);
        store.unlink(oid);
    }

    @Override
    public LargeObject open(long oid, LargeObjectMode mode) throws SQLException {
        ObjectStore.requireOid(oid);
        require(mode, "mode");
        store.size(oid, mode);
        return new OpenObject(store, oid, mode);
    }

    // ---- import

    @Override
    public long importFrom(ReadableByteChannel source) throws SQLException {
        require(source, "source");
        return importFrom(Channels.newInputStream(source));
    }

    @Override
    public long importFrom(Path source) throws SQLException {
        require(source, "source");
        try (InputStream stream = Files.newInputStream(source)) {
            return importFrom(stream);
        } catch (IOException e) {
            throw LargeObjectErrors.sourceFailed(e);
        }
    }

    @Override
    public long importFrom(InputStream source) throws SQLException {
        require(source, "source");
        byte[] first;
        try {
            first = source.readNBytes(CHUNK);
        } catch (IOException | RuntimeException e) {
            throw LargeObjectErrors.sourceFailed(e);
        }
        return first.length < CHUNK ? store.create(first, 0, first.length) : importLong(first, source);
    }

    /** @param chunk the beginning, and used for what follows */
    private long importLong(byte[] chunk, InputStream source) throws SQLException {
        LargeObjectHost.Unit unit = host.begin();
        long oid = ObjectStore.ANY_OID;
        try {
            oid = store.create(chunk, 0, chunk.length);
            long position = chunk.length;
            for (int count = next(source, chunk); count > 0; count = next(source, chunk)) {
                store.write(oid, position, chunk, 0, count);
                position += count;
            }
        } catch (SQLException | RuntimeException | Error e) {
            undo(unit, oid, e);
            throw e;
        }
        unit.commit();
        return oid;
    }

    private static int next(InputStream source, byte[] chunk) throws SQLException {
        try {
            return source.readNBytes(chunk, 0, chunk.length);
        } catch (IOException | RuntimeException e) {
            throw LargeObjectErrors.sourceFailed(e);
        }
    }

    private void undo(LargeObjectHost.Unit unit, long oid, Throwable failure) {
        try {
            // In the user's transaction, where an error of the server's has taken back all that was done already.
            if (!unit.rollback() && oid != ObjectStore.ANY_OID) {
                store.unlink(oid);
            }
        } catch (SQLException e) {
            failure.addSuppressed(e);
        }
    }

    // ---- export

    @Override
    public long exportTo(long oid, WritableByteChannel target) throws SQLException {
        require(target, "target");
        ObjectStore.requireOid(oid);
        return store.readAll(oid, (bytes, offset, length) -> {
            try {
                ByteBuffer buffer = ByteBuffer.wrap(bytes, offset, length);
                while (buffer.hasRemaining()) {
                    target.write(buffer);
                }
            } catch (IOException | RuntimeException e) {
                throw LargeObjectErrors.targetFailed(e);
            }
        });
    }

    @Override
    public long exportTo(long oid, OutputStream target) throws SQLException {
        require(target, "target");
        ObjectStore.requireOid(oid);
        long size = store.readAll(oid, (bytes, offset, length) -> {
            try {
                target.write(bytes, offset, length);
            } catch (IOException | RuntimeException e) {
                throw LargeObjectErrors.targetFailed(e);
            }
        });
        try {
            target.flush();
        } catch (IOException | RuntimeException e) {
            throw LargeObjectErrors.targetFailed(e);
        }
        return size;
    }

    private static void require(Object argument, String what) throws SQLException {
        if (argument == null) {
            throw SqlErrors.badArgument("The " + what + " of a large object is null");
        }
    }
}
