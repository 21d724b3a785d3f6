package io.howdah.connect;

/** What the bytes are to travel in. */
enum Encryption {
    NONE,
    TLS,
    /** In the clear, on the same connection, where the server has no TLS. */
    TLS_IF_OFFERED
}
