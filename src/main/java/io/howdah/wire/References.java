package io.howdah.wire;

import java.io.IOException;
import java.util.Arrays;

/** Bytes that belong into a {@link ByteWriter} but are too many to be copied: they stay where they lie. */
final class References {
    /** Below this a copy costs less than a write of its own. */
    static final int WORTHWHILE = 16 * 1024;

    private byte[][] sources = new byte[2][];
    private int[] places = new int[2];
    private int[] offsets = new int[2];
    private int[] lengths = new int[2];
    private int count;
    private long total;

    /** In bytes, of all of them. */
    long total() {
        return total;
    }

    /** @param place how much of the writer's buffer stands before it */
    void add(int place, byte[] source, int offset, int length) {
        if (count == sources.length) {
            sources = Arrays.copyOf(sources, count * 2);
            places = Arrays.copyOf(places, count * 2);
            offsets = Arrays.copyOf(offsets, count * 2);
            lengths = Arrays.copyOf(lengths, count * 2);
        }
        sources[count] = source;
        places[count] = place;
        offsets[count] = offset;
        lengths[count] = length;
        count++;
        total += length;
    }

    void clear() {
        Arrays.fill(sources, 0, count, null);
        count = 0;
        total = 0;
    }

    /** Hands over a stretch of the buffer with all that is referred to in it or right behind it. */
    void drain(byte[] bytes, int from, int to, ByteWriter.Sink sink) throws IOException {
        int at = from;
        for (int i = 0; i < count; i++) {
            // One that stands where the stretch begins went with the stretch before, unless there was none.
            boolean inside = places[i] > from && places[i] <= to || places[i] == 0 && from == 0;
            if (inside) {
                sink.write(bytes, at, places[i] - at);
                sink.write(sources[i], offsets[i], lengths[i]);
                at = places[i];
            }
        }
        sink.write(bytes, at, to - at);
    }
}
