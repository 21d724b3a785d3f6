package io.howdah.session;

import io.howdah.transport.Transport;
import io.howdah.wire.ByteWriter;
import java.io.IOException;
import java.lang.ref.SoftReference;
import java.util.ArrayList;
import java.util.List;

/**
 * The batches of a flight that are too large to be encoded before they are written: they are encoded on the way, a chunk
 * at a time.
 *
 * <p>Filled and cleared under the wire lock. In between one thread writes them, the {@code OverflowWriter}'s, and what
 * it encodes them in belongs to that.
 */
final class Bulks {
    /** How much is encoded at a time. */
    private static final int CHUNK = 64 * 1024;

    /** How large a chunk may be that is kept for the next. A rewritten batch is one message. */
    private static final int MOST_KEPT = 1024 * 1024;

    private final List<Bulk> bulks = new ArrayList<>(1);

    /** Behind how much of the flight's buffer each stands. */
    private final List<Integer> places = new ArrayList<>(1);

    /** What the last were encoded in, if not too large, as long as memory is not short. */
    private SoftReference<ByteWriter> kept = new SoftReference<>(null);

    /** @param place behind how much of the flight's buffer it stands */
    void add(Bulk bulk, int place) {
        bulks.add(bulk);
        places.add(place);
    }

    void clear() {
        bulks.clear();
        places.clear();
    }

    boolean isEmpty() {
        return bulks.isEmpty();
    }

    /** About. */
    long byteCount() {
        long count = 0;
        for (int i = 0; i < bulks.size(); i++) {
            count += bulks.get(i).byteCount();
        }
        return count;
    }

    /**
     * Writes all of them, each behind what stands before it in the flight's buffer.
     *
     * @return how much of that buffer was written
     */
    int writeTo(Transport transport, ByteWriter buffer) throws IOException {
        int written = 0;
        ByteWriter chunk = chunk();
        for (int b = 0; b < bulks.size(); b++) {
            buffer.drain(written, places.get(b), chunk::bytes);
            written = places.get(b);
            Bulk bulk = bulks.get(b);
            for (int i = 0; i < bulk.count(); i++) {
                bulk.writeTo(i, chunk);
                if (chunk.size() > CHUNK - CHUNK / 8) {
                    transport.write(chunk.bytes(), 0, chunk.size());
                    chunk.rewind();
                }
            }
        }
        transport.write(chunk.bytes(), 0, chunk.size());
        keep(chunk);
        return written;
    }

    private ByteWriter chunk() {
        ByteWriter free = kept.get();
        if (free == null) {
            return new ByteWriter(CHUNK);
        }
        free.rewind();
        return free;
    }

    private void keep(ByteWriter chunk) {
        if (chunk.bytes().length > MOST_KEPT) {
            kept.clear();
        } else if (kept.get() != chunk) {
            kept = new SoftReference<>(chunk);
        }
    }
}
