package io.howdah.observe;

import jdk.jfr.Category;
import jdk.jfr.Description;
import jdk.jfr.Label;
import jdk.jfr.Name;

/** A connection is opened, or is tried to be. */
@Name("io.howdah.Connect")
@Label("Connect")
@Description("A connection is opened, or is tried to be")
@Category("Howdah")
final class ConnectEvent extends OperationEvent {
    static final ConnectEvent PROBE = new ConnectEvent();
}
