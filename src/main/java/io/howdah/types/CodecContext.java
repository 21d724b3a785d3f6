package io.howdah.types;

import java.time.ZoneId;
import java.util.Map;
import java.util.Objects;
import java.util.TimeZone;

/**
 * What a value's meaning depends on beside its bytes: a snapshot, replaced when the session reports a change.
 *
 * @param sessionZone the server's {@code TimeZone}: in it PostgreSQL would print a timestamptz
 * @param clientZone the JVM's: in it {@code java.sql} dates and times are understood where no Calendar is given
 * @param objects what objects of JDBC need
 */
public record CodecContext(ZoneId sessionZone, TimeZone clientZone, SqlObjects objects) {
    public CodecContext {
        Objects.requireNonNull(sessionZone, "sessionZone");
        Objects.requireNonNull(clientZone, "clientZone");
        Objects.requireNonNull(objects, "objects");
    }

    /** Of values without a connection. */
    public CodecContext(ZoneId sessionZone, TimeZone clientZone) {
        this(sessionZone, clientZone, SqlObjects.NONE);
    }

    /** The same, where the user has these classes for types of the database. */
    public CodecContext withTypeMap(Map<String, Class<?>> typeMap) {
        return new CodecContext(sessionZone, clientZone, objects.with(typeMap));
    }
}
