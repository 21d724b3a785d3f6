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
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Subscriptions that outlast their connections. */
@Timeout(60)
class LastingSubscriptionServerTest implements NotificationListener {
    private final TestServer server = TestServer.shared();
    private final BlockingQueue<String> told = new LinkedBlockingQueue<>();
    private final CountDownLatch threadEnded = new CountDownLatch(1);

    private final Executor threads = task -> {
        var thread = new Thread(
                () -> {
                    task.run();
                    threadEnded.countDown();
                },
                "subscriber");
        thread.setDaemon(true);
        thread.start();
    };

    @Override
    public void onNotification(Notification notification) {
        told.add(notification.payload());
        if (notification.payload().equals("throw")) {
            throw new IllegalStateException("as you like");
        }
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

    @Test
    void aListenerThatThrowsEndsIt() throws Exception {
        try (var relay = Relay.to(server);
                var connection = server.connect();
                var subscription = to(relay).subscribe(List.of("lasting"), this, threads)) {
            connection.unwrap(HowdahConnection.class).notifications().notify("lasting", "throw");
            assertThat(next()).isEqualTo("throw");
            assertThat(next()).isEqualTo("end");
            assertThat(subscription.isOpen()).isFalse();
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
