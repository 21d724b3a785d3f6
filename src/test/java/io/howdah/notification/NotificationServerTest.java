package io.howdah.notification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.howdah.api.HowdahConnection;
import io.howdah.api.NoticeSeverity;
import io.howdah.api.Notification;
import io.howdah.api.NotificationGap;
import io.howdah.api.NotificationListener;
import io.howdah.api.Notifications;
import io.howdah.api.Subscription;
import io.howdah.peer.Relay;
import io.howdah.testserver.TestServer;
import java.io.IOException;
import java.lang.reflect.Method;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class NotificationServerTest {
    private static final Duration FOREVER = Duration.ZERO;
    private static final Duration LONG = Duration.ofSeconds(30);
    private static final Executor THREADS = task -> {
        var thread = new Thread(task, "subscriber");
        thread.setDaemon(true);
        thread.start();
    };

    private final TestServer server = TestServer.shared();
    private final List<Connection> opened = new ArrayList<>();
    private Connection connection;
    private Notifications notifications;
    private Notifications sender;

    @BeforeEach
    void connect() throws SQLException {
        use(open());
        sender = notificationsOf(open());
    }

    @AfterEach
    void close() throws SQLException {
        for (Connection each : opened) {
            each.close();
        }
    }

    private Connection open(String... parameters) throws SQLException {
        Connection fresh = server.connect(parameters);
        opened.add(fresh);
        return fresh;
    }

    private void use(Connection listening) throws SQLException {
        connection = listening;
        notifications = notificationsOf(listening);
    }

    private static Notifications notificationsOf(Connection connection) throws SQLException {
        return connection.unwrap(HowdahConnection.class).notifications();
    }

    private static int pid(Connection connection) throws SQLException {
        return connection.unwrap(HowdahConnection.class).backendPid();
    }

    private static void run(Connection connection, String sql) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static List<String> payloads(List<Notification> arrived) {
        return arrived.stream().map(Notification::payload).toList();
    }

    private static void failsWith(String sqlState, ThrowingCallable call) {
        assertThatThrownBy(call).isInstanceOfSatisfying(SQLException.class, e -> assertThat(e.getSQLState())
                .as(e.toString())
                .isEqualTo(sqlState));
    }

    // ---- listening

    @Test
    void aNotificationTellsItsChannelPayloadAndSender() throws SQLException {
        notifications.listen("orders", "Bills");
        sender.notify("orders", "42");
        assertThat(notifications.await(LONG)).containsExactly(new Notification("orders", "42", pid(opened.get(1))));
        sender.notify("Bills", "");
        assertThat(notifications.await(LONG)).containsExactly(new Notification("Bills", "", pid(opened.get(1))));
    }

    @Test
    void onesOwnNotificationsComeWithTheAnswer() throws SQLException {
        notifications.listen("own");
        notifications.notify("own", "hello");
        assertThat(notifications.poll()).containsExactly(new Notification("own", "hello", pid(connection)));
        assertThat(notifications.poll()).isEmpty();
    }

    @Test
    void pollReadsWhatTheSocketHasAndAsksNothing() throws SQLException, IOException {
        try (var relay = Relay.to(server);
                var listening =
                        DriverManager.getConnection(server.jdbcUrlBy(relay.host(), relay.port(), "sslmode=disable"))) {
            Notifications behind = notificationsOf(listening);
            behind.listen("orders");
            relay.reset();
            sender.notify("orders", "1");
            List<Notification> arrived = behind.poll();
            while (arrived.isEmpty()) {
                arrived = behind.poll();
            }
            assertThat(payloads(arrived)).containsExactly("1");
            assertThat(behind.poll()).isEmpty();
            assertThat(relay.clientMessages()).isEmpty();
        }
    }

    @Test
    void listeningToManyChannelsIsOneRoundTrip() throws SQLException, IOException {
        try (var relay = Relay.to(server);
                var listening =
                        DriverManager.getConnection(server.jdbcUrlBy(relay.host(), relay.port(), "sslmode=disable"))) {
            relay.reset();
            notificationsOf(listening).listen("a", "b", "c", "d");
            assertThat(relay.roundTrips()).isEqualTo(1);
        }
    }

    @Test
    void aListenThatWasRunAsAStatementCountsAsWell() throws SQLException {
        run(connection, "listen orders");
        sender.notify("orders", "1");
        assertThat(payloads(notifications.await(LONG))).containsExactly("1");
        run(connection, "unlisten *");
    }

    @Test
    void unlistenEndsIt() throws SQLException {
        notifications.listen("a", "b", "c");
        notifications.unlisten("a");
        sender.notify("a", "1");
        sender.notify("b", "2");
        assertThat(payloads(notifications.await(LONG))).containsExactly("2");
        notifications.unlistenAll();
        sender.notify("b", "3");
        sender.notify("c", "4");
        run(connection, "select 1");
        assertThat(notifications.poll()).isEmpty();
    }

    @Test
    void namesAreTakenAsTheyAre() throws SQLException {
        String longest = "é".repeat(31) + "x";
        for (String name : List.of("Orders", "a \"quoted\" name", "select", "drop table x; --", "état", longest)) {
            notifications.listen(name);
            sender.notify(name, "p");
            assertThat(notifications.await(LONG)).containsExactly(new Notification(name, "p", pid(opened.get(1))));
        }
    }

    @Test
    void namesAndPayloadsThatCannotBeAreRefused() throws SQLException {
        failsWith("42622", () -> notifications.listen("é".repeat(32)));
        failsWith("22023", () -> notifications.listen(""));
        failsWith("22021", () -> notifications.listen("a\0b"));
        failsWith("22023", () -> notifications.listen("fine", null));
        failsWith("22023", () -> sender.notify("x".repeat(64), ""));
        failsWith("22023", () -> sender.notify("x", "p".repeat(8000)));
        failsWith("22023", () -> sender.notify("", "p"));
        failsWith("22023", () -> sender.notify("x", null));
        failsWith("22021", () -> sender.notify("x", "p\0"));
        failsWith("22023", () -> notifications.await(Duration.ofNanos(-1)));
        failsWith("22023", () -> notifications.setQueueLimit(0));
        notifications.listen("x");
        sender.notify("x", "p".repeat(7999));
        assertThat(notifications.await(LONG)).hasSize(1);
    }

    // ---- transactions

    @Test
    void inATransactionAllTakesEffectAtItsCommit() throws SQLException {
        connection.setAutoCommit(false);
        notifications.listen("orders");
        sender.notify("orders", "too early");
        failsWith("25001", () -> notifications.await(LONG));
        connection.commit();
        connection.setAutoCommit(true);
        opened.get(1).setAutoCommit(false);
        sender.notify("orders", "1");
        sender.notify("orders", "2");
        run(connection, "select 1");
        assertThat(notifications.poll()).isEmpty();
        opened.get(1).commit();
        List<String> arrived = new ArrayList<>();
        while (arrived.size() < 2) {
            arrived.addAll(payloads(notifications.await(LONG)));
        }
        assertThat(arrived).containsExactly("1", "2");
    }

    @Test
    void aListenThatIsRolledBackNeverWas() throws SQLException {
        connection.setAutoCommit(false);
        notifications.listen("orders");
        connection.rollback();
        connection.setAutoCommit(true);
        sender.notify("orders", "1");
        run(connection, "select 1");
        assertThat(notifications.poll()).isEmpty();
    }

    @Test
    void aFailedTransactionRefusesToListen() throws SQLException {
        connection.setAutoCommit(false);
        failsWith("22012", () -> run(connection, "select 1 / 0"));
        failsWith("25P02", () -> notifications.listen("orders"));
        failsWith("25P02", () -> notifications.notify("orders", ""));
        connection.rollback();
        notifications.listen("orders");
        connection.commit();
    }

    // ---- waiting

    @Test
    void aWaitEndsInTimeWithNothing() throws SQLException {
        notifications.listen("orders");
        long from = System.nanoTime();
        assertThat(notifications.await(Duration.ofMillis(300))).isEmpty();
        assertThat(Duration.ofNanos(System.nanoTime() - from)).isBetween(Duration.ofMillis(300), Duration.ofSeconds(5));
        assertThat(notifications.await(Duration.ofNanos(1))).isEmpty();
    }

    @Test
    void socketTimeoutAndQueryTimeoutDoNotEndAWait() throws SQLException {
        use(open("socketTimeout=1", "queryTimeout=1"));
        notifications.listen("orders");
        assertThat(notifications.await(Duration.ofMillis(2_500))).isEmpty();
        sender.notify("orders", "1");
        assertThat(payloads(notifications.await(LONG))).containsExactly("1");
    }

    @ParameterizedTest
    @ValueSource(strings = {"sslmode=disable", "sslmode=require"})
    void otherThreadsGoOnWhileOneWaits(String sslmode) throws Exception {
        use(open(sslmode));
        notifications.listen("orders");
        var waiting = CompletableFuture.supplyAsync(() -> awaitQuietly(FOREVER));
        for (int i = 0; i < 200; i++) {
            try (var statement = connection.createStatement();
                    var rows = statement.executeQuery("select " + i)) {
                assertThat(rows.next()).isTrue();
                assertThat(rows.getInt(1)).isEqualTo(i);
            }
            assertThat(connection.isValid(10)).isTrue();
        }
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery("select repeat('x', 1000) from generate_series(1, 20000)")) {
            int count = 0;
            while (rows.next()) {
                count++;
            }
            assertThat(count).isEqualTo(20_000);
        }
        assertThat(waiting).isNotDone();
        sender.notify("orders", "1");
        assertThat(payloads(waiting.get(20, TimeUnit.SECONDS))).containsExactly("1");
    }

    private List<Notification> awaitQuietly(Duration limit) {
        try {
            return notifications.await(limit);
        } catch (SQLException e) {
            throw new IllegalStateException(e.getSQLState(), e);
        }
    }

    @Test
    void whatComesWithAnothersStatementWakesWhoWaits() throws Exception {
        notifications.listen("orders");
        var waiting = CompletableFuture.supplyAsync(() -> awaitQuietly(FOREVER));
        notifications.notify("orders", "own");
        assertThat(payloads(waiting.get(20, TimeUnit.SECONDS))).containsExactly("own");
    }

    @Test
    void twoThreadsMayWait() throws Exception {
        notifications.listen("orders");
        var first = CompletableFuture.supplyAsync(() -> awaitQuietly(FOREVER));
        var second = CompletableFuture.supplyAsync(() -> awaitQuietly(FOREVER));
        sender.notify("orders", "1");
        CompletableFuture.anyOf(first, second).get(20, TimeUnit.SECONDS);
        sender.notify("orders", "2");
        List<String> both = new ArrayList<>(payloads(first.get(20, TimeUnit.SECONDS)));
        both.addAll(payloads(second.get(20, TimeUnit.SECONDS)));
        assertThat(both).containsExactlyInAnyOrder("1", "2");
    }

    @ParameterizedTest
    @ValueSource(strings = {"close", "abort"})
    void closingTheConnectionEndsAWait(String how) throws Exception {
        notifications.listen("orders");
        var waiting = CompletableFuture.supplyAsync(() -> awaitQuietly(FOREVER));
        untilSomebodyListens();
        if (how.equals("close")) {
            connection.close();
        } else {
            connection.abort(Runnable::run);
        }
        assertThatThrownBy(() -> waiting.get(20, TimeUnit.SECONDS)).hasMessageContaining("08003");
        failsWith("08003", () -> notifications.poll());
    }

    /** Nobody reads then, until the result is read on. */
    @ParameterizedTest
    @ValueSource(strings = {"close", "abort"})
    void norDoesAnOpenResultOfAnotherThreadKeepItFromThat(String how) throws Exception {
        use(open("eagerResultBytes=10000"));
        notifications.listen("orders");
        var waiting = CompletableFuture.supplyAsync(() -> awaitQuietly(FOREVER));
        untilSomebodyListens();
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery("select repeat('x', 1000) from generate_series(1, 50000)")) {
            assertThat(rows.next()).isTrue();
            untilSomebodyStandsIn("awaitChange");
            if (how.equals("close")) {
                connection.close();
            } else {
                connection.abort(Runnable::run);
            }
            assertThatThrownBy(() -> waiting.get(20, TimeUnit.SECONDS)).hasMessageContaining("08003");
        }
    }

    /** Its thread stands in a read then, or soon will. */
    private static void untilSomebodyListens() {
        untilSomebodyStandsIn("listenForBytes");
    }

    private static void untilSomebodyStandsIn(String method) {
        while (Thread.getAllStackTraces().values().stream()
                .noneMatch(frames -> List.of(frames).toString().contains(method))) {
            Thread.onSpinWait();
        }
    }

    @Test
    void aCutConnectionEndsAWait() throws Exception {
        try (var relay = Relay.to(server)) {
            use(DriverManager.getConnection(server.jdbcUrlBy(relay.host(), relay.port(), "sslmode=disable")));
            notifications.listen("orders");
            var waiting = CompletableFuture.supplyAsync(() -> awaitQuietly(FOREVER));
            untilSomebodyListens();
            relay.cut();
            assertThatThrownBy(() -> waiting.get(20, TimeUnit.SECONDS)).hasMessageContaining("08006");
            assertThat(connection.isClosed()).isTrue();
            failsWith("08003", () -> notifications.await(LONG));
        }
    }

    @Test
    void aServerThatThrowsUsOutTellsWhy() throws Exception {
        notifications.listen("orders");
        var waiting = CompletableFuture.supplyAsync(() -> awaitQuietly(FOREVER));
        run(opened.get(1), "select pg_terminate_backend(" + pid(connection) + ")");
        assertThatThrownBy(() -> waiting.get(20, TimeUnit.SECONDS)).hasMessageContaining("57P01");
        assertThat(connection.isClosed()).isTrue();
    }

    @Test
    void whoSendsToAServerThatIsSilentIsNotKeptByWhoWaits() throws Exception {
        try (var relay = Relay.to(server)) {
            use(DriverManager.getConnection(
                    server.jdbcUrlBy(relay.host(), relay.port(), "sslmode=disable", "socketTimeout=1")));
            notifications.listen("orders");
            var waiting = CompletableFuture.supplyAsync(() -> awaitQuietly(FOREVER));
            untilSomebodyListens();
            relay.stallAfterServerBytes(0);
            failsWith("08006", () -> run(connection, "select 1"));
            assertThatThrownBy(() -> waiting.get(20, TimeUnit.SECONDS)).hasMessageContaining("08");
        }
    }

    @Test
    void aQueryTimeoutHoldsWhileAnotherThreadWaits() throws Exception {
        notifications.listen("orders");
        var waiting = CompletableFuture.supplyAsync(() -> awaitQuietly(FOREVER));
        untilSomebodyListens();
        try (var statement = connection.createStatement()) {
            statement.setQueryTimeout(1);
            failsWith("57014", () -> statement.execute("select pg_sleep(30)"));
        }
        sender.notify("orders", "1");
        assertThat(payloads(waiting.get(20, TimeUnit.SECONDS))).containsExactly("1");
    }

    @Test
    void anInterruptDoesNotEndAWaitAndStays() throws Exception {
        notifications.listen("orders");
        var interrupted = new CompletableFuture<Boolean>();
        var thread = new Thread(() -> {
            awaitQuietly(FOREVER);
            interrupted.complete(Thread.currentThread().isInterrupted());
        });
        thread.start();
        untilSomebodyListens();
        thread.interrupt();
        run(connection, "select 1");
        sender.notify("orders", "1");
        assertThat(interrupted.get(20, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void aResultThatIsBeingStreamedIsReadIntoMemoryByAWait() throws SQLException {
        use(open("eagerResultBytes=10000"));
        notifications.listen("orders");
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery("select repeat('x', 1000) from generate_series(1, 5000)")) {
            assertThat(rows.next()).isTrue();
            sender.notify("orders", "1");
            assertThat(payloads(notifications.await(LONG))).containsExactly("1");
            int count = 1;
            while (rows.next()) {
                count++;
            }
            assertThat(count).isEqualTo(5_000);
        }
    }

    @Test
    void aWaitDuringACopyIsRefused() throws SQLException {
        run(connection, "create temp table t (a int)");
        try (var in = connection.unwrap(HowdahConnection.class).copy().openIn("copy t from stdin")) {
            failsWith("55000", () -> notifications.await(LONG));
            assertThat(notifications.poll()).isEmpty();
            in.finish();
        }
    }

    // ---- floods

    @Test
    void aHundredThousandNotificationsAreAllTakenByWhoWaits() throws Exception {
        notifications.listen("flood");
        var flood = CompletableFuture.runAsync(() -> flood(100_000));
        Set<String> seen = new HashSet<>();
        int last = 0;
        while (seen.size() < 100_000) {
            for (Notification each : notifications.await(LONG)) {
                int number = Integer.parseInt(each.payload());
                assertThat(number).isEqualTo(last + 1);
                last = number;
                seen.add(each.payload());
            }
        }
        flood.get(20, TimeUnit.SECONDS);
        assertThat(notifications.dropped()).isZero();
    }

    private void flood(int count) {
        try {
            run(
                    opened.get(1),
                    "do $$ begin for i in 1.." + count + " loop perform pg_notify('flood', i::text); end loop; end $$");
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void ofAFloodThatNobodyTakesTheNewestAreKeptAndTheLossIsTold() throws SQLException {
        notifications.setQueueLimit(1_000);
        notifications.listen("flood");
        flood(100_000);
        // Servers hand out at the end of a command what has come until then.
        while (notifications.dropped() < 99_000) {
            run(connection, "select 1");
        }
        assertThatThrownBy(() -> notifications.poll())
                .isInstanceOf(SQLException.class)
                .hasMessageStartingWith("99000 notifications were dropped");
        List<String> kept = payloads(notifications.poll());
        assertThat(kept).hasSize(1_000).startsWith("99001").endsWith("100000");
        assertThat(notifications.poll()).isEmpty();
        assertThat(notifications.dropped()).isEqualTo(99_000);
    }

    // ---- subscriptions

    /** Keeps what it is told, in order. */
    private static final class Recorder implements NotificationListener {
        final BlockingQueue<Object> told = new LinkedBlockingQueue<>();

        @Override
        public void onNotification(Notification notification) {
            told.add(notification.payload());
        }

        @Override
        public void onGap(NotificationGap gap) {
            told.add(gap);
        }

        @Override
        public void onDisconnect(SQLException cause) {
            told.add("disconnected " + cause.getSQLState());
        }

        @Override
        public void onEnd(SQLException cause) {
            told.add("end " + cause.getSQLState());
        }

        Object next() throws InterruptedException {
            return told.poll(20, TimeUnit.SECONDS);
        }
    }

    @Test
    void aSubscriptionGetsItsChannelsAndLeavesTheRest() throws Exception {
        notifications.listen("others");
        var orders = new Recorder();
        var bills = new Recorder();
        try (Subscription first = notifications.subscribe("orders", orders, THREADS);
                Subscription second = notifications.subscribe(List.of("bills", "orders"), bills, THREADS)) {
            assertThat(first.isOpen() && second.isOpen()).isTrue();
            sender.notify("orders", "1");
            assertThat(orders.next()).isEqualTo("1");
            assertThat(bills.next()).isEqualTo("1");
            sender.notify("bills", "2");
            assertThat(bills.next()).isEqualTo("2");
            sender.notify("others", "3");
            assertThat(payloads(notifications.await(LONG))).containsExactly("3");
            first.close();
            assertThat(first.isOpen()).isFalse();
            sender.notify("orders", "4");
            assertThat(bills.next()).isEqualTo("4");
        }
        assertThat(orders.told).isEmpty();
        sender.notify("orders", "5");
        sender.notify("others", "6");
        assertThat(payloads(notifications.await(LONG))).containsExactly("6");
        assertThat(bills.told).isEmpty();
    }

    @Test
    void aListenerCanUseAndCloseWhatItIsCalledBy() throws Exception {
        var result = new CompletableFuture<String>();
        var subscription = new CompletableFuture<Subscription>();
        subscription.complete(notifications.subscribe(
                "orders",
                notification -> {
                    try (var statement = connection.createStatement();
                            var rows = statement.executeQuery("select 'answer'")) {
                        rows.next();
                        subscription.join().close();
                        result.complete(rows.getString(1));
                    } catch (SQLException e) {
                        result.completeExceptionally(e);
                    }
                },
                THREADS));
        sender.notify("orders", "1");
        assertThat(result.get(20, TimeUnit.SECONDS)).isEqualTo("answer");
    }

    @Test
    void theThreadOfASubscriptionEndsWithIt() throws Exception {
        var ended = new CountDownLatch(2);
        Executor counting = task -> THREADS.execute(() -> {
            task.run();
            ended.countDown();
        });
        Subscription first = notifications.subscribe("a", new Recorder(), counting);
        Subscription second = notifications.subscribe("a", new Recorder(), counting);
        first.close();
        second.close();
        assertThat(ended.await(20, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void theNextUserOfAPooledConnectionHearsNothingOfTheLast() throws Exception {
        connection.beginRequest();
        var recorder = new Recorder();
        notifications.listen("listened");
        Subscription subscription = notifications.subscribe("subscribed", recorder, THREADS);
        List<String> notices = new ArrayList<>();
        connection
                .unwrap(HowdahConnection.class)
                .setNoticeListener(notice -> notices.add(notice.message()), NoticeSeverity.DEBUG);
        notifications.notify("listened", "left behind");
        connection.endRequest();
        assertThat(subscription.isOpen()).isFalse();
        connection.beginRequest();
        sender.notify("listened", "1");
        sender.notify("subscribed", "2");
        run(connection, "do $$ begin raise notice 'private'; end $$");
        assertThat(notifications.poll()).isEmpty();
        assertThat(recorder.told).isEmpty();
        assertThat(notices).isEmpty();
        connection.endRequest();
    }

    @Test
    void theEndOfARequestHoldsWithoutAutocommitToo() throws SQLException {
        connection.setAutoCommit(false);
        connection.beginRequest();
        notifications.listen("orders");
        notifications.subscribe("bills", new Recorder(), THREADS);
        connection.commit();
        connection.endRequest();
        assertThat(listeningChannels(connection)).isEmpty();
        connection.rollback();
        assertThat(listeningChannels(connection)).isEmpty();
        connection.rollback();
    }

    @Test
    void theEndOfASubscriptionWaitsNoLongerThanTheSocketTimeout() throws Exception {
        try (var relay = Relay.to(server)) {
            use(DriverManager.getConnection(
                    server.jdbcUrlBy(relay.host(), relay.port(), "sslmode=disable", "socketTimeout=1")));
            opened.add(connection);
            Subscription first = notifications.subscribe("orders", new Recorder(), THREADS);
            notifications.subscribe("orders", new Recorder(), THREADS);
            relay.stallAfterServerBytes(0);
            // Another thread's, which gives up if this waits for ever.
            var closing = CompletableFuture.runAsync(() -> {
                try {
                    first.close();
                } catch (SQLException e) {
                    throw new IllegalStateException(e.getSQLState(), e);
                }
            });
            assertThatThrownBy(() -> closing.get(20, TimeUnit.SECONDS)).hasMessageContaining("08006");
            assertThat(connection.isClosed()).isTrue();
        }
    }

    static Stream<Throwable> failuresOfExecutors() {
        return Stream.of(new RejectedExecutionException("full"), new OutOfMemoryError("no more threads"));
    }

    @ParameterizedTest
    @MethodSource("failuresOfExecutors")
    void anExecutorThatTakesNoTaskLeavesNothingListening(Throwable failure) throws SQLException {
        Executor failing = task -> NotificationServerTest.<RuntimeException>throwAny(failure);
        assertThatThrownBy(() -> notifications.subscribe("orders", new Recorder(), failing))
                .isSameAs(failure);
        assertThat(listeningChannels(connection)).isEmpty();
    }

    @Test
    void whatEndsInAFailedTransactionIsNotListenedToBehindIt() throws Exception {
        Subscription first = notifications.subscribe("orders", new Recorder(), THREADS);
        notifications.listen("bills");
        connection.setAutoCommit(false);
        failsWith("22012", () -> run(connection, "select 1 / 0"));
        failsWith("25P02", () -> notifications.subscribe("orders", new Recorder(), THREADS));
        failsWith("25P02", first::close);
        failsWith("25P02", () -> notifications.unlisten("bills"));
        connection.rollback();
        assertThat(listeningChannels(connection)).containsExactly("bills");
        connection.rollback();
        assertThat(listeningChannels(connection))
                .as("it was part of no transaction")
                .containsExactly("bills");
        notifications.listen("orders");
        connection.commit();
        assertThat(listeningChannels(connection)).containsExactlyInAnyOrder("bills", "orders");
    }

    @Test
    void norBehindATransactionThatWasBegunByAStatement() throws Exception {
        Subscription first = notifications.subscribe("orders", new Recorder(), THREADS);
        run(connection, "begin");
        failsWith("22012", () -> run(connection, "select 1 / 0"));
        failsWith("25P02", first::close);
        run(connection, "rollback");
        assertThat(listeningChannels(connection)).isEmpty();
    }

    private static List<String> listeningChannels(Connection connection) throws SQLException {
        List<String> channels = new ArrayList<>();
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery("select pg_listening_channels()")) {
            while (rows.next()) {
                channels.add(rows.getString(1));
            }
        }
        return channels;
    }

    static Stream<Throwable> failuresOfListeners() {
        return Stream.of(
                new IllegalStateException("no"), new AssertionError("no"), new IOException("undeclared, as in Kotlin"));
    }

    @ParameterizedTest
    @MethodSource("failuresOfListeners")
    void aListenerThatThrowsEndsItsSubscription(Throwable failure) throws Exception {
        var ended = new CompletableFuture<SQLException>();
        var ofTheTask = new CompletableFuture<Throwable>();
        Subscription subscription = notifications.subscribe(
                "orders",
                new NotificationListener() {
                    @Override
                    public void onNotification(Notification notification) {
                        NotificationServerTest.<RuntimeException>throwAny(failure);
                    }

                    @Override
                    public void onEnd(SQLException cause) {
                        ended.complete(cause);
                    }
                },
                task -> THREADS.execute(() -> {
                    try {
                        task.run();
                        ofTheTask.complete(null);
                    } catch (Error e) {
                        ofTheTask.complete(e);
                    }
                }));
        sender.notify("orders", "1");
        assertThat(ended.get(20, TimeUnit.SECONDS).getCause()).isSameAs(failure);
        assertThat(ofTheTask.get(20, TimeUnit.SECONDS))
                .as("an Error is its thread's matter too")
                .isSameAs(failure instanceof Error ? failure : null);
        assertThat(subscription.isOpen()).isFalse();
        run(connection, "select 1");
        sender.notify("orders", "2");
        run(connection, "select 1");
        assertThat(notifications.poll())
                .as("the server does not send them any more")
                .isEmpty();
    }

    @SuppressWarnings("unchecked")
    private static <T extends Throwable> void throwAny(Throwable any) throws T {
        throw (T) any;
    }

    @Test
    void theEndOfTheConnectionIsTheEndOfTheSubscription() throws Exception {
        var recorder = new Recorder();
        Subscription subscription = notifications.subscribe("orders", recorder, THREADS);
        run(opened.get(1), "select pg_terminate_backend(" + pid(connection) + ")");
        assertThat(recorder.next()).isEqualTo("end 57P01");
        assertThat(subscription.isOpen()).isFalse();
        subscription.close();
    }

    @Test
    void aSlowListenerIsToldOfItsGap() throws Exception {
        notifications.setQueueLimit(100);
        var recorder = new Recorder();
        var first = new CountDownLatch(1);
        var goOn = new CountDownLatch(1);
        var slow = new NotificationListener() {
            @Override
            public void onNotification(Notification notification) {
                if (notification.payload().equals("first")) {
                    first.countDown();
                    awaitQuietly(goOn);
                } else {
                    recorder.onNotification(notification);
                }
            }

            @Override
            public void onGap(NotificationGap gap) {
                recorder.onGap(gap);
            }
        };
        try (Subscription subscription = notifications.subscribe("flood", slow, THREADS)) {
            sender.notify("flood", "first");
            first.await();
            flood(1_000);
            // The thread is not there to read, so only statements do; the last one's answer comes behind all of them.
            notifications.listen("mark");
            sender.notify("mark", "");
            while (notifications.poll().isEmpty()) {
                run(connection, "select 1");
            }
            goOn.countDown();
            assertThat(recorder.next()).isEqualTo(new NotificationGap(NotificationGap.Cause.OVERFLOW, 900));
            assertThat(recorder.next()).isEqualTo("901");
            assertThat(subscription.isOpen()).isTrue();
        }
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    // ---- virtual threads

    @Test
    void virtualThreadsWaitWithoutACarrierEach() throws Exception {
        assumeTrue(Runtime.version().feature() >= 21, "virtual threads come with Java 21");
        Method start = Thread.class.getMethod("startVirtualThread", Runnable.class);
        Executor virtual = task -> {
            try {
                start.invoke(null, task);
            } catch (ReflectiveOperationException e) {
                throw new IllegalStateException(e);
            }
        };
        int count = Runtime.getRuntime().availableProcessors() * 4;
        List<Recorder> recorders = new ArrayList<>();
        List<Subscription> subscriptions = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            recorders.add(new Recorder());
            subscriptions.add(notificationsOf(open()).subscribe("orders", recorders.get(i), virtual));
        }
        sender.notify("orders", "1");
        for (Recorder each : recorders) {
            assertThat(each.next()).isEqualTo("1");
        }
        for (Subscription each : subscriptions) {
            each.close();
        }
    }

    // ---- ways

    @Test
    void worksOverAUnixSocket() throws Exception {
        TestServer local = TestServer.withUnixSocket();
        try (var listening = DriverManager.getConnection(local.unixSocketUrl())) {
            use(listening);
            notifications.listen("orders");
            var waiting = CompletableFuture.supplyAsync(() -> awaitQuietly(FOREVER));
            untilSomebodyListens();
            run(connection, "select 1");
            notifications.notify("orders", "1");
            assertThat(payloads(waiting.get(20, TimeUnit.SECONDS))).containsExactly("1");
            assertThat(notifications.poll()).isEmpty();
        }
    }
}
