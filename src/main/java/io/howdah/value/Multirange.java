package io.howdah.value;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Any number of ranges. The server gives them in order, without empty ones, and those that touch as one; here they stay
 * as they are given.
 *
 * <pre>{@code
 * Multirange<Integer> shifts = Multirange.of(Range.of(8, 12), Range.of(13, 17));
 * shifts.contains(12); // false
 * shifts.toString();   // {[8,12),[13,17)}
 * }</pre>
 *
 * @param ranges in their order
 * @see <a href="https://www.postgresql.org/docs/current/rangetypes.html">Range Types</a>
 */
public record Multirange<T>(List<Range<T>> ranges) {
    public Multirange {
        ranges = List.copyOf(ranges);
    }

    @SafeVarargs
    public static <T> Multirange<T> of(Range<T>... ranges) {
        List<Range<T>> list = new ArrayList<>(ranges.length);
        for (Range<T> range : ranges) {
            list.add(range);
        }
        return new Multirange<>(list);
    }

    /**
     * Reads what {@link #toString} or the server writes.
     *
     * @param bound reads a bound; what it throws comes through
     * @throws IllegalArgumentException if the text is no multirange
     */
    public static <T> Multirange<T> parse(String text, Function<? super String, ? extends T> bound) {
        RangeText reader = new RangeText(text);
        List<Range<T>> ranges = new ArrayList<>();
        if (!reader.skip('{')) {
            throw reader.malformed();
        }
        if (!reader.skip('}')) {
            do {
                ranges.add(reader.range(bound));
            } while (reader.skip(','));
            if (!reader.skip('}')) {
                throw reader.malformed();
            }
        }
        reader.requireEnd();
        return new Multirange<>(ranges);
    }

    /** Whether nothing lies in it. */
    public boolean isEmpty() {
        return ranges.stream().allMatch(Range::isEmpty);
    }

    /**
     * Whether a value lies in one of its ranges.
     *
     * @throws ClassCastException if the values are not comparable
     */
    public boolean contains(T value) {
        return ranges.stream().anyMatch(range -> range.contains(value));
    }

    /** As PostgreSQL writes it, with the bounds as they write themselves. */
    @Override
    public String toString() {
        return toString(Object::toString);
    }

    /** As PostgreSQL writes it, with the bounds as the function writes them. */
    public String toString(Function<? super T, String> bound) {
        return ranges.stream().map(range -> range.toString(bound)).collect(Collectors.joining(",", "{", "}"));
    }
}
