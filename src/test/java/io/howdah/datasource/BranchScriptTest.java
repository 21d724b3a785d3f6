package io.howdah.datasource;

import static io.howdah.peer.BackendMessages.bindComplete;
import static io.howdah.peer.BackendMessages.commandComplete;
import static io.howdah.peer.BackendMessages.dataRow;
import static io.howdah.peer.BackendMessages.errorResponse;
import static io.howdah.peer.BackendMessages.noData;
import static io.howdah.peer.BackendMessages.parameterDescription;
import static io.howdah.peer.BackendMessages.parseComplete;
import static io.howdah.peer.BackendMessages.readyForQuery;
import static io.howdah.peer.BackendMessages.rowDescription;
import static javax.transaction.xa.XAException.XAER_RMFAIL;
import static javax.transaction.xa.XAException.XA_RBPROTO;
import static javax.transaction.xa.XAException.XA_RBTIMEOUT;
import static javax.transaction.xa.XAResource.TMNOFLAGS;
import static javax.transaction.xa.XAResource.TMSTARTRSCAN;
import static javax.transaction.xa.XAResource.TMSUCCESS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.howdah.peer.BackendMessages.Column;
import io.howdah.peer.Conversation;
import io.howdah.peer.ScriptedPeer;
import io.howdah.xa.TestXid;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.stream.Stream;
import javax.sql.XAConnection;
import javax.transaction.xa.XAException;
import javax.transaction.xa.XAResource;
import javax.transaction.xa.Xid;
import org.assertj.core.api.AbstractThrowableAssert;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Branches on a server that says what a real one would rarely, or never, say. */
@Timeout(60)
class BranchScriptTest {
    private static final Xid ONE = TestXid.of(1);
    private static final String NAME = "'4242_ZwE=_YgE='";

    private static XAConnection connect(ScriptedPeer peer) throws SQLException {
        var dataSource = new HowdahXADataSource();
        dataSource.setUrl(peer.jdbcUrl());
        return dataSource.getXAConnection();
    }

    private static AbstractThrowableAssert<?, ?> fails(int errorCode, ThrowingCallable call) {
        return assertThatThrownBy(call).isInstanceOfSatisfying(XAException.class, e -> assertThat(e.errorCode)
                .as(e.getMessage())
                .isEqualTo(errorCode));
    }

    /** The first statement of a branch, behind its BEGIN. */
    private static Conversation firstStatement(Conversation client, char status) throws IOException {
        return client.welcome()
                .expect("PDBE")
                .expectQuery("update a set b = 1")
                .send(
                        parseComplete(),
                        parameterDescription(),
                        noData(),
                        bindComplete(),
                        commandComplete("BEGIN"),
                        commandComplete("UPDATE 1"),
                        readyForQuery(status));
    }

    private static Connection work(XAConnection xa) throws Exception {
        xa.getXAResource().start(ONE, TMNOFLAGS);
        Connection connection = xa.getConnection();
        try (var statement = connection.createStatement()) {
            statement.executeUpdate("update a set b = 1");
        }
        xa.getXAResource().end(ONE, TMSUCCESS);
        return connection;
    }

    // ---- a transaction that is not what it should be

    @Test
    void aCommandThatWasNotEvenBegunLeavesNothingOpen() throws Exception {
        try (var peer = ScriptedPeer.start(client -> firstStatement(client, 'T')
                .expectQuery("PREPARE TRANSACTION " + NAME)
                .send(errorResponse("ERROR", "57014", "canceling statement"), readyForQuery('E'))
                .expectQuery("ROLLBACK")
                .send(commandComplete("ROLLBACK"), readyForQuery('I'))
                .expectQuery("select 1")
                .send(commandComplete("SELECT 1"), readyForQuery('I')))) {
            XAConnection xa = connect(peer);
            Connection connection = work(xa);
            fails(XA_RBTIMEOUT, () -> xa.getXAResource().prepare(ONE));
            try (var statement = connection.createStatement()) {
                statement.execute("select 1");
            }
            xa.close();
        }
    }

    @Test
    void aTransactionThatWasEndedBehindTheDriverIsTold() throws Exception {
        for (boolean inOnePhase : new boolean[] {true, false}) {
            try (var peer = ScriptedPeer.start(client -> firstStatement(client, 'I'))) {
                XAConnection xa = connect(peer);
                work(xa);
                XAResource branches = xa.getXAResource();
                if (inOnePhase) {
                    fails(XA_RBPROTO, () -> branches.commit(ONE, true));
                } else {
                    fails(XA_RBPROTO, () -> branches.prepare(ONE));
                }
                branches.start(ONE, TMNOFLAGS);
                branches.end(ONE, TMSUCCESS);
                assertThat(branches.prepare(ONE))
                        .as("nothing was run in this one")
                        .isEqualTo(XAResource.XA_RDONLY);
                xa.close();
            }
        }
    }

    // ---- answers that are none

    record Hostile(String name, byte[]... said) {
        @Override
        public String toString() {
            return name;
        }
    }

    static Stream<Hostile> hostileServers() {
        byte[] gid = rowDescription(Column.text("gid", 25));
        return Stream.of(
                new Hostile("nothing", readyForQuery('I')),
                new Hostile("no rows", commandComplete("SELECT 1"), readyForQuery('I')),
                new Hostile("no columns", rowDescription(), commandComplete("SELECT 0"), readyForQuery('I')),
                new Hostile("null", gid, dataRow((String) null), commandComplete("SELECT 1"), readyForQuery('I')));
    }

    @ParameterizedTest
    @MethodSource("hostileServers")
    void aHostileServerCausesErrorsAndNoMore(Hostile server) throws Exception {
        try (var peer = ScriptedPeer.start(client -> {
            client.welcome().expect("Q").send(together(server.said()));
        })) {
            XAConnection xa = connect(peer);
            Events events = Events.of(xa);
            fails(XAER_RMFAIL, () -> xa.getXAResource().recover(TMSTARTRSCAN))
                    .cause()
                    .isInstanceOfSatisfying(
                            SQLException.class, e -> assertThat(e.getSQLState()).isEqualTo("08P01"));
            assertThat(events.heard()).containsExactly("failed 08P01");
            xa.close();
        }
    }

    @Test
    void norDoesOneThatEndsABranchWithoutAWord() throws Exception {
        try (var peer = ScriptedPeer.start(client ->
                client.welcome().expectQuery("COMMIT PREPARED " + NAME).send(readyForQuery('I')))) {
            XAConnection xa = connect(peer);
            fails(XAER_RMFAIL, () -> xa.getXAResource().commit(ONE, false))
                    .hasMessageContaining("was finished is unknown");
            xa.close();
        }
    }

    private static byte[] together(byte[]... messages) {
        var all = new ByteArrayOutputStream();
        Stream.of(messages).forEach(all::writeBytes);
        return all.toByteArray();
    }
}
