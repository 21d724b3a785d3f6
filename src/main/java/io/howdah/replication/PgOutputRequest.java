package io.howdah.replication;

import io.howdah.api.PgOutputOptions;
import io.howdah.api.PgOutputOptions.Streaming;
import io.howdah.api.StreamRequest;
import io.howdah.error.ReplicationErrors;
import io.howdah.sql.Quoting;
import java.sql.SQLException;

/** The options of pgoutput as the plugin of a server of some version takes them. */
final class PgOutputRequest {
    private PgOutputRequest() {}

    static StreamRequest of(StreamRequest request, PgOutputOptions options, int major) throws SQLException {
        StreamRequest complete = request.withOption(
                        "proto_version",
                        Integer.toString(options.protocolVersion() == 0 ? newest(major) : options.protocolVersion()))
                .withOption("publication_names", names(options));
        if (options.streaming() != Streaming.OFF) {
            require(major, options.streaming() == Streaming.ON ? 14 : 16, "Streaming of transactions in progress");
            complete = complete.withOption("streaming", options.streaming() == Streaming.ON ? "on" : "parallel");
        }
        if (options.isBinary()) {
            require(major, 14, "Logical replication in binary");
            complete = complete.withOption("binary", "true");
        }
        if (options.hasMessages()) {
            require(major, 14, "Logical messages by pgoutput");
            complete = complete.withOption("messages", "true");
        }
        if (options.isTwoPhase()) {
            require(major, 15, "Two-phase transactions by pgoutput");
            complete = complete.withOption("two_phase", "true");
        }
        if (options.origin().isPresent()) {
            require(major, 16, "The choice of an origin");
            complete = complete.withOption("origin", options.origin().get());
        }
        return complete;
    }

    private static int newest(int major) {
        return major >= 16 ? 4 : major == 15 ? 3 : major == 14 ? 2 : 1;
    }

    private static String names(PgOutputOptions options) throws SQLException {
        var list = new StringBuilder();
        for (String name : options.publications()) {
            list.append(list.isEmpty() ? "" : ",").append(Quoting.quoted(name));
        }
        return list.toString();
    }

    private static void require(int major, int wanted, String what) throws SQLException {
        if (major < wanted) {
            throw ReplicationErrors.needsServer(what, wanted);
        }
    }
}
