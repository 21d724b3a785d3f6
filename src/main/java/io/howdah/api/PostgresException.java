package io.howdah.api;

/** Stands on every exception that carries a server's error: {@code if (e instanceof PostgresException p)}. */
public interface PostgresException {
    /** What the server said, field by field. Never null. */
    ServerError serverError();
}
