package io.howdah.jdbc;

import static io.howdah.jdbc.Answers.run;
import static org.assertj.core.api.Assertions.assertThat;

import io.howdah.api.PostgresType;
import io.howdah.peer.Relay;
import io.howdah.testserver.TestServer;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Types;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What types that are not built in cost in round trips, and that nothing else notices when the catalogue is asked. */
class CatalogRoundTripServerTest {
    enum Mood {
        SAD,
        HAPPY
    }

    private final TestServer server = TestServer.shared();
    private Relay relay;
    private Connection connection;

    @BeforeEach
    void connect() throws Exception {
        relay = Relay.to(server);
        connection = open();
        run(
                connection,
                "drop type if exists trip_mood cascade; create type trip_mood as enum ('SAD', 'HAPPY');"
                        + " create temp table felt (id serial, mood trip_mood)");
    }

    private Connection open(String... properties) throws SQLException {
        String[] all = new String[properties.length + 2];
        System.arraycopy(properties, 0, all, 0, properties.length);
        all[properties.length] = "sslmode=disable";
        all[properties.length + 1] = "gssEncMode=disable";
        return DriverManager.getConnection(server.jdbcUrlBy(relay.host(), relay.port(), all));
    }

    @AfterEach
    void close() throws Exception {
        connection.close();
        try (Connection cleaning = server.connect()) {
            run(cleaning, "drop type if exists trip_mood cascade");
        }
        relay.close();
    }

    private void costs(int roundTrips, ThrowingCallable call) {
        relay.reset();
        try {
            call.call();
        } catch (Throwable e) {
            throw new AssertionError(e);
        }
        assertThat(relay.roundTrips()).as(relay.transcript()).isEqualTo(roundTrips);
    }

    private static ResultSet query(Statement statement, String sql) throws SQLException {
        ResultSet rows = statement.executeQuery(sql);
        assertThat(rows.next()).isTrue();
        return rows;
    }

    private static final String MOOD = "select 'SAD'::trip_mood, array['HAPPY'::trip_mood]";

    @Test
    void aTypeIsLookedUpOnceAndOnlyForThoseWhoNeedIt() throws Exception {
        try (Statement statement = connection.createStatement();
                Connection second = open();
                Statement another = second.createStatement()) {
            costs(1, () -> {
                ResultSet rows = query(statement, MOOD);
                assertThat(rows.getString(1)).isEqualTo("SAD");
                assertThat(rows.getString(2)).isEqualTo("{HAPPY}");
                assertThat(rows.getObject(1, String.class)).isEqualTo("SAD");
                assertThat(rows.getObject(1, Mood.class)).isEqualTo(Mood.SAD);
                assertThat(rows.getBytes(1)).isEqualTo(new byte[] {'S', 'A', 'D'});
                assertThat(rows.getCharacterStream(1).read()).isEqualTo('S');
                assertThat(rows.getMetaData().getColumnCount()).isEqualTo(2);
                assertThat(rows.getMetaData().getColumnLabel(1)).isEqualTo("trip_mood");
            });
            costs(2, () -> {
                ResultSet rows = query(statement, MOOD);
                assertThat(rows.getObject(1)).isEqualTo("SAD");
                assertThat(rows.getObject(2)).hasToString("{HAPPY}");
                assertThat(rows.getMetaData().getColumnType(1)).isEqualTo(Types.VARCHAR);
                assertThat(rows.getMetaData().getColumnType(2)).isEqualTo(Types.ARRAY);
            });
            // Its own search path it has to ask for; the types it shares.
            costs(2, () -> {
                ResultSet rows = query(another, MOOD);
                assertThat(rows.getObject(1)).isEqualTo("SAD");
                assertThat(rows.getMetaData().getColumnType(2)).isEqualTo(Types.ARRAY);
                assertThat(rows.getMetaData().getColumnTypeName(1)).isEqualTo("trip_mood");
                assertThat(rows.getMetaData().getColumnTypeName(2)).isEqualTo("_trip_mood");
            });
            costs(1, () -> assertThat(query(another, MOOD).getObject(1)).isEqualTo("SAD"));
        }
    }

    @Test
    void aTypeThatIsGoneIsAskedForOncePerResult() throws Exception {
        try (PreparedStatement statement =
                connection.prepareStatement("select 'SAD'::trip_mood from generate_series(1, 3)")) {
            ResultSet rows = statement.executeQuery();
            rows.next();
            run(connection, "drop type trip_mood cascade");
            costs(1, () -> assertThat(rows.getObject(1)).isEqualTo("SAD"));
            costs(0, () -> {
                rows.next();
                assertThat(rows.getObject(1)).isEqualTo("SAD");
                assertThat(rows.getMetaData().getColumnTypeName(1)).startsWith("unknown oid ");
            });
        }
    }

    @Test
    void aNewConnectionStartsAnewWhereAnotherBroke() throws Exception {
        JdbcContext context = connection.unwrap(ConnectionImpl.class).context();
        context.codecNamed("trip_mood");
        int oid = context.codecNamed("trip_mood").type().oid();
        try (Connection second = open()) {
            JdbcContext sharing = second.unwrap(ConnectionImpl.class).context();
            assertThat(sharing.databaseTypes().registry().knows(oid)).isTrue();
        }
        try (Connection killer = server.connect()) {
            int pid = connection.unwrap(ConnectionImpl.class).backendPid();
            run(killer, "select pg_terminate_backend(" + pid + ")");
        }
        assertThat(connection.isValid(5)).isFalse();
        try (Connection third = open()) {
            JdbcContext fresh = third.unwrap(ConnectionImpl.class).context();
            assertThat(fresh.databaseTypes().registry().knows(oid)).isFalse();
        }
    }

    @Test
    void aNameIsLookedUpOnce() throws Exception {
        try (PreparedStatement statement = connection.prepareStatement("insert into felt (mood) values (?)")) {
            costs(1, () -> statement.setObject(1, Mood.SAD, PostgresType.named("trip_mood")));
            costs(0, () -> statement.setObject(1, "HAPPY", PostgresType.named("trip_mood")));
            costs(0, () -> statement.setNull(1, Types.OTHER, "trip_mood"));
            costs(1, statement::executeUpdate);
        }
    }

    @Test
    void aFailedTransactionIsAskedNothing() throws Exception {
        connection.setAutoCommit(false);
        try (Statement statement = connection.createStatement();
                Statement failing = connection.createStatement()) {
            ResultSet rows = query(statement, MOOD);
            Answers.fails("22012", () -> failing.executeQuery("select 1 / 0"));
            costs(0, () -> {
                assertThat(rows.getObject(1)).isEqualTo("SAD");
                assertThat(rows.getObject(2)).isEqualTo("{HAPPY}");
                assertThat(rows.getMetaData().getColumnType(1)).isEqualTo(Types.OTHER);
            });
            connection.rollback();
            costs(1, () -> assertThat(rows.getMetaData().getColumnType(1)).isEqualTo(Types.VARCHAR));
        }
    }

    @Test
    void noTransactionBeginsForALookUp() throws Exception {
        connection.setAutoCommit(false);
        try (Statement statement = connection.createStatement()) {
            ResultSet rows = query(statement, MOOD);
            connection.commit();
            costs(1, () -> assertThat(rows.getObject(1)).isEqualTo("SAD"));
            costs(0, connection::commit);
        }
    }

    @Test
    void aResultThatStreamsIsKeptWhenTheCatalogueIsAsked() throws Exception {
        try (Connection lazy = open("eagerResultBytes=65536");
                Statement statement = lazy.createStatement()) {
            ResultSet rows = statement.executeQuery(
                    "select g, array['SAD'::trip_mood], repeat('x', 100) from generate_series(1, 20000) g");
            int count = 0;
            while (rows.next()) {
                count++;
                assertThat(rows.getObject(2)).hasToString("{SAD}");
                assertThat(rows.getInt(1)).isEqualTo(count);
            }
            assertThat(count).isEqualTo(20000);
        }
    }

    @Test
    void aPortalIsKeptWhenTheCatalogueIsAsked() throws Exception {
        for (boolean autoCommit : new boolean[] {true, false}) {
            run(connection, "drop type trip_mood cascade; create type trip_mood as enum ('SAD', 'HAPPY')");
            connection.setAutoCommit(autoCommit);
            try (PreparedStatement statement =
                    connection.prepareStatement("select g, 'SAD'::trip_mood from generate_series(1, 100) g")) {
                statement.setFetchSize(7);
                ResultSet rows = statement.executeQuery();
                int sum = 0;
                while (rows.next()) {
                    assertThat(rows.getObject(2)).isEqualTo("SAD");
                    sum += rows.getInt(1);
                }
                assertThat(sum).isEqualTo(5050);
            }
            if (!autoCommit) {
                connection.rollback();
            }
        }
    }

    @Test
    void generatedKeysOutliveALookUp() throws Exception {
        try (PreparedStatement statement = connection.prepareStatement(
                "insert into felt (mood) values (?::trip_mood)", new String[] {"id", "mood"})) {
            statement.setString(1, "SAD");
            statement.executeUpdate();
            ResultSet keys = statement.getGeneratedKeys();
            assertThat(keys.next()).isTrue();
            assertThat(keys.getObject(2)).isEqualTo("SAD");
            assertThat(keys.getObject(1)).isEqualTo(1);
            assertThat(keys.next()).isFalse();
            assertThat(statement.getUpdateCount()).isEqualTo(1);
        }
    }
}
