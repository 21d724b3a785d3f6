package io.howdah.observe;

import io.howdah.api.ConnectionObserver.Observation;
import io.howdah.api.ConnectionObserver.Result;
import java.sql.SQLException;
import java.util.Optional;
import java.util.OptionalLong;

/** What the user's observer wants to know the end of, and perhaps the flight recorder too. */
final class Observed implements Watched {
    private final Observation observation;
    private final Watched recording;

    /** @param recording null if the recorder does not want to know */
    Observed(Observation observation, Watched recording) {
        this.observation = observation;
        this.recording = recording;
    }

    @Override
    public void ends(long rows, long bytesSent, long bytesReceived, SQLException failure) {
        // First, so that the observer's own time is not counted.
        if (recording != null) {
            recording.ends(rows, bytesSent, bytesReceived, failure);
        }
        var result = new Result(
                rows == NOT_COUNTED ? OptionalLong.empty() : OptionalLong.of(rows),
                bytesSent,
                bytesReceived,
                Optional.ofNullable(failure));
        try {
            observation.ends(result);
        } catch (RuntimeException e) {
            Watch.Log.LOG.warn("The connection observer failed; what it was told of has happened: {}", e.toString(), e);
        }
    }
}
