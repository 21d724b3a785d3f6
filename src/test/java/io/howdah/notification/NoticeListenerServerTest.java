package io.howdah.notification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.howdah.api.HowdahConnection;
import io.howdah.api.NoticeSeverity;
import io.howdah.api.ServerError;
import io.howdah.testserver.TestServer;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class NoticeListenerServerTest {
    private final List<String> told = new ArrayList<>();
    private Connection connection;
    private HowdahConnection howdah;

    @BeforeEach
    void connect() throws SQLException {
        connection = TestServer.shared().connect();
        howdah = connection.unwrap(HowdahConnection.class);
    }

    @AfterEach
    void close() throws SQLException {
        connection.close();
    }

    private void tell(ServerError notice) {
        told.add(notice.severity() + " " + notice.message());
    }

    private void run(String sql) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    @Test
    void noticesComeWhileTheStatementIsStillRunning() throws Exception {
        var arrived = new CountDownLatch(1);
        howdah.setNoticeListener(notice -> arrived.countDown(), NoticeSeverity.NOTICE);
        try (var blocker = TestServer.shared().connect();
                var lock = blocker.createStatement()) {
            lock.execute("select pg_advisory_lock(4711)");
            var running = CompletableFuture.runAsync(() -> {
                try {
                    run("do $$ begin raise notice 'now'; perform pg_advisory_xact_lock(4711); end $$");
                } catch (SQLException e) {
                    throw new IllegalStateException(e);
                }
            });
            assertThat(arrived.await(20, TimeUnit.SECONDS)).isTrue();
            assertThat(running).isNotDone();
            lock.execute("select pg_advisory_unlock(4711)");
            running.get(20, TimeUnit.SECONDS);
        }
    }

    @Test
    void severitiesBelowTheLeastAreNotTold() throws SQLException {
        howdah.setNoticeListener(this::tell, NoticeSeverity.WARNING);
        run("do $$ begin raise notice 'n'; raise warning 'w'; raise info 'i'; end $$");
        assertThat(told).containsExactly("WARNING w");
        told.clear();
        howdah.setNoticeListener(this::tell, NoticeSeverity.DEBUG);
        run("do $$ begin raise notice 'n'; raise warning 'w'; raise info 'i'; end $$");
        assertThat(told).containsExactly("NOTICE n", "WARNING w", "INFO i");
        told.clear();
        howdah.setNoticeListener(null, NoticeSeverity.DEBUG);
        run("do $$ begin raise notice 'n'; end $$");
        assertThat(told).isEmpty();
    }

    @Test
    void theyBecomeWarningsAsWell() throws SQLException {
        howdah.setNoticeListener(this::tell, NoticeSeverity.NOTICE);
        try (var statement = connection.createStatement()) {
            statement.execute("do $$ begin raise notice 'n'; end $$");
            assertThat(statement.getWarnings().getMessage()).isEqualTo("n");
        }
        assertThat(told).containsExactly("NOTICE n");
    }

    @Test
    void aListenerThatThrowsHarmsNobody() throws SQLException {
        howdah.setNoticeListener(
                notice -> {
                    tell(notice);
                    throw new IllegalStateException("no");
                },
                NoticeSeverity.NOTICE);
        run("do $$ begin raise notice 'a'; raise notice 'b'; end $$");
        assertThat(told).containsExactly("NOTICE a", "NOTICE b");
    }

    @Test
    void aListenerCannotUseTheConnection() throws SQLException {
        List<SQLException> refusals = new ArrayList<>();
        howdah.setNoticeListener(
                notice -> {
                    try {
                        run("select 1");
                    } catch (SQLException e) {
                        refusals.add(e);
                    }
                },
                NoticeSeverity.NOTICE);
        run("do $$ begin raise notice 'a'; end $$");
        assertThat(refusals).singleElement().satisfies(e -> assertThat(e.getSQLState())
                .isEqualTo("55000"));
        run("select 1");
    }

    @Test
    void butItCanAbortIt() {
        howdah.setNoticeListener(
                notice -> {
                    try {
                        connection.abort(Runnable::run);
                    } catch (SQLException e) {
                        throw new IllegalStateException(e);
                    }
                },
                NoticeSeverity.NOTICE);
        assertThatThrownBy(() -> run("do $$ begin raise notice 'a'; perform pg_sleep(30); end $$"))
                .isInstanceOf(SQLException.class);
        assertThat(howdah).satisfies(closed -> assertThat(closed.isClosed()).isTrue());
    }
}
