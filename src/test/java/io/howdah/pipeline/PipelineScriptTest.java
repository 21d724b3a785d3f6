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
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What a server that knows no manners does to a pipeline of two statements: the second never comes about. */
@Timeout(60)
class PipelineScriptTest {
    private static final byte[] PREPARED = together(parseComplete(), parameterDescription(), noData());
    private static final byte[] DONE = together(bindComplete(), commandComplete("INSERT 0 1"));
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
                new Hostile(
                        "shuts down", "57P01", PREPARED, DONE, READY, errorResponse("FATAL", "57P01", "going down")));
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
            assertThatThrownBy(second::count)
                    .isInstanceOfSatisfying(
                            SQLException.class, e -> assertThat(e.getSQLState()).isEqualTo(server.sqlState()));
            assertThat(connection.isClosed()).isTrue();
            assertThatThrownBy(pipeline::close).isInstanceOf(SQLException.class);
        }
    }
}
