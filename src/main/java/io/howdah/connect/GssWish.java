package io.howdah.connect;

import io.howdah.auth.TicketCache;
import io.howdah.config.ConnectionConfig.HostSpec;
import io.howdah.config.GssSettings.EncryptionMode;
import io.howdah.error.GssErrors;
import java.sql.SQLException;

/** Whether an attempt asks for encryption by GSSAPI before anything else. */
enum GssWish {
    SKIP,
    /** With a ticket; and where the server has no GSSAPI, goes on as if it had not been asked. */
    TRY,
    DEMAND;

    static GssWish of(EncryptionMode mode, HostSpec host) throws SQLException {
        return switch (mode) {
            case DISABLE -> SKIP;
            case IF_AT_HAND -> !host.isUnixSocket() && TicketCache.isAtHand() ? TRY : SKIP;
            case PREFER -> host.isUnixSocket() ? SKIP : TRY;
            case REQUIRE -> {
                if (host.isUnixSocket()) {
                    throw GssErrors.notOverUnixSockets(host.host(), host.port());
                }
                yield DEMAND;
            }
        };
    }
}
