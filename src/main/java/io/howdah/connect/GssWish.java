package io.howdah.connect;

import io.howdah.auth.TicketCache;
import io.howdah.config.ConnectionConfig;
import io.howdah.config.ConnectionConfig.ChannelBinding;
import io.howdah.config.ConnectionConfig.HostSpec;
import io.howdah.config.GssSettings;
import io.howdah.error.GssErrors;
import java.sql.SQLException;

/** Whether an attempt asks for encryption by GSSAPI before anything else. */
enum GssWish {
    SKIP,
    /** With a ticket; and where the server has no GSSAPI, goes on as if it had not been asked. */
    TRY,
    DEMAND;

    static GssWish of(ConnectionConfig config, HostSpec host) throws SQLException {
        return switch (GssSettings.of(config).mode()) {
            case DISABLE -> SKIP;
            case IF_AT_HAND -> {
                // Who demands TLS wants TLS, not what a ticket that happens to lie about would give instead.
                boolean wantsTls =
                        config.tls().mode().demandsTls() || config.auth().channelBinding() == ChannelBinding.REQUIRE;
                yield wantsTls || host.isUnixSocket() || !TicketCache.isAtHand() ? SKIP : TRY;
            }
            // TLS from the first byte leaves no room for a question before it.
            case PREFER -> host.isUnixSocket() || config.tls().direct() ? SKIP : TRY;
            case REQUIRE -> {
                if (host.isUnixSocket()) {
                    throw GssErrors.notOverUnixSockets(host.host(), host.port());
                }
                yield DEMAND;
            }
        };
    }
}
