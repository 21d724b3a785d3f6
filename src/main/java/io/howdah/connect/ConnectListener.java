package io.howdah.connect;

import io.howdah.config.ConnectionConfig.HostSpec;
import java.sql.SQLException;

/**
 * Is told how connecting goes, phase by phase, for each way that is tried. For diagnosis: what it hears changes nothing.
 *
 * <p>Called by the thread that connects. Nothing it hears holds a secret.
 */
public interface ConnectListener {
    /** In the order in which an attempt meets them. */
    enum Phase {
        /** The host's name into addresses, once for all attempts at it. */
        RESOLVE,
        /** TCP, or a Unix-domain socket. */
        CONNECT,
        /** What protects the bytes; met also where nothing is to. */
        ENCRYPT,
        /** From the StartupMessage to AuthenticationOk. */
        AUTHENTICATE,
        /** From AuthenticationOk to ReadyForQuery: the server looks for the database and applies settings. */
        START
    }

    /** The phase before it, if any, was well. */
    void begins(Phase phase, HostSpec place);

    /** @param what the present phase found, in words */
    void finds(String what);

    /** The present phase failed, and this attempt with it. Another may follow. */
    void fails(SQLException why);
}
