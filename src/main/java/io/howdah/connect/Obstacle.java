package io.howdah.connect;

/** What an attempt failed at, as far as another way of connecting may avoid it. */
enum Obstacle {
    /** Nothing that another way avoids. */
    OTHER,
    /** Of our own making, such as a file that cannot be read: no host avoids it. */
    SETTINGS,
    /** A failed handshake, or a refusal by pg_hba.conf, which may have a line for the other kind of connection. */
    ENCRYPTION,
    /** Encryption by GSSAPI cannot be had, or is refused by pg_hba.conf, which may have a line for other connections. */
    GSSAPI,
    /** A server or pooler that knows only 3.0 hung up, or said so. */
    PROTOCOL_VERSION,
    /** A server setting in the startup message has a value that the server does not know. */
    SERVER_SETTING
}
