package io.howdah.connect;

import io.howdah.api.ConnectionSecurity;
import io.howdah.api.ConnectionSecurity.Authentication;
import io.howdah.api.ConnectionSecurity.Encryption;
import io.howdah.config.ConnectionConfig.HostSpec;
import io.howdah.config.SslMode;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Says in the log where a session over the network is protected less than its user may think. Once for each host and
 * weakness, not for each connection of a pool.
 */
final class WeakSecurity {
    private static final Logger LOG = LoggerFactory.getLogger(WeakSecurity.class);

    /** Applications with more hosts hear of the first. */
    private static final int MOST = 256;

    private static final Set<String> SAID = ConcurrentHashMap.newKeySet();

    private WeakSecurity() {}

    /**
     * @param mode not DISABLE: who chose that knows
     * @param security of a session with another machine whose server was not verified
     */
    static void tell(HostSpec host, SslMode mode, ConnectionSecurity security) {
        boolean plain = security.encryption() == Encryption.NONE;
        if (security.channelBinding() || !isNew(host + (plain ? " plain" : " TLS"))) {
            return;
        }
        if (!plain) {
            LOG.info(
                    "The session with {} is encrypted, but its server was not verified: it may be anybody. sslmode=verify-full"
                            + " with sslrootcert verifies it (sslmode is {})",
                    host,
                    mode.value());
        } else if (security.authentication() == Authentication.NONE) {
            LOG.info("The session with {} is not encrypted, as sslmode={} allows", host, mode.value());
        } else {
            LOG.warn(
                    "The session with {} is not encrypted, as sslmode={} allows, and a password was used on it."
                            + " sslmode=verify-full demands encryption and verifies the server",
                    host,
                    mode.value());
        }
    }

    private static boolean isNew(String what) {
        return SAID.size() < MOST && SAID.add(what);
    }
}
