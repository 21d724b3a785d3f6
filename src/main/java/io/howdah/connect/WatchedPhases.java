package io.howdah.connect;

import io.howdah.config.ConnectionConfig.HostSpec;
import io.howdah.observe.Watch;
import io.howdah.observe.Watched;
import java.sql.SQLException;

/** Tells a watch of each phase of connecting. */
public final class WatchedPhases implements ConnectListener {
    private final Watch watch;

    /** The present phase; null before the first, and if nobody wants to know of it. */
    private Watched phase;

    public WatchedPhases(Watch watch) {
        this.watch = watch;
    }

    @Override
    public void begins(Phase next, HostSpec place) {
        end(null);
        phase = watch.beginPhase(next.name(), place.toString());
    }

    @Override
    public void finds(String what) {
        // It tells what, and we are asked how long.
    }

    @Override
    public void fails(SQLException why) {
        end(why);
    }

    /** The last phase is over. */
    public void end(SQLException failure) {
        if (phase != null) {
            phase.ends(failure);
            phase = null;
        }
    }
}
