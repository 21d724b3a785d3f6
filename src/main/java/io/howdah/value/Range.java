package io.howdah.value;

import java.time.OffsetDateTime;
import java.time.OffsetTime;
import java.time.ZonedDateTime;
import java.time.chrono.ChronoZonedDateTime;
import java.time.temporal.Temporal;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;

/**
 * A range of values, as PostgreSQL has it: two bounds, each of which is part of the range or not, or missing where the
 * range does not end; or the empty range.
 *
 * <pre>{@code
 * Range<LocalDate> august = Range.of(LocalDate.of(2024, 8, 1), LocalDate.of(2024, 9, 1));
 * august.contains(LocalDate.of(2024, 8, 31)); // true
 * august.toString();                          // [2024-08-01,2024-09-01)
 * }</pre>
 *
 * <p>Two ranges are equal if their bounds are: {@code [1,5]} and {@code [1,6)} are not, though no integer tells them
 * apart. The server gives ranges of integers and dates in the form {@code [1,6)}, whatever they were given as.
 *
 * @param <T> the class of the bounds; comparable, but for ranges that only the server compares
 * @see <a href="https://www.postgresql.org/docs/current/rangetypes.html">Range Types</a>
 */
public final class Range<T> {
    private static final Range<?> EMPTY = new Range<>(null, null, Ends.NONE, true);

    private static final Range<?> ALL = new Range<>(null, null, Ends.NONE, false);

    /** Which of the two bounds are part of the range. */
    public enum Ends {
        /** {@code (1,5)}. */
        NONE,
        /** {@code [1,5)}, as is usual. */
        LOWER,
        /** {@code (1,5]}. */
        UPPER,
        /** {@code [1,5]}. */
        BOTH;

        boolean hasLower() {
            return this == LOWER || this == BOTH;
        }

        boolean hasUpper() {
            return this == UPPER || this == BOTH;
        }

        static Ends of(boolean lower, boolean upper) {
            return lower ? upper ? BOTH : LOWER : upper ? UPPER : NONE;
        }
    }

    private final T lower;
    private final T upper;
    private final Ends ends;
    private final boolean empty;

    private Range(T lower, T upper, Ends ends, boolean empty) {
        this.lower = lower;
        this.upper = upper;
        this.ends = ends;
        this.empty = empty;
    }

    /** With nothing in it. */
    @SuppressWarnings("unchecked") // It has no bounds of any class.
    public static <T> Range<T> empty() {
        return (Range<T>) EMPTY;
    }

    /** With everything in it: {@code (,)}. */
    @SuppressWarnings("unchecked") // It has no bounds of any class.
    public static <T> Range<T> all() {
        return (Range<T>) ALL;
    }

    /** From a value on, up to but not including another: {@code [lower,upper)}. */
    public static <T> Range<T> of(T lower, T upper) {
        return of(Objects.requireNonNull(lower, "lower"), Objects.requireNonNull(upper, "upper"), Ends.LOWER);
    }

    /** From one value to another, both of them in it: {@code [lower,upper]}. */
    public static <T> Range<T> closed(T lower, T upper) {
        return of(Objects.requireNonNull(lower, "lower"), Objects.requireNonNull(upper, "upper"), Ends.BOTH);
    }

    /** From a value on: {@code [lower,)}. */
    public static <T> Range<T> from(T lower) {
        return of(Objects.requireNonNull(lower, "lower"), null, Ends.LOWER);
    }

    /** Everything before a value: {@code (,upper)}. */
    public static <T> Range<T> before(T upper) {
        return of(null, Objects.requireNonNull(upper, "upper"), Ends.NONE);
    }

    /**
     * Any range but the empty one.
     *
     * @param lower null for none
     * @param upper null for none
     * @param ends a bound that is missing is no part of the range, whatever is said here
     * @return the empty range where nothing lies between the bounds, as in {@code [1,1)}
     * @throws IllegalArgumentException if the bounds are numbers, dates or times, and the lower one is above the upper one
     */
    public static <T> Range<T> of(T lower, T upper, Ends ends) {
        Objects.requireNonNull(ends, "ends");
        if (lower == null && upper == null) {
            return all();
        }
        Ends meant = Ends.of(lower != null && ends.hasLower(), upper != null && ends.hasUpper());
        if (lower != null && upper != null && isOrderedAlike(lower)) {
            int order = compare(lower, upper);
            if (order > 0) {
                throw new IllegalArgumentException("the lower bound of a range must not be above its upper bound");
            }
            if (order == 0 && meant != Ends.BOTH) {
                return empty();
            }
        }
        return new Range<>(lower, upper, meant, false);
    }

    /**
     * Whether our order is the server's, which has collations for texts, one of its own for UUIDs, and one for times of the
     * same instant.
     */
    private static boolean isOrderedAlike(Object bound) {
        return bound instanceof Comparable<?>
                && (bound instanceof Number || bound instanceof Temporal)
                && !(bound instanceof OffsetTime);
    }

    /**
     * Reads what {@link #toString} or the server writes.
     *
     * @param bound reads a bound; what it throws comes through
     * @throws IllegalArgumentException if the text is no range
     */
    public static <T> Range<T> parse(String text, Function<? super String, ? extends T> bound) {
        RangeText reader = new RangeText(text);
        Range<T> range = reader.range(bound);
        reader.requireEnd();
        return range;
    }

    public boolean isEmpty() {
        return empty;
    }

    /** Absent where the range has no lower end, and from the empty range. */
    public Optional<T> lower() {
        return Optional.ofNullable(lower);
    }

    /** Absent where the range has no upper end, and from the empty range. */
    public Optional<T> upper() {
        return Optional.ofNullable(upper);
    }

    /** Which bounds are part of it; never one that is missing. */
    public Ends ends() {
        return ends;
    }

    public boolean includesLower() {
        return ends.hasLower();
    }

    public boolean includesUpper() {
        return ends.hasUpper();
    }

    /**
     * Whether a value lies in the range, as Java compares: texts by their characters, not by a collation. As for the server,
     * 0 and -0 are the same, and so are an OffsetDateTime and another of the same instant.
     *
     * @throws ClassCastException if the values are not comparable
     */
    public boolean contains(T value) {
        Objects.requireNonNull(value, "value");
        if (empty) {
            return false;
        }
        int aboveLower = lower == null ? 1 : compare(value, lower);
        int belowUpper = upper == null ? 1 : compare(upper, value);
        return (aboveLower > 0 || aboveLower == 0 && includesLower())
                && (belowUpper > 0 || belowUpper == 0 && includesUpper());
    }

    @SuppressWarnings("unchecked") // What is not comparable throws ClassCastException, as is promised.
    private static <T> int compare(T one, T other) {
        // Where Java tells apart what to the server is the same.
        if (one instanceof Double number && other instanceof Double second) {
            return number.doubleValue() == second ? 0 : number.compareTo(second);
        }
        if (one instanceof Float number && other instanceof Float second) {
            return number.floatValue() == second ? 0 : number.compareTo(second);
        }
        if (one instanceof OffsetDateTime instant && other instanceof OffsetDateTime second) {
            return OffsetDateTime.timeLineOrder().compare(instant, second);
        }
        if (one instanceof ZonedDateTime instant && other instanceof ZonedDateTime second) {
            return ChronoZonedDateTime.timeLineOrder().compare(instant, second);
        }
        return ((Comparable<T>) one).compareTo(other);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Range<?> range
                && empty == range.empty
                && ends == range.ends
                && Objects.equals(lower, range.lower)
                && Objects.equals(upper, range.upper);
    }

    @Override
    public int hashCode() {
        return Objects.hash(lower, upper, ends, empty);
    }

    /** As PostgreSQL writes it, with the bounds as they write themselves. */
    @Override
    public String toString() {
        return toString(Object::toString);
    }

    /** As PostgreSQL writes it, with the bounds as the function writes them. */
    public String toString(Function<? super T, String> bound) {
        if (empty) {
            return "empty";
        }
        StringBuilder out = new StringBuilder();
        out.append(includesLower() ? '[' : '(');
        if (lower != null) {
            RangeText.appendBound(out, bound.apply(lower));
        }
        out.append(',');
        if (upper != null) {
            RangeText.appendBound(out, bound.apply(upper));
        }
        return out.append(includesUpper() ? ']' : ')').toString();
    }
}
