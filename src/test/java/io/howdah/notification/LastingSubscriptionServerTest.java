package io.howdah.notification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.howdah.api.HowdahConnection;
import io.howdah.api.Notification;
import io.howdah.api.NotificationGap;
import io.howdah.api.NotificationListener;
import io.howdah.datasource.HowdahDataSource;
import io.howdah.peer.Relay;
import io.howdah.testserver.TestServer;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Subscriptions that outlast their connections. */
@Timeout(60)
class LastingSubscriptionServerTest implements NotificationListener {
    private final TestServer server = TestServer.shared();
    private final BlockingQueue<String> told = new LinkedBlockingQueue<>();
    private final CountDownLatch threadEnded = new CountDownLatch(1);

    private final Map<String, Throwable> thrown = Map.of(
            "throw",
            new IllegalStateException("as you like"),
            "throw an Error",
            new AssertionError("as you like"),
            "throw undeclared",
            new SQLException("the listener's own, as in Kotlin"));

    private final Executor threads = task -> {
        var thread = new Thread(
                () -> {
                    try {
                        task.run();
                    } catch (AssertionError e) {
                        told.add("thrown " + e.getMessage());
                    }
                    threadEnded.countDown();
                },
                "subscriber");
        thread.setDaemon(true);
        thread.start();
    };

    @Override
    public void onNotification(Notification notification) {
        told.add(notification.payload());
        if (thrown.containsKey(notification.payload())) {
            LastingSubscriptionServerTest.<RuntimeException>throwAny(thrown.get(notification.payload()));
        }
    }

    @SuppressWarnings("unchecked")
    private static <T extends Throwable> void throwAny(Throwable any) throws T {
        throw (T) any;
    }

    @Override
    public void onGap(NotificationGap gap) {
        told.add("gap " + gap.cause());
    }

    @Override
    public void onDisconnect(SQLException cause) {
        told.add("lost");
    }

    @Override
    public void onEnd(SQLException cause) {
        told.add("end");
    }

    private String next() throws InterruptedException {
        return told.poll(20, TimeUnit.SECONDS);
    }

    private HowdahDataSource to(Relay relay) throws SQLException {
        var dataSource = new HowdahDataSource();
        dataSource.setUrl(server.jdbcUrlBy(relay.host(), relay.port()));
        return dataSource;
    }

    @Test
    void listensAgainAndTellsOfTheGap() throws Exception {
        try (var relay = Relay.to(server);
                var connection = server.connect();
                var subscription = to(relay).subscribe(List.of("lasting"), this, threads)) {
            var sender = connection.unwrap(HowdahConnection.class).notifications();
            sender.notify("lasting", "1");
            assertThat(next()).isEqualTo("1");
            for (int i = 0; i < 3; i++) {
                relay.cut();
                assertThat(next()).isEqualTo("lost");
                assertThat(next()).isEqualTo("gap RECONNECTED");
                sender.notify("lasting", "again " + i);
                assertThat(next()).isEqualTo("again " + i);
            }
            subscription.close();
            assertThat(threadEnded.await(20, TimeUnit.SECONDS)).isTrue();
            assertThat(subscription.isOpen()).isFalse();
            assertThat(told).isEmpty();
        }
    }

    @Test
    void goesOnTryingAndCanBeClosedMeanwhile() throws Exception {
        var relay = Relay.to(server);
        var subscription = to(relay).subscribe(List.of("lasting"), this, threads);
        relay.close();
        // Nobody is there any more, but for a try that was on its way.
        for (int lost = 0; lost < 3; ) {
            lost += next().equals("lost") ? 1 : 0;
        }
        subscription.close();
        assertThat(threadEnded.await(20, TimeUnit.SECONDS)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"throw", "throw an Error", "throw undeclared"})
    void aListenerThatThrowsEndsItAndItsConnection(String how) throws Exception {
        try (var relay = Relay.to(server);
                var connection = server.connect();
                var subscription = to(relay).subscribe(List.of("lasting"), this, threads)) {
            connection.unwrap(HowdahConnection.class).notifications().notify("lasting", how);
            assertThat(next()).isEqualTo(how);
            assertThat(next()).isEqualTo("end");
            assertThat(threadEnded.await(20, TimeUnit.SECONDS)).isTrue();
            assertThat(told)
                    .containsExactlyElementsOf(how.endsWith("Error") ? List.of("thrown as you like") : List.of());
            assertThat(subscription.isOpen()).isFalse();
            untilNobodyListens(connection);
        }
    }

    /** The connection of the subscription is closed then, or the test runs into its timeout. */
    private static void untilNobodyListens(Connection connection) throws SQLException {
        String others = "select 1 from pg_stat_activity where query = 'LISTEN \"lasting\"'";
        try (var statement = connection.createStatement()) {
            while (statement.executeQuery(others).next()) {
                Thread.onSpinWait();
            }
        }
    }

    @Test
    void whatIsWrongFromTheFirstShowsAtOnce() throws Exception {
        var dataSource = new HowdahDataSource();
        dataSource.setUrl(server.jdbcUrl());
        assertThatThrownBy(() -> dataSource.subscribe(List.of("x".repeat(64)), this, threads))
                .isInstanceOf(SQLException.class);
        assertThatThrownBy(() -> dataSource.subscribe(List.of(), this, threads)).isInstanceOf(SQLException.class);
        var nobody = Relay.to(server);
        nobody.close();
        dataSource.setUrl(server.jdbcUrlBy(nobody.host(), nobody.port()));
        assertThatThrownBy(() -> dataSource.subscribe(List.of("x"), this, threads))
                .isInstanceOf(SQLException.class);
    }
}
