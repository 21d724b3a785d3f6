package io.howdah.pipeline;

import static io.howdah.peer.BackendMessages.bindComplete;
import static io.howdah.peer.BackendMessages.commandComplete;
import static io.howdah.peer.BackendMessages.dataRow;
import static io.howdah.peer.BackendMessages.errorResponse;
import static io.howdah.peer.BackendMessages.noData;
import static io.howdah.peer.BackendMessages.parameterDescription;
import static io.howdah.peer.BackendMessages.parseComplete;
import static io.howdah.peer.BackendMessages.readyForQuery;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.howdah.api.HowdahConnection;
import io.howdah.api.Pipeline;
import io.howdah.api.PipelineMode;
import io.howdah.api.PipelineResult;
import io.howdah.peer.ScriptedPeer;
import java.io.ByteArrayOutputStream;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What a server that knows no manners does to a pipeline of two statements: the second never comes about. */
@Timeout(60)
class PipelineScriptTest {
    private static final byte[] PREPARED = together(parseComplete(), parameterDescription(), noData());
    private static final byte[] BOUND = bindComplete();
    private static final byte[] DONE = together(BOUND, commandComplete("INSERT 0 1"));
    private static final byte[] SHUTDOWN = errorResponse("FATAL", "57P01", "going down");
    private static final byte[] READY = readyForQuery('I');

    record Hostile(String name, String sqlState, byte[]... said) {
        @Override
        public String toString() {
            return name;
        }
    }

    private static byte[] together(byte[]... messages) {
        var all = new ByteArrayOutputStream();
        Stream.of(messages).forEach(all::writeBytes);
        return all.toByteArray();
    }

    static Stream<Hostile> hostileServers() {
        byte[] error = errorResponse("ERROR", "22012", "division by zero");
        return Stream.of(
                new Hostile("hangs up", "08006", PREPARED, DONE, READY),
                new Hostile("hangs up in a message", "08006", PREPARED, DONE, READY, new byte[] {'1', 0, 0}),
                new Hostile("forgets to be ready", "08P01", PREPARED, DONE, PREPARED),
                new Hostile("is ready twice", "08P01", PREPARED, DONE, READY, READY),
                new Hostile("completes twice", "08P01", PREPARED, DONE, commandComplete("INSERT 0 1")),
                new Hostile("fails and goes on", "08P01", PREPARED, error, DONE, READY),
                new Hostile("sends rows of no columns", "08P01", PREPARED, DONE, READY, PREPARED, dataRow("x")),
                new Hostile("shuts down", "57P01", PREPARED, DONE, READY, SHUTDOWN),
                new Hostile("shuts down behind an error", "57P01", PREPARED, error, READY, SHUTDOWN),
                new Hostile("shuts down in a statement", "57P01", PREPARED, DONE, READY, PREPARED, BOUND, SHUTDOWN),
                new Hostile("shuts down before a commit", "57P01", PREPARED, DONE, READY, PREPARED, DONE, SHUTDOWN),
                new Hostile("hangs up in a statement", "08006", PREPARED, DONE, READY, PREPARED, BOUND),
                new Hostile("hangs up before a commit", "08006", PREPARED, DONE, READY, PREPARED, DONE));
    }

    @ParameterizedTest
    @MethodSource("hostileServers")
    void aHostileServerCausesErrorsAndNoMore(Hostile server) throws Exception {
        try (var peer = ScriptedPeer.start(client -> client.welcome()
                        .expect("PDBESPDBES")
                        .send(server.said())
                        .halfClose());
                var connection = DriverManager.getConnection(peer.jdbcUrl())) {
            Pipeline pipeline = connection.unwrap(HowdahConnection.class).pipeline(PipelineMode.ISOLATED);
            pipeline.add("insert into a");
            PipelineResult second = pipeline.add("insert into b");
            pipeline.sync();
            failsWith(server.sqlState(), second::count);
            // Asked again, it has come to nothing all the same.
            failsWith(server.sqlState(), second::count);
            assertThat(connection.isClosed()).isTrue();
            assertThatThrownBy(pipeline::close).isInstanceOf(SQLException.class);
        }
    }

    private static void failsWith(String sqlState, ThrowingCallable call) {
        assertThatThrownBy(call).isInstanceOfSatisfying(SQLException.class, e -> assertThat(e.getSQLState())
                .as(e.toString())
                .isEqualTo(sqlState));
    }

    @Test
    void whatHadCommittedBeforeAShutdownIsStillTold() throws Exception {
        try (var peer = ScriptedPeer.start(client -> client.welcome()
                        .expect("PDBESPDBES")
                        .send(PREPARED, DONE, READY, PREPARED, DONE, SHUTDOWN)
                        .halfClose());
                var connection = DriverManager.getConnection(peer.jdbcUrl())) {
            Pipeline pipeline = connection.unwrap(HowdahConnection.class).pipeline(PipelineMode.ISOLATED);
            PipelineResult first = pipeline.add("insert into a");
            PipelineResult second = pipeline.add("insert into b");
            pipeline.sync();
            failsWith("57P01", second::count);
            assertThat(first.count()).isEqualTo(1);
        }
    }

    static Stream<byte[]> shutdownsWhenAllHasBegun() {
        return Stream.of(
                together(PREPARED, DONE, PREPARED, BOUND, SHUTDOWN),
                together(PREPARED, DONE, PREPARED, DONE, SHUTDOWN),
                together(PREPARED, errorResponse("ERROR", "22012", "division by zero"), SHUTDOWN));
    }

    /** All of it is one transaction, of which nobody knows whether it has committed. */
    @ParameterizedTest
    @MethodSource("shutdownsWhenAllHasBegun")
    void aShutdownBeforeTheCommitIsToldByAwaitAndClose(byte[] said) throws Exception {
        try (var peer = ScriptedPeer.start(client ->
                        client.welcome().expect("PDBEPDBES").send(said).halfClose());
                var connection = DriverManager.getConnection(peer.jdbcUrl())) {
            Pipeline pipeline = connection.unwrap(HowdahConnection.class).pipeline(PipelineMode.ABORTING);
            pipeline.add("insert into a");
            pipeline.add("insert into b");
            pipeline.sync();
            assertThatThrownBy(pipeline::await).isInstanceOf(SQLException.class);
            failsWith("08003", pipeline::close);
        }
    }
}
