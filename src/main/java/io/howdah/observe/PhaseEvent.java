package io.howdah.observe;

import jdk.jfr.Category;
import jdk.jfr.Description;
import jdk.jfr.Label;
import jdk.jfr.Name;

/** A phase of connecting. */
@Name("io.howdah.ConnectPhase")
@Label("Phase of Connecting")
@Description("One of the phases of opening a connection: RESOLVE, CONNECT, ENCRYPT, AUTHENTICATE, START")
@Category("Howdah")
final class PhaseEvent extends OperationEvent {
    static final PhaseEvent PROBE = new PhaseEvent(null, null);

    @Label("Phase")
    final String phase;

    @Label("Place")
    @Description("The host, or the one of its addresses, that is tried")
    final String place;

    PhaseEvent(String phase, String place) {
        this.phase = phase;
        this.place = place;
    }
}
