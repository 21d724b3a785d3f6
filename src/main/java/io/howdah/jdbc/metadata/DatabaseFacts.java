package io.howdah.jdbc.metadata;

import io.howdah.api.ServerVersion;
import java.util.Objects;

/**
 * What a connection knows without asking.
 *
 * @param url without secrets
 * @param user the login role
 * @param database as it was asked for at startup; a pooler may have it under another name
 */
public record DatabaseFacts(
        String url,
        String user,
        String database,
        ServerVersion serverVersion,
        Visibility visibility,
        int driverMajor,
        int driverMinor,
        String driverVersion) {

    /** Which objects are listed. */
    public enum Visibility {
        ALL,
        /** Those that the user may do anything with. */
        PRIVILEGED
    }

    public DatabaseFacts {
        Objects.requireNonNull(url, "url");
        Objects.requireNonNull(user, "user");
        Objects.requireNonNull(database, "database");
        Objects.requireNonNull(serverVersion, "serverVersion");
        Objects.requireNonNull(visibility, "visibility");
        Objects.requireNonNull(driverVersion, "driverVersion");
    }
}
