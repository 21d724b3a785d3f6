package io.howdah.observe;

import java.sql.SQLException;

/** Something that has begun, and whose end somebody wants to know. */
public interface Watched {
    /** For {@link #ends}: the server has not counted the rows, or not yet. */
    long NOT_COUNTED = -1;

    /**
     * It is over.
     *
     * @param rows {@link #NOT_COUNTED} if nobody knows
     * @param bytesSent of messages
     * @param bytesReceived of rows
     * @param failure null if all was well
     */
    void ends(long rows, long bytesSent, long bytesReceived, SQLException failure);

    /** The same where rows and bytes are beside the point. */
    default void ends(SQLException failure) {
        ends(NOT_COUNTED, 0, 0, failure);
    }
}
