package io.howdah.config;

import java.time.Duration;
import java.util.Objects;
import java.util.Optional;

/**
 * Kerberos, for proving who we are and for encrypting.
 *
 * @param mode whether the bytes are to be encrypted by GSSAPI
 * @param service what stands before the host in the server's principal
 * @param login whether to log in by JAAS where the caller brings no ticket
 * @param jaasApplication the entry of the JAAS configuration; empty for the one by convention, if it is there
 * @param delegation whether the server gets a ticket to act for us
 * @param response how long to wait for the server to say whether it encrypts by GSSAPI; zero for no limit
 */
public record GssSettings(
        EncryptionMode mode,
        String service,
        boolean login,
        Optional<String> jaasApplication,
        boolean delegation,
        Duration response) {
    /** What holds where nothing is said. */
    private static final GssSettings PLAIN = new GssSettings(
            EncryptionMode.IF_AT_HAND, "postgres", true, Optional.empty(), false, Duration.ofSeconds(5));

    public GssSettings {
        Objects.requireNonNull(mode, "mode");
        Objects.requireNonNull(service, "service");
        Objects.requireNonNull(jaasApplication, "jaasApplication");
        Objects.requireNonNull(response, "response");
    }

    /** What was said, or what holds without; looked up only by those who need it, since few say anything. */
    public static GssSettings of(ConnectionConfig config) {
        return config.gss().isPresent() ? config.gss().get() : PLAIN;
    }

    /** libpq's {@code gssencmode}. */
    public enum EncryptionMode {
        DISABLE,
        /** As {@link #PREFER} where a ticket is seen at once; nobody asked for it. */
        IF_AT_HAND,
        PREFER,
        REQUIRE
    }
}
