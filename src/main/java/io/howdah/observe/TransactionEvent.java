package io.howdah.observe;

import io.howdah.api.ConnectionObserver.Kind;
import jdk.jfr.Category;
import jdk.jfr.Description;
import jdk.jfr.Label;
import jdk.jfr.Name;

/** A transaction is committed or rolled back. */
@Name("io.howdah.TransactionEnd")
@Label("End of transaction")
@Description("A transaction is committed or rolled back")
@Category("Howdah")
final class TransactionEvent extends OperationEvent {
    static final TransactionEvent PROBE = new TransactionEvent(Kind.COMMIT);

    @Label("Command")
    final String command;

    TransactionEvent(Kind kind) {
        this.command = kind.name();
    }
}
