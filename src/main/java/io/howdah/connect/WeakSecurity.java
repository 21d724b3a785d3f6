package io.howdah.connect;

import io.howdah.api.ConnectionSecurity;
import io.howdah.api.ConnectionSecurity.Authentication;
import io.howdah.api.ConnectionSecurity.Encryption;
import io.howdah.config.ConnectionConfig.HostSpec;
import io.howdah.config.SslMode;
import java.util.Optional;
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
        Optional<String> weakness = weakness(host, mode, security);
        if (weakness.isPresent() && SAID.size() < MOST && SAID.add(weakness.get())) {
            if (isExposed(security)) {
                LOG.warn("{}", weakness.get());
            } else {
                LOG.info("{}", weakness.get());
            }
        }
    }

    /** Empty if channel binding has shown that nobody sits in between. */
    static Optional<String> weakness(HostSpec host, SslMode mode, ConnectionSecurity security) {
        if (security.channelBinding()) {
            return Optional.empty();
        }
        String session = "The session with " + host;
        if (security.encryption() == Encryption.TLS) {
            return Optional.of(session + " is encrypted, but its server was not verified and may be anybody (sslmode="
                    + mode.value() + "). sslmode=verify-full with sslrootcert verifies it");
        }
        return Optional.of(session + " is not encrypted, as sslmode=" + mode.value() + " allows"
                + (isExposed(security) ? ", and a password was used on it" : "")
                + ". sslmode=verify-full demands encryption and verifies the server");
    }

    /** Whether somebody who listened may have got hold of a password, or of what it can be guessed by. */
    private static boolean isExposed(ConnectionSecurity security) {
        return security.encryption() == Encryption.NONE && security.authentication() != Authentication.NONE;
    }
}
