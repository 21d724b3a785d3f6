package io.howdah.functioncall;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.howdah.api.FunctionCalls;
import io.howdah.api.HowdahConnection;
import io.howdah.api.ServerFunction;
import io.howdah.peer.Relay;
import io.howdah.testserver.OnEveryRelease;
import io.howdah.testserver.TestServer;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.UUID;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class FunctionCallServerTest {
    private static final int INT4PL = 177;

    private Connection connection;
    private FunctionCalls functions;

    @BeforeEach
    void connect() throws SQLException {
        use(TestServer.shared().connect());
    }

    @AfterEach
    void close() throws SQLException {
        if (connection != null) {
            connection.close();
        }
    }

    private void use(Connection opened) throws SQLException {
        close();
        connection = opened;
        functions = connection.unwrap(HowdahConnection.class).functions();
    }

    private void run(String sql) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private void fails(String state, ThrowingCallable call) throws SQLException {
        assertThatThrownBy(call)
                .isInstanceOf(SQLException.class)
                .extracting(error -> ((SQLException) error).getSQLState())
                .isEqualTo(state);
        run("select 1");
    }

    private static byte[] int4(int value) {
        return ByteBuffer.allocate(4).putInt(value).array();
    }

    @OnEveryRelease
    void aFunctionIsCalledByItsNameOrItsOid(TestServer server) throws SQLException {
        use(server.connect());
        ServerFunction plus = functions.find("pg_catalog.int4pl(integer, integer)");
        assertThat(plus.oid()).isEqualTo(INT4PL);
        assertThat(plus.call(Integer.class, 40, 2)).isEqualTo(42);
        assertThat(plus.call(String.class, "40", 2L)).isEqualTo("42");
        assertThat(plus).hasToString("int4pl(integer,integer)");
        assertThat(functions.find(INT4PL).call(Long.class, 1, 2)).isEqualTo(3);
        assertThat(functions.call(INT4PL, int4(3), int4(4))).isEqualTo(int4(7));
    }

    @Test
    void valuesOfManyTypesGoThereAndBack() throws SQLException {
        assertThat(functions.find("reverse(text)").call(String.class, "gr\u00fcn"))
                .isEqualTo("n\u00fcrg");
        assertThat(functions.find("abs(numeric)").call(BigDecimal.class, new BigDecimal("-1.50")))
                .isEqualTo(new BigDecimal("1.50"));
        assertThat(functions
                        .find("date_larger(date,date)")
                        .call(LocalDate.class, LocalDate.of(2020, 2, 29), LocalDate.of(1999, 1, 1)))
                .isEqualTo(LocalDate.of(2020, 2, 29));
        UUID uuid = UUID.randomUUID();
        assertThat(functions.find("uuid_eq(uuid,uuid)").call(Boolean.class, uuid, uuid.toString()))
                .isTrue();
        assertThat(functions.find("md5(bytea)").call(String.class, (Object) "a".getBytes(UTF_8)))
                .isEqualTo("0cc175b9c0f1b6a831c399e269772661");
        assertThat(functions.find("array_to_string(anyarray,text)")).isNotNull();
        assertThat(functions.find("pg_sleep(double precision)").call(Object.class, 0.0))
                .isNull();
        assertThat(functions.find("pg_backend_pid()").call(Integer.class))
                .isEqualTo(connection.unwrap(HowdahConnection.class).backendPid());
    }

    @Test
    void typesOfTheDatabaseAreLearnt() throws SQLException {
        connection.setAutoCommit(false);
        run("create type pg_temp.size as enum ('small', 'large')");
        run("create function pg_temp.same(s pg_temp.size) returns pg_temp.size language sql as 'select s'");
        assertThat(functions.find("pg_temp.same(pg_temp.size)").call(String.class, "large"))
                .isEqualTo("large");
        connection.rollback();
    }

    /** Their values come in text. */
    @Test
    void resultsOfTypesWithoutABinaryFormAreRead() throws SQLException {
        assertThat(functions.find("to_regclass(text)").call(String.class, "pg_class"))
                .isEqualTo("pg_class");
        assertThat(functions.find("plainto_tsquery(text)").call(String.class, "5 6"))
                .isEqualTo("'5' & '6'");
        assertThat(functions.find("money(integer)").call(BigDecimal.class, 5)).isEqualByComparingTo("5");
        run("create function pg_temp.both() returns record language sql as 'select 1, ''x''::text'");
        assertThat(functions.find("pg_temp.both()").call(String.class)).isEqualTo("(1,x)");
        run("create function pg_temp.place() returns tid language sql as 'select ''(1,2)''::tid'");
        assertThat(functions.find("pg_temp.place()").call(String.class)).isEqualTo("(1,2)");
    }

    @Test
    void nullsAreNulls() throws SQLException {
        assertThat(functions.find(INT4PL).call(Integer.class, 1, null)).isNull();
        assertThat(functions.call(INT4PL, int4(1), null)).isNull();
    }

    @Test
    void aCallIsPartOfTheTransactionAndOneRoundTrip() throws Exception {
        try (Relay relay = Relay.to(TestServer.shared())) {
            use(DriverManager.getConnection(
                    TestServer.shared().jdbcUrlBy(relay.host(), relay.port(), "sslmode=disable")));
            run("create temp sequence s");
            ServerFunction setval = functions.find("setval(regclass,bigint)");
            ServerFunction plus = functions.find(INT4PL);
            connection.setAutoCommit(false);
            relay.reset();
            plus.call(Integer.class, 1, 2);
            assertThat(relay.roundTrips()).isEqualTo(1);
            assertThat(setval.call(Long.class, "s", 7L)).isEqualTo(7);
            assertThat(relay.roundTrips()).isEqualTo(2);
            connection.rollback();
        }
    }

    @Test
    void whatCannotBeCalledIsRefusedAndTheConnectionGoesOn() throws SQLException {
        fails("42883", () -> functions.find("no_such_function(int)"));
        fails("42883", () -> functions.find(4_000_000_000L));
        fails("42883", () -> functions.call(4_000_000_000L));
        fails("08P01", () -> functions.call(INT4PL, int4(1)));
        fails("22023", () -> functions.find(INT4PL).call(Integer.class, 1));
        fails("22003", () -> functions.find(INT4PL).call(Integer.class, Integer.MAX_VALUE, 1));
        fails("0A000", () -> functions.find("generate_series(integer,integer)").call(Integer.class, 1, 2));
        fails("0A000", () -> functions.find("sum(integer)").call(Long.class, 1));
        fails("22023", () -> functions.find(0));
        fails("22023", () -> functions.call(-1));
        fails("22023", () -> functions.find(null));
        fails("22023", () -> functions.find(INT4PL).call(null, 1, 2));
        // The message has no collation, and upper needs one.
        fails("42P22", () -> functions.find("upper(text)").call(String.class, "a"));
        fails("22P02", () -> functions.find(INT4PL).call(Integer.class, "one", 2));
        fails("08P01", () -> functions.call(INT4PL, new byte[3], int4(1)));
    }

    @Test
    void anErrorFailsTheTransactionAsAnyOther() throws SQLException {
        connection.setAutoCommit(false);
        run("select 1");
        assertThatThrownBy(() -> functions.call(INT4PL, int4(Integer.MAX_VALUE), int4(1)))
                .isInstanceOf(SQLException.class);
        assertThatThrownBy(() -> functions.call(INT4PL, int4(1), int4(1)))
                .extracting("SQLState")
                .isEqualTo("25P02");
        connection.rollback();
        assertThat(functions.call(INT4PL, int4(1), int4(1))).isEqualTo(int4(2));
    }

    @Test
    void withAutosaveItDoesNot() throws SQLException {
        use(TestServer.shared().connect("autosave=always"));
        connection.setAutoCommit(false);
        run("create temp table kept (i int)");
        fails("22003", () -> functions.call(INT4PL, int4(Integer.MAX_VALUE), int4(1)));
        run("insert into kept values (1)");
        connection.rollback();
    }
}
