package io.howdah.types;

import java.time.ZoneId;
import java.util.Objects;
import java.util.TimeZone;

/**
 * What a value's meaning depends on beside its bytes: a snapshot, replaced when the session reports a change.
 *
 * @param sessionZone the server's {@code TimeZone}: in it PostgreSQL would print a timestamptz
 * @param clientZone the JVM's: in it {@code java.sql} dates and times are understood where no Calendar is given
 * @param intervalStyle the server's {@code IntervalStyle}, by its name: so it would print an interval
 */
public record CodecContext(ZoneId sessionZone, TimeZone clientZone, String intervalStyle) {
    public CodecContext {
        Objects.requireNonNull(sessionZone, "sessionZone");
        Objects.requireNonNull(clientZone, "clientZone");
        Objects.requireNonNull(intervalStyle, "intervalStyle");
    }

    /** Intervals are printed as they are by default. */
    public CodecContext(ZoneId sessionZone, TimeZone clientZone) {
        this(sessionZone, clientZone, "postgres");
    }
}
