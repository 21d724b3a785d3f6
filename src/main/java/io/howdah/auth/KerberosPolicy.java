package io.howdah.auth;

import java.util.Objects;
import java.util.Optional;

/**
 * How we log in to Kerberos, and what the server may do with it.
 *
 * @param service what stands before the host in the server's principal
 * @param jaasApplication the entry to log in by; empty for {@code pgjdbc} if there is one, else the ticket cache
 */
public record KerberosPolicy(String service, Source source, Optional<String> jaasApplication, Delegation delegation) {
    public KerberosPolicy {
        Objects.requireNonNull(service, "service");
        Objects.requireNonNull(source, "source");
        Objects.requireNonNull(jaasApplication, "jaasApplication");
        Objects.requireNonNull(delegation, "delegation");
    }

    /** Where the ticket comes from. */
    public enum Source {
        /** The calling thread's Subject; where it has none, a login by JAAS. */
        SUBJECT_OR_LOGIN,
        /** Whatever JGSS finds by itself. */
        AS_JGSS_FINDS
    }

    /** Whether the server gets a ticket to act for us. */
    public enum Delegation {
        NONE,
        GRANTED
    }
}
