package io.howdah.observe;

import jdk.jfr.Category;
import jdk.jfr.Description;
import jdk.jfr.Label;
import jdk.jfr.Name;

/** The server is asked to cancel what it does. */
@Name("io.howdah.Cancel")
@Label("Cancel")
@Description("The server is asked to cancel what it does")
@Category("Howdah")
final class CancelEvent extends OperationEvent {
    static final CancelEvent PROBE = new CancelEvent();
}
