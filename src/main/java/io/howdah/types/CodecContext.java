package io.howdah.types;

import java.time.ZoneId;
import java.util.Map;
import java.util.Objects;
import java.util.TimeZone;

/** What a value's meaning depends on beside its bytes: a snapshot, replaced when the session reports a change. */
public final class CodecContext {
    /** As the server names it; null if it does not say. */
    private final String sessionZoneName;

    private final TimeZone clientZone;
    private final SqlObjects objects;
    private final String intervalStyle;

    /** Null until somebody asks: Java's rules of time zones are more than many programs ever need. */
    private volatile ZoneId sessionZone;

    /**
     * @param sessionZoneName the server's {@code TimeZone}; null if it does not report it
     * @param clientZone the JVM's: in it {@code java.sql} dates and times are understood where no Calendar is given
     */
    public CodecContext(String sessionZoneName, TimeZone clientZone) {
        this(sessionZoneName, clientZone, SqlObjects.NONE);
    }

    /** Of a connection's values, with what objects of JDBC need. */
    public CodecContext(String sessionZoneName, TimeZone clientZone, SqlObjects objects) {
        this(sessionZoneName, clientZone, objects, null);
    }

    private CodecContext(String sessionZoneName, TimeZone clientZone, SqlObjects objects, String intervalStyle) {
        this.sessionZoneName = sessionZoneName;
        this.clientZone = Objects.requireNonNull(clientZone, "clientZone");
        this.objects = Objects.requireNonNull(objects, "objects");
        this.intervalStyle = intervalStyle;
    }

    /** The same with another zone of the JVM's. */
    public CodecContext withClientZone(TimeZone other) {
        return new CodecContext(sessionZoneName, other, objects, intervalStyle);
    }

    /** The same, where the user has these classes for types of the database. */
    public CodecContext withTypeMap(Map<String, Class<?>> typeMap) {
        return new CodecContext(sessionZoneName, clientZone, objects.with(typeMap), intervalStyle);
    }

    /**
     * The same with another way to print intervals.
     *
     * @param style the server's {@code IntervalStyle}; null if it does not report it
     */
    public CodecContext withIntervalStyle(String style) {
        return new CodecContext(sessionZoneName, clientZone, objects, style);
    }

    /** The server's {@code IntervalStyle}, by its name: so it would print an interval. */
    public String intervalStyle() {
        return intervalStyle == null ? "postgres" : intervalStyle;
    }

    /** The server's {@code TimeZone}: in it PostgreSQL would print a timestamptz. UTC if it is unknown. */
    public ZoneId sessionZone() {
        ZoneId known = sessionZone;
        if (known == null) {
            known = SessionZone.of(sessionZoneName);
            sessionZone = known;
        }
        return known;
    }

    public SqlObjects objects() {
        return objects;
    }

    public TimeZone clientZone() {
        return clientZone;
    }
}
