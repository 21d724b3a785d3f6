package io.howdah.api;

/** Gets what the server remarks by the way, such as by RAISE NOTICE, at the moment it arrives. */
@FunctionalInterface
public interface NoticeListener {
    /**
     * Called by the thread that waits for the server, while the statement goes on: be quick. It must not use the connection,
     * but may cancel a statement, and close or abort the connection; anything else is refused with 55000, and so is the
     * closing of a logical connection, which would have to restore the session: that can only be aborted here. What it
     * throws is logged.
     */
    void onNotice(ServerError notice);
}
