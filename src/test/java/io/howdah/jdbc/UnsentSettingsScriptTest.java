package io.howdah.jdbc;

import static io.howdah.jdbc.Answers.fails;
import static io.howdah.jdbc.Answers.run;
import static io.howdah.peer.BackendMessages.bindComplete;
import static io.howdah.peer.BackendMessages.commandComplete;
import static io.howdah.peer.BackendMessages.errorResponse;
import static io.howdah.peer.BackendMessages.noData;
import static io.howdah.peer.BackendMessages.parameterDescription;
import static io.howdah.peer.BackendMessages.parseComplete;
import static io.howdah.peer.BackendMessages.readyForQuery;
import static org.assertj.core.api.Assertions.assertThat;

import io.howdah.peer.Message;
import io.howdah.peer.ScriptedPeer;
import java.sql.Connection;
import java.sql.DriverManager;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Settings that travel in front of a statement, and that the server does not run. */
@Timeout(60)
class UnsentSettingsScriptTest {
    private static final byte[] READY = readyForQuery('I');
    private static final byte[] SET = commandComplete("SET");
    private static final byte[] DONE = commandComplete("CREATE TABLE");
    private static final byte[] CANCELED = errorResponse("ERROR", "57014", "canceling statement");

    private static List<String> texts(ScriptedPeer peer) {
        return peer.messages().stream()
                .filter(message -> message.type() == 'P')
                .map(Message::text)
                .toList();
    }

    @Test
    void anIsolationLevelThatWasCancelledIsSetBeforeTheNextStatement() throws Exception {
        try (var peer = ScriptedPeer.start(client -> {
                    client.welcome().expect("PDBESQ");
                    client.send(parseComplete(), parameterDescription(), noData(), bindComplete(), CANCELED, READY);
                    client.send(DONE, READY);
                    client.expect("BESQ").send(bindComplete(), SET, READY, DONE, READY);
                    client.expect("Q").send(DONE, READY).expect("X");
                });
                Connection connection = DriverManager.getConnection(peer.jdbcUrl())) {
            connection.setTransactionIsolation(Connection.TRANSACTION_SERIALIZABLE);
            fails("57014", () -> run(connection, "create table a ()"));
            run(connection, "create table b ()");
            run(connection, "create table c ()");
        }
    }

    /** Taken back to what the server was told first, it is told again: it may have done the other all the same. */
    @Test
    void anIsolationLevelOfWhichNothingIsKnownIsSetAnew() throws Exception {
        try (var peer = ScriptedPeer.start(client -> {
                    client.welcome().expect("PDBESQ");
                    client.send(parseComplete(), parameterDescription(), noData(), bindComplete(), CANCELED, READY);
                    client.send(DONE, READY);
                    client.expect("PDBESQ");
                    client.send(parseComplete(), parameterDescription(), noData(), bindComplete(), SET, READY);
                    client.send(DONE, READY).expect("X");
                });
                Connection connection = DriverManager.getConnection(peer.jdbcUrl())) {
            connection.setTransactionIsolation(Connection.TRANSACTION_SERIALIZABLE);
            fails("57014", () -> run(connection, "create table a ()"));
            connection.setTransactionIsolation(Connection.TRANSACTION_READ_COMMITTED);
            run(connection, "create table b ()");
        }
    }

    @Test
    void oneThatWasCancelledTakesNoOtherWithItAndIsSentAgain() throws Exception {
        try (var peer = ScriptedPeer.start(client -> {
                    client.welcome().expect("PBESPBESQ");
                    client.send(parseComplete(), bindComplete(), SET, READY);
                    client.send(parseComplete(), bindComplete(), CANCELED, READY);
                    client.send(DONE, READY);
                    client.expect("PBESQ").send(parseComplete(), bindComplete(), SET, READY, DONE, READY);
                    client.expect("Q").send(DONE, READY).expect("X");
                });
                Connection connection = DriverManager.getConnection(peer.jdbcUrl())) {
            connection.setSchema("zoo");
            connection.setClientInfo("ApplicationName", "keeper");
            fails("57014", () -> run(connection, "create table a ()"));
            assertThat(connection.getClientInfo("ApplicationName")).isEqualTo("keeper");
            run(connection, "create table b ()");
            run(connection, "create table c ()");
            assertThat(texts(peer)).hasSize(3).last().asString().contains("keeper");
        }
    }

    @Test
    void oneThatIsRefusedIsToldAndNotSentAgain() throws Exception {
        byte[] refused = errorResponse("ERROR", "42501", "permission denied");
        try (var peer = ScriptedPeer.start(client -> {
                    client.welcome().expect("PBESQ");
                    client.send(parseComplete(), bindComplete(), refused, READY, DONE, READY);
                    client.expect("Q").send(DONE, READY).expect("X");
                });
                Connection connection = DriverManager.getConnection(peer.jdbcUrl())) {
            connection.setSchema("zoo");
            fails("42501", () -> run(connection, "create table a ()"));
            run(connection, "create table b ()");
        }
    }
}
