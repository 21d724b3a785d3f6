package io.howdah.session;

import io.howdah.wire.ByteWriter;
import io.howdah.wire.Frontend;

/** A Bind and an Execute for each of many bindings. */
final class Bulk {
    /** Of the two messages and what Bind holds beside the values, about. */
    private static final int OVERHEAD = 40;

    private final String statement;
    private final int[] resultFormats;
    private final Bindings bindings;

    /** Of the first execution only, since all have the same columns. */
    private final Describe describe;

    enum Describe {
        FIRST,
        NONE
    }

    /** @param resultFormats null for text */
    Bulk(String statement, int[] resultFormats, Bindings bindings, Describe describe) {
        this.statement = statement;
        this.resultFormats = resultFormats;
        this.bindings = bindings;
        this.describe = describe;
    }

    int count() {
        return bindings.count();
    }

    /** About. */
    long byteCount() {
        return bindings.byteCount() + (long) OVERHEAD * bindings.count();
    }

    void writeTo(int index, ByteWriter out) {
        int mark = out.begin('B');
        out.cString(Flight.UNNAMED);
        out.cString(statement);
        bindings.writeTo(index, out);
        Flight.writeFormats(resultFormats, out);
        out.end(mark);
        if (index == 0 && describe == Describe.FIRST) {
            Frontend.describePortal(out, Flight.UNNAMED);
        }
        Frontend.execute(out, Flight.UNNAMED, Flight.ALL_ROWS);
    }
}
