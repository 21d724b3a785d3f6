package io.howdah.auth;

import io.howdah.error.GssErrors;
import java.sql.SQLException;
import java.util.Map;
import java.util.Optional;
import javax.security.auth.login.AppConfigurationEntry;
import javax.security.auth.login.AppConfigurationEntry.LoginModuleControlFlag;
import javax.security.auth.login.Configuration;

/**
 * By what JAAS logs in.
 *
 * @param configuration null for the application's own
 */
record JaasEntry(String name, Configuration configuration) {
    /** The name that applications have in their files already. */
    private static final String BY_CONVENTION = "pgjdbc";

    private static final String MODULE = "com.sun.security.auth.module.Krb5LoginModule";

    static JaasEntry find(Optional<String> wanted) throws SQLException {
        String name = wanted.orElse(BY_CONVENTION);
        if (isConfigured(name)) {
            return new JaasEntry(name, null);
        }
        if (wanted.isPresent() && !name.equals(BY_CONVENTION)) {
            throw GssErrors.noSuchJaasEntry(name);
        }
        return new JaasEntry("howdah", new TicketCacheOnly());
    }

    boolean isOurs() {
        return configuration != null;
    }

    private static boolean isConfigured(String name) {
        try {
            return Configuration.getConfiguration().getAppConfigurationEntry(name) != null;
        } catch (SecurityException e) {
            // That is how the JDK says that there is no configuration at all.
            return false;
        }
    }

    /** What needs no file: the ticket that kinit left, and never a question on the console. */
    private static final class TicketCacheOnly extends Configuration {
        @Override
        public AppConfigurationEntry[] getAppConfigurationEntry(String name) {
            return new AppConfigurationEntry[] {
                new AppConfigurationEntry(
                        MODULE,
                        LoginModuleControlFlag.REQUIRED,
                        Map.of("useTicketCache", "true", "doNotPrompt", "true"))
            };
        }
    }
}
