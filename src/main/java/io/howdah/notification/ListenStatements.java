package io.howdah.notification;

import io.howdah.api.ServerError;
import io.howdah.error.NotificationErrors;
import io.howdah.error.SqlErrors;
import io.howdah.session.Binding;
import io.howdah.session.Flight;
import io.howdah.session.Outcome;
import io.howdah.session.Plan;
import io.howdah.session.PreparedQuery;
import io.howdah.session.Reply;
import io.howdah.session.TransactionStatus;
import io.howdah.sql.Quoting;
import io.howdah.wire.ByteWriter;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** The statements that notifications take. */
final class ListenStatements {
    /** NAMEDATALEN - 1: the server cuts off what is longer. */
    private static final int LONGEST_NAME = 63;

    private static final int TEXT = 25;
    private static final String NOTIFY = "SELECT pg_catalog.pg_notify($1, $2)";

    private final NotificationHost host;

    ListenStatements(NotificationHost host) {
        this.host = host;
    }

    /**
     * Which channels it is to be after all. Asked under the wire lock, when nothing else can be sent before it any more:
     * what is decided and noted there is what the server is told, in the same order. Asked again if it is sent again.
     */
    @FunctionalInterface
    interface Choice {
        Collection<String> channels();
    }

    /** @param channels all that may be chosen */
    void listen(Collection<String> channels, Choice choice) throws SQLException {
        run("LISTEN ", channels, choice);
    }

    /**
     * If none is chosen, the server is asked for a sign of life: it answers in any case.
     *
     * @param channels all that may be chosen
     */
    void unlisten(Collection<String> channels, Choice choice) throws SQLException {
        run("UNLISTEN ", channels, choice);
    }

    /** @param sending runs under the wire lock, when nothing else can be sent before it any more */
    void unlistenAll(Runnable sending) throws SQLException {
        run(() -> {
            sending.run();
            return List.of("UNLISTEN *");
        });
    }

    /** Begins no transaction, whatever autocommit is: for when none is open, and it is to hold at once. */
    void unlistenAllAtOnce() throws SQLException {
        finish(host.send(new HostPlan() {
            @Override
            public void write(Flight flight) {
                flight.execute(flight.statements().once("UNLISTEN *"), Binding.NONE, Flight.ALL_ROWS);
            }
        }));
    }

    /** Part of no transaction: where one is open, as soon as none is. */
    void unlistenOutside(Collection<String> channels, Choice choice) throws SQLException {
        Supplier<List<String>> chosen = chosen("UNLISTEN ", channels, choice);
        finish(host.send(new HostPlan() {
            @Override
            public void write(Flight flight) {
                if (flight.transactionStatus() == TransactionStatus.IDLE) {
                    for (String each : chosen.get()) {
                        flight.execute(flight.statements().once(each), Binding.NONE, Flight.ALL_ROWS);
                    }
                } else {
                    host.later(chosen);
                }
            }
        }));
    }

    private void run(String verb, Collection<String> channels, Choice choice) throws SQLException {
        Supplier<List<String>> chosen = chosen(verb, channels, choice);
        if (!channels.isEmpty()) {
            run(chosen);
        }
    }

    private static Supplier<List<String>> chosen(String verb, Collection<String> channels, Choice choice)
            throws SQLException {
        Map<String, String> statements = new HashMap<>();
        for (String channel : channels) {
            statements.put(channel, verb + quoted(channel));
        }
        return () -> choice.channels().stream().map(statements::get).toList();
    }

    private static String quoted(String channel) throws SQLException {
        if (channel == null) {
            throw SqlErrors.badArgument("The name of a channel is null");
        }
        String quoted = Quoting.quoted(channel);
        int byteCount = channel.getBytes(StandardCharsets.UTF_8).length;
        if (byteCount > LONGEST_NAME) {
            throw NotificationErrors.channelTooLong(byteCount, LONGEST_NAME);
        }
        return quoted;
    }

    private void run(Supplier<List<String>> statements) throws SQLException {
        finish(host.send(new HostPlan() {
            @Override
            public void write(Flight flight) {
                List<String> due = statements.get();
                if (due.isEmpty()) {
                    flight.sync();
                    return;
                }
                host.open(flight);
                for (String each : due) {
                    flight.execute(flight.statements().once(each), Binding.NONE, Flight.ALL_ROWS);
                }
            }
        }));
    }

    void notify(String channel, String payload) throws SQLException {
        if (channel == null || payload == null) {
            throw SqlErrors.badArgument("A notification needs a channel and a payload; the payload may be empty");
        }
        finish(host.send(new HostPlan() {
            @Override
            public void write(Flight flight) {
                host.open(flight);
                PreparedQuery query = flight.statements().get(NOTIFY, new int[] {TEXT, TEXT});
                flight.execute(query, new Texts(channel, payload), Flight.ALL_ROWS);
            }
        }));
    }

    private static void finish(Reply reply) throws SQLException {
        for (Outcome outcome : reply.readAll()) {
            if (outcome.rows() != null) {
                outcome.rows().close();
            }
        }
        reply.throwIfFailed();
    }

    private abstract class HostPlan implements Plan {
        @Override
        public final Duration timeout() {
            return host.timeout();
        }

        @Override
        public final boolean isUndoneByItsError() {
            return true;
        }

        @Override
        public final void onNotice(ServerError notice) {
            host.onNotice(notice);
        }
    }

    /** Parameters that are text. */
    private record Texts(String first, String second) implements Binding {
        @Override
        public int count() {
            return 2;
        }

        @Override
        public void writeTo(ByteWriter out) {
            out.int16(0);
            out.int16(count());
            write(first, out);
            write(second, out);
        }

        private static void write(String text, ByteWriter out) {
            int mark = out.beginValue();
            out.utf8(text);
            out.endValue(mark);
        }
    }
}
