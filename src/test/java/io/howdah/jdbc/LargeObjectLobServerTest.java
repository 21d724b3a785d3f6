package io.howdah.jdbc;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.howdah.peer.Relay;
import io.howdah.testserver.OnEveryRelease;
import io.howdah.testserver.TestServer;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.StringReader;
import java.io.Writer;
import java.sql.Blob;
import java.sql.Clob;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.NClob;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Blobs and Clobs of columns of type oid, as Hibernate's {@code @Lob} has them. */
@Timeout(60)
class LargeObjectLobServerTest {
    private static final String INSERT = "insert into lobs (o, b, t) values (?, ?, ?)";

    /** Characters of one to four bytes. */
    private static final String TEXT = "gr\u00fc\u00df dich, \u20ac \uD83D\uDC18!";

    private Connection connection;

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

    /** In a transaction, which is never committed: no large object stays. */
    private void use(Connection opened) throws SQLException {
        close();
        connection = opened;
        connection.setAutoCommit(false);
        try (var statement = connection.createStatement()) {
            statement.execute("create temp table lobs (id serial, o oid, b bytea, t text)");
        }
    }

    private String one(String sql) throws SQLException {
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery(sql)) {
            rows.next();
            return rows.getString(1);
        }
    }

    private Blob blob(byte[] content) throws SQLException {
        Blob blob = connection.createBlob();
        blob.setBytes(1, content);
        return blob;
    }

    private Clob clob(String content) throws SQLException {
        Clob clob = connection.createClob();
        clob.setString(1, content);
        return clob;
    }

    private Blob stored(byte[] content) throws SQLException {
        try (var insert = connection.prepareStatement("insert into lobs (o) values (?) returning o")) {
            insert.setBlob(1, blob(content));
            ResultSet rows = insert.executeQuery();
            rows.next();
            return rows.getBlob(1);
        }
    }

    private Clob stored(String content) throws SQLException {
        try (var insert = connection.prepareStatement("insert into lobs (o) values (?) returning o")) {
            insert.setClob(1, clob(content));
            ResultSet rows = insert.executeQuery();
            rows.next();
            return rows.getClob(1);
        }
    }

    private static byte[] bytes(int size) {
        byte[] bytes = new byte[size];
        new Random(size).nextBytes(bytes);
        return bytes;
    }

    private static void fails(String state, org.assertj.core.api.ThrowableAssert.ThrowingCallable call) {
        assertThatThrownBy(call).satisfies(error -> {
            Throwable sql = error instanceof IOException ? error.getCause() : error;
            assertThat(sql).isInstanceOf(SQLException.class);
            assertThat(((SQLException) sql).getSQLState()).as(sql.toString()).isEqualTo(state);
        });
    }

    // ---- which parameter is what

    @OnEveryRelease
    void theServerSaysWhatABlobOrAClobBecomes(TestServer server) throws SQLException {
        use(server.connect());
        byte[] content = bytes(3000);
        try (var insert = connection.prepareStatement(INSERT)) {
            insert.setBlob(1, blob(content));
            insert.setBlob(2, blob(content));
            insert.setClob(3, clob(TEXT));
            insert.executeUpdate();
            insert.setClob(1, clob(TEXT));
            insert.setBlob(2, new ByteArrayInputStream(content), 3000);
            insert.setClob(3, new StringReader(TEXT));
            insert.executeUpdate();
        }
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery("select o, b, t from lobs order by id")) {
            rows.next();
            assertThat(rows.getBlob(1).getBytes(1, 5000)).isEqualTo(content);
            assertThat(rows.getObject(1, Blob.class).length()).isEqualTo(3000);
            assertThat(rows.getBlob(2).getBytes(1, 5000)).isEqualTo(content);
            assertThat(rows.getClob(3).getSubString(1, 100)).isEqualTo(TEXT);
            rows.next();
            assertThat(rows.getClob("o").getSubString(1, 100)).isEqualTo(TEXT);
            assertThat(rows.getObject(1, NClob.class).length()).isEqualTo(TEXT.length());
            assertThat(rows.getBytes("b")).isEqualTo(content);
            assertThat(rows.getString("t")).isEqualTo(TEXT);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"stringtype=varchar", "stringtype=unspecified", "prepareThreshold=0", "autosave=always"})
    void withOtherSettingsToo(String setting) throws SQLException {
        use(TestServer.shared().connect(setting));
        for (int i = 0; i < 2; i++) {
            assertThat(stored(TEXT).getSubString(1, 100)).isEqualTo(TEXT);
            assertThat(stored(bytes(10)).getBytes(1, 100)).isEqualTo(bytes(10));
        }
    }

    @Test
    void everyWayToSetOneLeadsThere() throws SQLException {
        byte[] content = "4711".getBytes(UTF_8);
        try (var insert = connection.prepareStatement("insert into lobs (o) values (?)")) {
            insert.setBlob(1, new ByteArrayInputStream(content));
            insert.executeUpdate();
            insert.setObject(1, blob(content));
            insert.executeUpdate();
            insert.setObject(1, content, Types.BLOB);
            insert.executeUpdate();
            // A number in a text, which must not be taken for an OID.
            insert.setObject(1, "4711", Types.CLOB);
            insert.executeUpdate();
            insert.setClob(1, new StringReader("4711"), 4);
            insert.executeUpdate();
            insert.setObject(1, clob("4711"));
            insert.executeUpdate();
            insert.setNull(1, Types.BLOB);
            insert.executeUpdate();
            insert.setBlob(1, (Blob) null);
            insert.executeUpdate();
            insert.setLong(1, 4711);
            insert.executeUpdate();
        }
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery("select o from lobs order by id")) {
            for (int i = 0; i < 6; i++) {
                rows.next();
                assertThat(rows.getBlob(1).getBytes(1, 10)).as("row %s", i).isEqualTo(content);
            }
            rows.next();
            assertThat(rows.getBlob(1)).isNull();
            rows.next();
            assertThat(rows.getClob(1)).isNull();
            rows.next();
            assertThat(rows.getLong(1)).isEqualTo(4711);
        }
    }

    @Test
    void aBatchMakesAnObjectForEachEntry() throws SQLException {
        try (var insert = connection.prepareStatement("insert into lobs (o, t) values (?, ?)")) {
            for (int i = 0; i < 5; i++) {
                insert.setBlob(1, blob(bytes(i)));
                insert.setClob(2, clob("n" + i));
                insert.addBatch();
            }
            assertThat(insert.executeBatch()).containsOnly(1);
        }
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery("select o, t from lobs order by id")) {
            for (int i = 0; i < 5; i++) {
                rows.next();
                assertThat(rows.getBlob(1).getBytes(1, 10)).isEqualTo(bytes(i));
                assertThat(rows.getString(2)).isEqualTo("n" + i);
            }
        }
    }

    @Test
    void eachExecutionMakesAnObjectOfItsOwn() throws SQLException {
        byte[] content = bytes(3000);
        try (var insert = connection.prepareStatement(INSERT)) {
            insert.setBlob(1, blob(content));
            insert.setBlob(2, blob(content));
            insert.setString(3, "first");
            insert.executeUpdate();
            insert.executeUpdate();
            insert.setString(3, "another, and a longer one");
            insert.addBatch();
            insert.setClob(3, new StringReader("3"));
            insert.addBatch();
            insert.addBatch();
            assertThat(insert.executeBatch()).containsExactly(1, 1, 1);
            insert.setBlob(1, new ByteArrayInputStream(content));
            insert.executeUpdate();
            insert.executeUpdate();
        }
        assertThat(one("select count(distinct o) from lobs")).isEqualTo("7");
        assertThat(one("select string_agg(t, '|' order by id) from lobs"))
                .isEqualTo("first|first|another, and a longer one|3|3|3|3");
        try (var select = connection.prepareStatement("select count(*) from lobs where lo_get(o) = ? and b = ?")) {
            select.setBytes(1, content);
            select.setBytes(2, content);
            ResultSet rows = select.executeQuery();
            rows.next();
            assertThat(rows.getInt(1)).isEqualTo(7);
        }
    }

    @Test
    void anObjectThatARollbackTookIsMadeAgain() throws SQLException {
        connection.commit();
        try (var insert = connection.prepareStatement("insert into lobs (o, t) values (?, ?)")) {
            insert.setClob(1, clob(TEXT));
            insert.setString(2, "x");
            insert.executeUpdate();
            connection.rollback();
            insert.executeUpdate();
            assertThat(one("select convert_from(lo_get(o), 'UTF8') from lobs")).isEqualTo(TEXT);
            connection.rollback();
            insert.addBatch();
            insert.executeBatch();
            assertThat(one("select convert_from(lo_get(o), 'UTF8') from lobs")).isEqualTo(TEXT);
        }
    }

    @Test
    void anExecutionThatFailedLeavesTheBlobAsItWasSet() throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute("alter table lobs add check (t <> 'bad')");
        }
        var savepoint = connection.setSavepoint();
        try (var insert = connection.prepareStatement("insert into lobs (o, t) values (?, ?)")) {
            insert.setBlob(1, blob(bytes(50)));
            insert.setString(2, "bad");
            fails("23514", insert::executeUpdate);
            connection.rollback(savepoint);
            insert.setString(2, "good");
            insert.executeUpdate();
        }
        assertThat(one("select length(lo_get(o)) from lobs")).isEqualTo("50");
    }

    @Test
    void aBlobOfALargeObjectIsCopied() throws SQLException {
        Blob first = stored(bytes(100));
        try (var insert = connection.prepareStatement("insert into lobs (o) values (?)")) {
            insert.setBlob(1, first);
            insert.executeUpdate();
        }
        assertThat(one("select count(distinct o) from lobs")).isEqualTo("2");
    }

    @Test
    void whatTheServerTakesForSomethingElseIsSentAsThat() throws SQLException {
        try (var select = connection.prepareStatement("select ?::jsonb, ?")) {
            select.setClob(1, clob("{\"a\": 1}"));
            select.setClob(2, clob("free"));
            ResultSet rows = select.executeQuery();
            rows.next();
            assertThat(rows.getString(1)).isEqualTo("{\"a\": 1}");
            assertThat(rows.getString(2)).isEqualTo("free");
        }
        try (var select = connection.prepareStatement("select ?::date")) {
            select.setBlob(1, blob(bytes(4)));
            fails("42846", select::executeQuery);
        }
    }

    @Test
    void inAutocommitALargeObjectIsNotMade() throws SQLException {
        connection.commit();
        connection.setAutoCommit(true);
        try (var insert = connection.prepareStatement(INSERT)) {
            insert.setBlob(1, blob(bytes(4)));
            insert.setBlob(2, blob(bytes(4)));
            insert.setClob(3, clob("x"));
            fails("25P01", insert::executeUpdate);
        }
        assertThat(one("select count(*) from lobs")).isEqualTo("0");
        for (String sql : List.of(
                "insert into lobs (o) values (?)",
                "insert into lobs (o) values (?::oid)",
                "select 1 from lobs where o = ?",
                "select lo_get(?)")) {
            try (var statement = connection.prepareStatement(sql)) {
                for (int i = 0; i < 2; i++) {
                    statement.setBlob(1, blob(bytes(4)));
                    fails("25P01", statement::execute);
                }
                connection.setAutoCommit(false);
                statement.execute();
                connection.rollback();
                connection.setAutoCommit(true);
            }
        }
        assertThat(one("select count(*) from lobs")).isEqualTo("0");
        try (var insert = connection.prepareStatement("insert into lobs (b, t) values (?, ?)")) {
            insert.setBlob(1, blob(bytes(4)));
            insert.setClob(2, clob("x"));
            assertThat(insert.executeUpdate()).isEqualTo(1);
        }
    }

    @Test
    void anUpdatableResultWritesThemToo() throws SQLException {
        try (var statement =
                connection.createStatement(ResultSet.TYPE_SCROLL_INSENSITIVE, ResultSet.CONCUR_UPDATABLE)) {
            statement.execute("alter table lobs add primary key (id)");
            stored(bytes(3));
            ResultSet rows = statement.executeQuery("select id, o from lobs");
            rows.next();
            rows.updateBlob(2, blob(bytes(9)));
            rows.updateRow();
            assertThat(rows.getBlob(2).getBytes(1, 100)).isEqualTo(bytes(9));
        }
    }

    // ---- round trips

    @Test
    void theObjectsOfAnExecutionAreMadeInOneRoundTrip() throws Exception {
        try (Relay relay = Relay.to(TestServer.shared())) {
            use(DriverManager.getConnection(
                    TestServer.shared().jdbcUrlBy(relay.host(), relay.port(), "sslmode=disable")));
            try (var insert = connection.prepareStatement("insert into lobs (o) values (?), (?), (?)")) {
                for (int expected = 3; expected > 1; expected--) {
                    // All of a flight that is written in one go: in the midst of a larger one the server may answer
                    // already.
                    for (int i = 1; i <= 3; i++) {
                        insert.setBlob(i, blob(bytes(5_000 * i)));
                    }
                    relay.reset();
                    insert.executeUpdate();
                    assertThat(relay.roundTrips()).isEqualTo(expected);
                }
            }
            try (var statement = connection.createStatement();
                    var rows = statement.executeQuery("select o from lobs")) {
                for (int i = 0; i < 6; i++) {
                    assertThat(rows.next()).isTrue();
                    assertThat(rows.getBlob(1).getBinaryStream().readAllBytes()).isEqualTo(bytes(5_000 * (i % 3 + 1)));
                }
            }
        }
    }

    @Test
    void roundTripsAreFew() throws Exception {
        try (Relay relay = Relay.to(TestServer.shared())) {
            use(DriverManager.getConnection(
                    TestServer.shared().jdbcUrlBy(relay.host(), relay.port(), "sslmode=disable")));
            try (var insert = connection.prepareStatement("insert into lobs (o) values (?)");
                    var other = connection.prepareStatement("insert into lobs (b, t) values (?, ?)")) {
                insert.setBlob(1, blob(bytes(10)));
                relay.reset();
                insert.executeUpdate();
                assertThat(relay.roundTrips()).as("asks, makes, inserts").isEqualTo(3);
                insert.setBlob(1, blob(bytes(20)));
                relay.reset();
                insert.executeUpdate();
                assertThat(relay.roundTrips()).as("makes, inserts").isEqualTo(2);
                for (int expected = 2; expected > 0; expected--) {
                    other.setBlob(1, blob(bytes(20)));
                    other.setClob(2, clob(TEXT));
                    relay.reset();
                    other.executeUpdate();
                    assertThat(relay.roundTrips()).isEqualTo(expected);
                }
            }
            try (var bytes = connection.prepareStatement("insert into lobs (b) values (?)")) {
                for (boolean autoCommit : new boolean[] {true, false}) {
                    connection.setAutoCommit(autoCommit);
                    bytes.setBlob(1, blob(bytes(20)));
                    relay.reset();
                    bytes.executeUpdate();
                    assertThat(relay.roundTrips())
                            .as("autocommit " + autoCommit)
                            .isEqualTo(autoCommit ? 1 : 2);
                }
                connection.commit();
            }
            Blob blob = stored(bytes(10));
            relay.reset();
            blob.getBytes(1, 1000);
            assertThat(relay.roundTrips()).isEqualTo(1);
            blob.length();
            blob.length();
            assertThat(relay.roundTrips()).isEqualTo(2);
            Blob large = stored(bytes(1_000_000));
            relay.reset();
            large.getBinaryStream().transferTo(OutputStream.nullOutputStream());
            assertThat(relay.roundTrips()).isLessThanOrEqualTo(6);
        }
    }

    // ---- Blobs

    @Test
    void aBlobIsReadAndWrittenByPosition() throws Exception {
        byte[] content = bytes(200_000);
        Blob blob = stored(content);
        assertThat(blob.length()).isEqualTo(200_000);
        assertThat(blob.getBytes(100_001, 10)).isEqualTo(Arrays.copyOfRange(content, 100_000, 100_010));
        assertThat(blob.getBytes(200_000, 10)).containsExactly(content[199_999]);
        assertThat(blob.getBytes(200_001, 10)).isEmpty();
        assertThat(blob.getBytes(3_000_000_000L, 10)).isEmpty();
        assertThat(blob.getBinaryStream().readAllBytes()).isEqualTo(content);
        assertThat(blob.getBinaryStream(199_999, 2).readAllBytes()).containsExactly(content[199_998], content[199_999]);
        assertThat(blob.position(Arrays.copyOfRange(content, 150_000, 150_020), 1))
                .isEqualTo(150_001);
        assertThat(blob.position(blob(Arrays.copyOfRange(content, 5, 25)), 7)).isEqualTo(-1);
        assertThat(blob.setBytes(200_001, new byte[] {1, 2, 3})).isEqualTo(3);
        assertThat(blob.length()).isEqualTo(200_003);
        try (OutputStream out = blob.setBinaryStream(2)) {
            out.write(7);
            out.write(new byte[] {8, 9});
        }
        assertThat(blob.getBytes(1, 4)).containsExactly(content[0], 7, 8, 9);
        blob.truncate(2);
        assertThat(blob.length()).isEqualTo(2);
        assertThat(blob.getBinaryStream().readAllBytes()).containsExactly(content[0], 7);
        assertThat(one("select length(lo_get(o)) from lobs")).isEqualTo("2");
        blob.free();
        blob.free();
        fails("55000", blob::length);
    }

    @Test
    void positionsThatAreNoneAreRefused() throws Exception {
        Blob blob = stored(bytes(10));
        fails("22023", () -> blob.getBytes(0, 1));
        fails("22023", () -> blob.getBytes(1, -1));
        fails("22023", () -> blob.getBinaryStream(1, 11));
        fails("22023", () -> blob.setBytes(12, new byte[1]));
        fails("22023", () -> blob.setBytes(0, new byte[1]));
        fails("22023", () -> blob.setBytes(1, new byte[1], 1, 1));
        fails("22023", () -> blob.truncate(11));
        fails("22023", () -> blob.truncate(-1));
        fails("22023", () -> blob.position(new byte[1], 0));
        assertThat(blob.length()).isEqualTo(10);
    }

    @Test
    void theLargestPositionsAndLengthsAreNumbersLikeOthers() throws Exception {
        for (Blob blob : List.of(blob(bytes(10)), stored(bytes(10)))) {
            assertThat(blob.getBytes(2, Integer.MAX_VALUE)).isEqualTo(Arrays.copyOfRange(bytes(10), 1, 10));
            assertThat(blob.getBytes(Long.MAX_VALUE, Integer.MAX_VALUE)).isEmpty();
            assertThat(blob.position(new byte[1], Long.MAX_VALUE)).isEqualTo(-1);
            fails("22023", () -> blob.getBinaryStream(2, Long.MAX_VALUE));
            fails("22023", () -> blob.getBinaryStream(Long.MAX_VALUE, Long.MAX_VALUE));
            fails("22023", () -> blob.setBinaryStream(Long.MAX_VALUE));
            fails("22023", () -> blob.setBytes(Long.MAX_VALUE, new byte[1]));
            fails("22023", () -> blob.setBytes(2, new byte[2], 1, Integer.MAX_VALUE));
            fails("22023", () -> blob.setBytes(2, new byte[2], Integer.MAX_VALUE, Integer.MAX_VALUE));
            fails("22023", () -> blob.truncate(Long.MAX_VALUE));
            assertThat(blob.getBinaryStream().skip(Long.MAX_VALUE)).isEqualTo(10);
        }
        for (Clob clob : List.of(clob(TEXT), stored(TEXT))) {
            assertThat(clob.getSubString(2, Integer.MAX_VALUE)).isEqualTo(TEXT.substring(1));
            assertThat(clob.getSubString(Long.MAX_VALUE, Integer.MAX_VALUE)).isEmpty();
            assertThat(clob.position("x", Long.MAX_VALUE)).isEqualTo(-1);
            fails("22023", () -> clob.getCharacterStream(2, Long.MAX_VALUE));
            fails("22023", () -> clob.getCharacterStream(Long.MAX_VALUE, Long.MAX_VALUE));
            fails("22023", () -> clob.setCharacterStream(Long.MAX_VALUE));
            fails("22023", () -> clob.setAsciiStream(Long.MAX_VALUE));
            fails("22023", () -> clob.setString(Long.MAX_VALUE, "x"));
            fails("22023", () -> clob.setString(2, "xy", 1, Integer.MAX_VALUE));
            fails("22023", () -> clob.setString(2, "xy", Integer.MAX_VALUE, Integer.MAX_VALUE));
            fails("22023", () -> clob.truncate(Long.MAX_VALUE));
            assertThat(clob.getCharacterStream().skip(Long.MAX_VALUE)).isEqualTo(TEXT.length());
        }
    }

    @Test
    void aBlobOutlivesItsTransaction() throws Exception {
        Blob blob = stored(bytes(10));
        connection.commit();
        assertThat(blob.getBytes(1, 10)).isEqualTo(bytes(10));
        try (var statement = connection.createStatement()) {
            statement.execute("select lo_unlink(o) from lobs");
        }
        connection.commit();
        fails("42704", () -> blob.getBytes(1, 10));
        fails("25P02", () -> blob.getBinaryStream().read());
    }

    // ---- Clobs

    @Test
    void aClobCountsCharactersNotBytes() throws Exception {
        Clob clob = stored(TEXT);
        assertThat(clob.length()).isEqualTo(TEXT.length());
        assertThat(clob.getSubString(4, 2)).isEqualTo(TEXT.substring(3, 5));
        assertThat(clob.getSubString(TEXT.length(), 10)).isEqualTo("!");
        assertThat(clob.getSubString(TEXT.length() + 1, 10)).isEmpty();
        assertThat(clob.position("\u20ac", 1)).isEqualTo(TEXT.indexOf('\u20ac') + 1);
        assertThat(clob.position(clob("dich"), 3)).isEqualTo(TEXT.indexOf("dich") + 1);
        assertThat(new String(clob.getAsciiStream().readAllBytes(), UTF_8)).startsWith("gr??");
    }

    @Test
    void longClobsAreFoundTheirWayIn() throws Exception {
        String content = "a\u00e4\u20ac\uD83D\uDC18".repeat(50_000);
        Clob clob = stored(content);
        var random = new Random(1);
        for (int i = 0; i < 30; i++) {
            int from = random.nextInt(content.length());
            int length = random.nextInt(100);
            assertThat(clob.getSubString(from + 1, length))
                    .isEqualTo(content.substring(from, Math.min(content.length(), from + length)));
        }
        assertThat(clob.length()).isEqualTo(content.length());
        var read = new java.io.StringWriter();
        clob.getCharacterStream().transferTo(read);
        assertThat(read.toString()).isEqualTo(content);
        clob.truncate(100_000);
        assertThat(clob.length()).isEqualTo(100_000);
        assertThat(clob.getSubString(99_998, 10)).isEqualTo(content.substring(99_997, 100_000));
    }

    @Test
    void whatIsWrittenMayTakeMoreOrFewerBytes() throws Exception {
        Clob clob = stored("elephant");
        assertThat(clob.setString(1, "\u00e9")).isEqualTo(1);
        assertThat(clob.getSubString(1, 100)).isEqualTo("\u00e9lephant");
        clob.setString(3, "\u20ac\uD83D\uDC18");
        assertThat(clob.getSubString(1, 100)).isEqualTo("\u00e9l\u20ac\uD83D\uDC18ant");
        clob.setString(3, "abc");
        assertThat(clob.getSubString(1, 100)).isEqualTo("\u00e9labcant");
        clob.setString(8, "t, and more");
        assertThat(clob.getSubString(1, 100)).isEqualTo("\u00e9labcant, and more");
        try (Writer writer = clob.setCharacterStream(clob.length() + 1)) {
            writer.write("\uD83D");
            writer.write("\uDC18");
            writer.write('.');
        }
        assertThat(clob.getSubString(1, 100)).isEqualTo("\u00e9labcant, and more\uD83D\uDC18.");
        try (OutputStream ascii = clob.setAsciiStream(1)) {
            ascii.write("EL".getBytes(UTF_8));
        }
        assertThat(one("select convert_from(lo_get(o), 'UTF8') from lobs"))
                .isEqualTo("ELabcant, and more\uD83D\uDC18.");
        clob.truncate(2);
        assertThat(clob.getSubString(1, 100)).isEqualTo("EL");
    }

    /** In autocommit too, wherever it ends: what is behind must be moved, and is never there twice or cut off. */
    @ParameterizedTest
    @ValueSource(strings = {"x", "\u20ac\u20ac"})
    void whatIsWrittenIsWrittenAsAWhole(String replacement) throws Exception {
        String content = "\u00e9l" + "ephant".repeat(20_000);
        String changed = replacement + content.substring(replacement.length());
        boolean written = false;
        for (int more = 0; !written; more += 50) {
            stored(content);
            connection.commit();
            String oid = one("select max(o::int8) from lobs");
            String backend;
            try (Relay relay = Relay.to(TestServer.shared());
                    Connection cut = DriverManager.getConnection(
                            TestServer.shared().jdbcUrlBy(relay.host(), relay.port(), "sslmode=disable"));
                    var statement = cut.createStatement();
                    var rows = statement.executeQuery("select " + oid + "::oid, pg_backend_pid()")) {
                rows.next();
                backend = rows.getString(2);
                Clob clob = rows.getClob(1);
                clob.length();
                relay.cutAfterClientBytes(content.length() + more);
                try {
                    clob.setString(1, replacement);
                    written = true;
                } catch (SQLException e) {
                    assertThat(e.getSQLState()).startsWith("08");
                }
            }
            while (!one("select count(*) from pg_stat_activity where pid = " + backend)
                    .equals("0")) {
                connection.rollback();
            }
            String kept = one("select convert_from(lo_get(" + oid + "), 'UTF8')");
            assertThat(kept.equals(changed) || !written && kept.equals(content))
                    .as("%s characters more got through", more)
                    .isTrue();
            one("select lo_unlink(" + oid + ")");
        }
    }

    @Test
    void aWriteThatFailsInAutocommitLeavesAutocommitAndTheClob() throws Exception {
        Clob clob = stored("elephant");
        connection.commit();
        connection.setAutoCommit(true);
        clob.setString(1, "\u20ac");
        assertThat(connection.getAutoCommit()).isTrue();
        assertThat(one("select convert_from(lo_get(o), 'UTF8') from lobs")).isEqualTo("\u20aclephant");
        try (var statement = connection.createStatement()) {
            statement.execute("select lo_unlink(o) from lobs");
            fails("42704", () -> clob.setString(2, "\u20ac"));
            assertThat(connection.getAutoCommit()).isTrue();
            statement.execute("select lo_from_bytea(o, 'again') from lobs");
        }
        assertThat(one("select 1")).isEqualTo("1");
        clob.setString(2, "u");
        assertThat(one("select lo_unlink(o) from lobs")).isEqualTo("1");
    }

    @Test
    void aPlaceInsideACharacterIsNone() throws Exception {
        Clob clob = stored("\uD83D\uDC18\uD83D\uDC18");
        assertThat(clob.getSubString(2, 1)).isEqualTo("\uDC18");
        fails("22023", () -> clob.setString(2, "x"));
        fails("22023", () -> clob.truncate(1));
        fails("22021", () -> clob.setString(1, "\uD83D"));
        assertThat(clob.getSubString(1, 10)).isEqualTo("\uD83D\uDC18\uD83D\uDC18");
    }

    @Test
    void bytesThatAreNoTextAreSaidToBeNone() throws Exception {
        stored(new byte[] {'a', (byte) 0xFF, 'b'});
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery("select o from lobs")) {
            rows.next();
            Clob clob = rows.getClob(1);
            fails("22021", clob::length);
            fails("22021", () -> clob.getCharacterStream().read());
        }
        for (byte[] cut :
                new byte[][] {{(byte) 0xE2, (byte) 0x82}, {(byte) 0x80, (byte) 0x80, (byte) 0x80, (byte) 0x80}}) {
            try (var select = connection.prepareStatement("select lo_from_bytea(0, ?)")) {
                select.setBytes(1, cut);
                ResultSet rows = select.executeQuery();
                rows.next();
                Clob clob = rows.getClob(1);
                fails("22021", () -> clob.getSubString(1, 10));
            }
        }
    }

    @Test
    void anOidOfNothingIsSaidToBeOneWhenItIsRead() throws Exception {
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery("select 4294967295::oid")) {
            rows.next();
            Blob blob = rows.getBlob(1);
            Clob clob = rows.getClob(1);
            fails("42704", blob::length);
            connection.rollback();
            fails("42704", clob::length);
        }
    }
}
