package io.howdah.observe;

import jdk.jfr.Category;
import jdk.jfr.Description;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.Threshold;

/** More rows of a result are waited for. */
@Name("io.howdah.Fetch")
@Label("Fetch")
@Description("More rows of a result are waited for")
@Threshold("10 ms")
@Category("Howdah")
final class FetchEvent extends OperationEvent {
    static final FetchEvent PROBE = new FetchEvent(null);

    @Label("SQL")
    @Description("As the program wrote it, without the values of parameters")
    final String sql;

    FetchEvent(String sql) {
        this.sql = sql;
    }
}
