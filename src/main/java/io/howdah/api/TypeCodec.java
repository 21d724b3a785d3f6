package io.howdah.api;

import java.util.Set;

/**
 * Reads and writes the values of one or more types that are not built into PostgreSQL: those of an extension, or of your
 * own. Arrays and ranges of them, domains over them, and attributes of composite types follow by themselves.
 *
 * <p>Register an implementation as a service: name it in {@code META-INF/services/io.howdah.api.TypeCodec}, or with
 * {@code provides} in a module. It is loaded when a type is first met that is not built in. A codec is used by all
 * connections at once, so it must be thread-safe. Null never comes here. Whatever exception it throws reaches the
 * caller as the cause of an SQLException.
 *
 * @param <T> the Java class in which nothing of the value is lost
 */
public interface TypeCodec<T> {
    /**
     * The names of the types, as {@code pg_type} has them: {@code vector} for any type of that name whatever its schema,
     * {@code geo.vector} for the one in that schema.
     */
    Set<String> typeNames();

    Class<T> javaType();

    /** @param text as PostgreSQL prints the value */
    T fromText(String text);

    /** As PostgreSQL would read it. */
    String toText(T value);

    /**
     * Whether the methods for binary are there, and the server has both functions, {@code typsend} and
     * {@code typreceive}, for the type. Values are binary wherever that is possible, then.
     */
    default boolean hasBinary() {
        return false;
    }

    /** @param bytes as the type's send function makes them; yours to keep */
    default T fromBinary(byte[] bytes) {
        throw new UnsupportedOperationException("This codec reads text only");
    }

    /** As the type's receive function reads it. */
    default byte[] toBinary(T value) {
        throw new UnsupportedOperationException("This codec writes text only");
    }
}
