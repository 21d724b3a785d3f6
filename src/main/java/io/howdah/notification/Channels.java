package io.howdah.notification;

import io.howdah.error.SqlErrors;
import java.sql.SQLException;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** What a subscription is for. */
final class Channels {
    private Channels() {}

    /** @throws SQLException if there is none */
    static Set<String> of(List<String> channels) throws SQLException {
        if (channels.isEmpty()) {
            throw SqlErrors.badArgument("A subscription needs at least one channel");
        }
        return new LinkedHashSet<>(channels);
    }
}
