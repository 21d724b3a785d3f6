package io.howdah.jdbc;

import io.howdah.api.CopyOperations;
import io.howdah.copy.Copies;

/** What a connection offers beside JDBC, each made when it is first asked for: a program seldom wants more than one. */
final class Extensions {
    private final SessionHost host;

    /** Null until somebody asks. */
    private CopyOperations copies;

    Extensions(JdbcContext context, Warnings warnings) {
        this.host = new SessionHost(context, warnings);
    }

    CopyOperations copy() {
        if (copies == null) {
            copies = new Copies(host);
        }
        return copies;
    }
}
