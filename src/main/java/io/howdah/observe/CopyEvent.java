package io.howdah.observe;

import jdk.jfr.Category;
import jdk.jfr.Description;
import jdk.jfr.Label;
import jdk.jfr.Name;

/** A COPY is begun. */
@Name("io.howdah.Copy")
@Label("COPY")
@Description("A COPY is begun")
@Category("Howdah")
final class CopyEvent extends OperationEvent {
    static final CopyEvent PROBE = new CopyEvent(null);

    @Label("SQL")
    @Description("As the program wrote it, without the values of parameters")
    final String sql;

    CopyEvent(String sql) {
        this.sql = sql;
    }
}
