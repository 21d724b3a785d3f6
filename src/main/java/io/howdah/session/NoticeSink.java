package io.howdah.session;

import io.howdah.api.Notification;
import io.howdah.api.ServerError;

/** Who gets what the server remarks by the way. */
@FunctionalInterface
public interface NoticeSink {
    void onNotice(ServerError notice);

    /** Nobody listens as long as nothing was asked. */
    default void onNotification(Notification notification) {}
}
