package io.howdah.api;

/**
 * Stands on every exception that carries a server's error: {@code if (e instanceof PostgresException p)}. Such an
 * exception is an {@code SQLException} as well; those that the driver throws for reasons of its own are not of this type.
 */
public interface PostgresException {
    /**
     * What the server said, field by field. Never null, but for an exception that was serialized: the error does not travel
     * with it.
     */
    ServerError serverError();
}
