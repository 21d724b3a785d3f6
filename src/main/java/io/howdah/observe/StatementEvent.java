package io.howdah.observe;

import jdk.jfr.Category;
import jdk.jfr.DataAmount;
import jdk.jfr.Description;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.Threshold;

/** Statements up to their first rows. */
@Name("io.howdah.Statement")
@Label("Statement")
@Description("Statements up to their first rows")
@Threshold("10 ms")
@Category("Howdah")
final class StatementEvent extends OperationEvent {
    static final StatementEvent PROBE = new StatementEvent(null);

    @Label("SQL")
    @Description("As the program wrote it, without the values of parameters")
    final String sql;

    @Label("Rows")
    @Description("Returned or changed, as the server counted them; -1 if it has not yet")
    long rows;

    @Label("Bytes sent")
    @DataAmount
    long bytesSent;

    @Label("Bytes received")
    @Description("Of rows, as far as they were read")
    @DataAmount
    long bytesReceived;

    StatementEvent(String sql) {
        this.sql = sql;
    }

    @Override
    void count(long counted, long sent, long received) {
        rows = counted;
        bytesSent = sent;
        bytesReceived = received;
    }
}
