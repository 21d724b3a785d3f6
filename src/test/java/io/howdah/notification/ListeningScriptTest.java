package io.howdah.notification;

import static io.howdah.session.ServerWords.complete;
import static io.howdah.session.ServerWords.error;
import static io.howdah.session.ServerWords.message;
import static io.howdah.session.ServerWords.ready;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.howdah.api.ServerError;
import io.howdah.api.Subscription;
import io.howdah.session.Flight;
import io.howdah.session.Plan;
import io.howdah.session.Reply;
import io.howdah.session.ScriptedSession;
import io.howdah.session.Session;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/** What the server is told when somebody begins to listen while another is about to stop. */
class ListeningScriptTest implements NotificationHost {
    private static final byte[] PARSED = message('1');
    private static final byte[] BOUND = message('2');
    private static final byte[] NO_DATA = message('n');

    private final ScriptedSession script = ScriptedSession.start();
    private final ConnectionNotifications notifications = new ConnectionNotifications(this);

    /** What another thread does when the next plan is on its way, and not yet sent. */
    private Meanwhile meanwhile = () -> {};

    /** What is to be said once no transaction is open. */
    private final List<Supplier<List<String>>> later = new ArrayList<>();

    @FunctionalInterface
    private interface Meanwhile {
        void run() throws SQLException;
    }

    // ---- the connection

    @Override
    public Session session() {
        return script.session();
    }

    @Override
    public Reply send(Plan plan) throws SQLException {
        Meanwhile due = meanwhile;
        meanwhile = () -> {};
        due.run();
        return session().send(plan);
    }

    @Override
    public void later(Supplier<List<String>> statements) {
        later.add(statements);
    }

    @Override
    public void open(Flight flight) {
        // No transaction.
    }

    @Override
    public Duration timeout() {
        return Duration.ZERO;
    }

    @Override
    public void onNotice(ServerError notice) {
        throw new AssertionError(notice);
    }

    // ---- the server

    private void completes(String command) {
        script.say(PARSED, BOUND, NO_DATA, complete(command), ready('I'));
    }

    private String written() {
        return new String(script.transport().takeWritten(), StandardCharsets.ISO_8859_1);
    }

    private Subscription subscribe() throws SQLException {
        return notifications.subscribe("orders", notification -> {}, task -> {});
    }

    @Test
    void whoSubscribesWhileAnotherSubscriptionEndsIsHeard() throws SQLException {
        completes("LISTEN");
        Subscription first = subscribe();
        written();
        meanwhile = this::subscribe;
        completes("LISTEN");
        script.say(ready('I'));
        first.close();
        assertThat(written()).contains("LISTEN \"orders\"").doesNotContain("UNLISTEN");
    }

    @Test
    void whoListensWhileASubscriptionEndsIsHeard() throws SQLException {
        completes("LISTEN");
        Subscription first = subscribe();
        written();
        meanwhile = () -> notifications.listen("orders");
        completes("LISTEN");
        script.say(ready('I'));
        first.close();
        assertThat(written()).contains("LISTEN \"orders\"").doesNotContain("UNLISTEN");
    }

    @Test
    void whoStopsListeningWhileAnotherSubscriptionEndsLeavesNothing() throws SQLException {
        completes("LISTEN");
        Subscription first = subscribe();
        completes("LISTEN");
        Subscription second = subscribe();
        script.say(ready('I'));
        first.close();
        written();
        completes("UNLISTEN");
        second.close();
        assertThat(written()).contains("UNLISTEN \"orders\"");
    }

    @Test
    void aListenThatFailedIsNotListening() throws SQLException {
        script.say(error("ERROR", "25P02", "no"), ready('I'));
        assertThatThrownBy(() -> notifications.listen("orders")).isInstanceOf(SQLException.class);
        completes("LISTEN");
        Subscription subscription = subscribe();
        completes("UNLISTEN");
        subscription.close();
        assertThat(written()).contains("UNLISTEN \"orders\"");
    }

    @Test
    void aSubscriptionThatFailsBehindTheEndOfAnotherLeavesNothing() throws SQLException {
        completes("LISTEN");
        Subscription first = subscribe();
        written();
        meanwhile = first::close;
        script.say(ready('I'));
        script.say(error("ERROR", "57014", "no"), ready('I'));
        completes("UNLISTEN");
        assertThatThrownBy(this::subscribe).isInstanceOf(SQLException.class).hasNoSuppressedExceptions();
        assertThat(written()).endsWith("S\0\0\0\4").contains("UNLISTEN \"orders\"");
    }

    @Test
    void inATransactionThatWaitsForItsEnd() throws SQLException {
        completes("LISTEN");
        Subscription first = subscribe();
        written();
        meanwhile = first::close;
        script.say(ready('T'));
        script.say(error("ERROR", "25P02", "no"), ready('E'));
        assertThatThrownBy(this::subscribe).isInstanceOf(SQLException.class);
        assertThat(written()).doesNotContain("UNLISTEN");
        assertThat(later).hasSize(1);
        assertThat(later.get(0).get()).containsExactly("UNLISTEN \"orders\"");
        completes("LISTEN");
        subscribe();
        assertThat(later.get(0).get()).as("somebody wants it again").isEmpty();
    }

    @Test
    void anUnlistenThatFailedGoesOnListening() throws SQLException {
        completes("LISTEN");
        notifications.listen("orders");
        script.say(error("ERROR", "25P02", "no"), ready('I'));
        assertThatThrownBy(() -> notifications.unlisten("orders")).isInstanceOf(SQLException.class);
        script.say(error("ERROR", "25P02", "no"), ready('I'));
        assertThatThrownBy(notifications::unlistenAll).isInstanceOf(SQLException.class);
        completes("LISTEN");
        Subscription subscription = subscribe();
        written();
        script.say(ready('I'));
        subscription.close();
        assertThat(written()).doesNotContain("UNLISTEN");
    }
}
