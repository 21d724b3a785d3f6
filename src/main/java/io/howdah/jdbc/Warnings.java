package io.howdah.jdbc;

import io.howdah.api.ServerError;
import io.howdah.error.SqlErrors;
import java.sql.SQLWarning;

/**
 * A chain of warnings that one thread appends to while another may look at it. Of a flood the first are kept and the
 * rest is counted.
 */
final class Warnings {
    private static final int MOST = 10_000;

    private volatile SQLWarning first;
    private SQLWarning last;
    private int count;

    SQLWarning first() {
        return first;
    }

    void clear() {
        first = null;
        last = null;
        count = 0;
    }

    void add(ServerError notice) {
        add(SqlErrors.warning(notice));
    }

    void add(SQLWarning warning) {
        if (++count > MOST) {
            return;
        }
        if (first == null) {
            first = warning;
        } else {
            // setNextWarning walks the chain from where it is called: from the last one that is no walk at all.
            last.setNextWarning(warning);
        }
        last = warning;
    }
}
