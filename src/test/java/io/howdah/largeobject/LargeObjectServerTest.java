package io.howdah.largeobject;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.howdah.api.HowdahConnection;
import io.howdah.api.LargeObject;
import io.howdah.api.LargeObjectMode;
import io.howdah.api.LargeObjects;
import io.howdah.peer.Relay;
import io.howdah.testserver.OnEveryRelease;
import io.howdah.testserver.TestServer;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.NonReadableChannelException;
import java.nio.channels.NonWritableChannelException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(120)
class LargeObjectServerTest {
    private static final long NOBODYS = 4_294_967_295L;
    private static final int MIB = 1024 * 1024;

    private Connection connection;
    private LargeObjects objects;

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
        if (connection != null) {
            connection.close();
        }
        connection = opened;
        objects = connection.unwrap(HowdahConnection.class).largeObjects();
    }

    private static Connection through(Relay relay) throws SQLException {
        return DriverManager.getConnection(
                TestServer.shared().jdbcUrlBy(relay.host(), relay.port(), "sslmode=disable"));
    }

    private String one(String sql) throws SQLException {
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery(sql)) {
            rows.next();
            return rows.getString(1);
        }
    }

    private static byte[] bytes(int size) {
        byte[] bytes = new byte[size];
        new Random(size).nextBytes(bytes);
        return bytes;
    }

    private interface Call {
        void run() throws Exception;
    }

    /** Its own, or that of its cause. */
    private static void fails(String state, Call call) {
        assertThatThrownBy(call::run).satisfies(error -> {
            Throwable sql = error instanceof IOException ? error.getCause() : error;
            assertThat(sql).isInstanceOf(SQLException.class);
            assertThat(((SQLException) sql).getSQLState()).as(sql.toString()).isEqualTo(state);
        });
    }

    // ---- whole objects

    @OnEveryRelease
    void anObjectIsMadeReadChangedAndDeleted(TestServer server) throws Exception {
        use(server.connect());
        byte[] content = bytes(5000);
        long oid = objects.create(content);
        assertThat(objects.exists(oid)).isTrue();
        assertThat(objects.read(oid)).isEqualTo(content);
        assertThat(objects.read(oid, 4998, 10)).containsExactly(content[4998], content[4999]);
        assertThat(objects.read(oid, 6000, 10)).isEmpty();
        objects.write(oid, 4999, new byte[] {1, 2, 3});
        assertThat(objects.read(oid, 4998, 10)).containsExactly(content[4998], 1, 2, 3);
        var exported = new ByteArrayOutputStream();
        assertThat(objects.exportTo(oid, exported)).isEqualTo(5002);
        assertThat(exported.toByteArray()).isEqualTo(objects.read(oid));
        try (LargeObject object = objects.open(oid, LargeObjectMode.READ_WRITE)) {
            assertThat(object.size()).isEqualTo(5002);
            object.truncate(3);
            assertThat(object.size()).isEqualTo(3);
        }
        objects.delete(oid);
        assertThat(objects.exists(oid)).isFalse();
    }

    @Test
    void anOidCanBeChosen() throws SQLException {
        connection.setAutoCommit(false);
        objects.create(NOBODYS);
        assertThat(objects.read(NOBODYS)).isEmpty();
        connection.rollback();
        assertThat(objects.exists(NOBODYS)).isFalse();
    }

    @Test
    void oneTransactionTakesItAllBack() throws SQLException {
        connection.setAutoCommit(false);
        long oid = objects.importFrom(new ByteArrayInputStream(bytes(9 * MIB)));
        assertThat(objects.exists(oid)).isTrue();
        connection.rollback();
        assertThat(objects.exists(oid)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2047, 63488, 63489, 126976, 4 * MIB - 1, 4 * MIB, 4 * MIB + 1, 13 * MIB})
    void whatIsImportedIsExportedAgain(int size) throws SQLException {
        byte[] content = bytes(size);
        long oid = objects.importFrom(new ByteArrayInputStream(content));
        assertThat(connection.getAutoCommit()).isTrue();
        for (int i = 0; i < 2; i++) {
            var exported = new ByteArrayOutputStream();
            assertThat(objects.exportTo(oid, exported)).isEqualTo(size);
            assertThat(exported.toByteArray()).isEqualTo(content);
        }
        objects.delete(oid);
    }

    @Test
    void filesAndChannelsAreTakenToo(@TempDir Path directory) throws Exception {
        byte[] content = bytes(5 * MIB);
        Path file = Files.write(directory.resolve("in"), content);
        long oid = objects.importFrom(file);
        long again = objects.importFrom(Channels.newChannel(new ByteArrayInputStream(content)));
        var exported = new ByteArrayOutputStream();
        objects.exportTo(again, Channels.newChannel(exported));
        assertThat(exported.toByteArray()).isEqualTo(content);
        fails("57014", () -> objects.importFrom(directory.resolve("none")));
        objects.delete(oid);
        objects.delete(again);
    }

    @Test
    void withoutNamedStatementsItAllWorksToo() throws SQLException {
        use(TestServer.shared().connect("prepareThreshold=0"));
        byte[] content = bytes(200_000);
        long oid = objects.create(content);
        var exported = new ByteArrayOutputStream();
        objects.exportTo(oid, exported);
        assertThat(exported.toByteArray()).isEqualTo(content);
        objects.delete(oid);
    }

    // ---- round trips

    @Test
    void aSmallObjectTakesOneRoundTripEachWay() throws Exception {
        try (Relay relay = Relay.to(TestServer.shared())) {
            use(through(relay));
            connection.setAutoCommit(false);
            relay.reset();
            long oid = objects.create(bytes(1000));
            assertThat(relay.roundTrips()).isEqualTo(1);
            objects.read(oid);
            assertThat(relay.roundTrips()).isEqualTo(2);
            objects.write(oid, 10, bytes(10));
            assertThat(relay.roundTrips()).isEqualTo(3);
            connection.rollback();
        }
    }

    @Test
    void sixtyFourMebibytesTakeFewRoundTrips() throws Exception {
        try (Relay relay = Relay.to(TestServer.shared())) {
            use(through(relay));
            byte[] content = bytes(64 * MIB);
            relay.reset();
            long oid = objects.importFrom(new ByteArrayInputStream(content));
            assertThat(relay.roundTrips()).as("import").isEqualTo(17);
            relay.reset();
            objects.exportTo(oid, OutputStream.nullOutputStream());
            assertThat(relay.roundTrips()).as("first export").isEqualTo(2);
            relay.reset();
            objects.exportTo(oid, OutputStream.nullOutputStream());
            assertThat(relay.roundTrips()).as("second export").isEqualTo(1);
            relay.reset();
            try (LargeObject object = objects.open(oid, LargeObjectMode.READ);
                    InputStream stream = object.inputStream()) {
                assertThat(stream.transferTo(OutputStream.nullOutputStream())).isEqualTo(content.length);
            }
            assertThat(relay.roundTrips()).as("stream").isLessThanOrEqualTo(71);
            objects.delete(oid);
        }
    }

    // ---- channels and streams

    @Test
    void aChannelReadsAndWritesAnywhere() throws Exception {
        long oid = objects.create();
        try (LargeObject object = objects.open(oid, LargeObjectMode.READ_WRITE)) {
            assertThat(object.write(ByteBuffer.wrap("elephant".getBytes()))).isEqualTo(8);
            assertThat(object.position()).isEqualTo(8);
            object.position(3)
                    .write(ByteBuffer.allocateDirect(2)
                            .put((byte) 'X')
                            .put((byte) 'Y')
                            .flip());
            assertThat(object.position()).isEqualTo(5);
            ByteBuffer read = ByteBuffer.allocate(10);
            assertThat(object.position(0).read(read)).isEqualTo(8);
            assertThat(new String(read.array(), 0, 8)).isEqualTo("eleXYant");
            assertThat(object.read(read)).isEqualTo(-1);
            assertThat(object.read(ByteBuffer.allocate(0))).isZero();
            ByteBuffer direct = ByteBuffer.allocateDirect(4);
            assertThat(object.position(4).read(direct)).isEqualTo(4);
            assertThat(direct.flip().get()).isEqualTo((byte) 'Y');
            object.write(ByteBuffer.wrap(new byte[] {'s'}));
            assertThat(object.position(8).read(read)).isEqualTo(1);
            object.truncate(100);
            assertThat(object.size()).isEqualTo(9);
            assertThat(object.truncate(2).position()).isEqualTo(2);
            assertThat(object.size()).isEqualTo(2);
        }
        objects.delete(oid);
    }

    @Test
    void offsetsHaveSixtyFourBits() throws Exception {
        long far = 3_000_000_000L;
        long oid = objects.create();
        try (LargeObject object = objects.open(oid, LargeObjectMode.READ_WRITE)) {
            object.position(far).write(ByteBuffer.wrap(new byte[] {1, 2, 3}));
            assertThat(object.size()).isEqualTo(far + 3);
            assertThat(objects.read(oid, far + 1, 5)).containsExactly(2, 3);
            InputStream stream = object.position(0).inputStream();
            assertThat(stream.skip(far)).isEqualTo(far);
            assertThat(stream.readAllBytes()).containsExactly(1, 2, 3);
            assertThat(stream.skip(10)).isZero();
            object.truncate(far - 1);
            assertThat(object.size()).isEqualTo(far - 1);
        }
        assertThatThrownBy(() -> objects.write(oid, Long.MAX_VALUE, new byte[] {1}))
                .isInstanceOf(SQLException.class);
        assertThatThrownBy(() -> objects.read(oid)).isInstanceOf(SQLException.class);
        objects.delete(oid);
    }

    @Test
    void streamsHavePositionsOfTheirOwn() throws Exception {
        byte[] content = bytes(3 * MIB);
        long oid = objects.create();
        try (LargeObject object = objects.open(oid, LargeObjectMode.READ_WRITE)) {
            try (OutputStream out = object.outputStream()) {
                out.write(content[0]);
                out.write(content, 1, 99);
                out.write(content, 100, 2 * MIB);
                out.write(content, 100 + 2 * MIB, content.length - 100 - 2 * MIB);
            }
            assertThat(object.position()).isZero();
            assertThat(object.inputStream().readAllBytes()).isEqualTo(content);
            InputStream in = object.position(5).inputStream();
            assertThat(in.read()).isEqualTo(content[5] & 0xFF);
            assertThat(in.available()).isPositive();
        }
        objects.delete(oid);
    }

    @Test
    void anObjectStaysUsableOverTheEndOfATransaction() throws Exception {
        connection.setAutoCommit(false);
        long oid = objects.create(new byte[] {1, 2, 3});
        LargeObject object = objects.open(oid, LargeObjectMode.READ);
        connection.commit();
        assertThat(object.size()).isEqualTo(3);
        objects.delete(oid);
        connection.commit();
        fails("42704", object::size);
        connection.rollback();
    }

    @Test
    void noDescriptorIsLeftBehind() throws Exception {
        connection.setAutoCommit(false);
        long oid = objects.create(new byte[] {1, 2, 3});
        try (LargeObject object = objects.open(oid, LargeObjectMode.READ_WRITE)) {
            object.truncate(2);
            objects.exportTo(oid, OutputStream.nullOutputStream());
        }
        assertThat(one("select lo_open(" + oid + ", 262144)")).isEqualTo("0");
        connection.rollback();
    }

    @Test
    void anExportIsOfOneMoment() throws Exception {
        byte[] content = bytes(8 * MIB);
        long oid = objects.create(content);
        try (Connection other = TestServer.shared().connect()) {
            LargeObjects others = other.unwrap(HowdahConnection.class).largeObjects();
            var exported = new ByteArrayOutputStream();
            objects.exportTo(oid, new OutputStream() {
                @Override
                public void write(int value) {
                    exported.write(value);
                }

                @Override
                public void write(byte[] source, int offset, int count) throws IOException {
                    if (exported.size() == 0) {
                        try {
                            others.delete(oid);
                        } catch (SQLException e) {
                            throw new IOException(e);
                        }
                    }
                    exported.write(source, offset, count);
                }
            });
            assertThat(exported.toByteArray()).isEqualTo(content);
        }
        assertThat(objects.exists(oid)).isFalse();
    }

    // ---- what goes wrong

    @Test
    void whatIsNotThereIsSaidSo() throws Exception {
        fails("42704", () -> objects.read(NOBODYS));
        fails("42704", () -> objects.read(NOBODYS, 0, 1));
        fails("42704", () -> objects.write(NOBODYS, 0, new byte[1]));
        fails("42704", () -> objects.delete(NOBODYS));
        fails("42704", () -> objects.open(NOBODYS, LargeObjectMode.READ));
        fails("42704", () -> objects.exportTo(NOBODYS, OutputStream.nullOutputStream()));
        assertThat(one("select 1")).isEqualTo("1");
        long oid = objects.create();
        fails("23505", () -> objects.create(oid));
        objects.delete(oid);
    }

    @Test
    void badArgumentsAreRefusedBeforeAnythingIsSent() throws Exception {
        for (long oid : new long[] {0, -1, NOBODYS + 1, Long.MIN_VALUE}) {
            fails("22023", () -> objects.read(oid));
            fails("22023", () -> objects.create(oid));
            fails("22023", () -> objects.exists(oid));
            fails("22023", () -> objects.exportTo(oid, OutputStream.nullOutputStream()));
        }
        fails("22023", () -> objects.read(NOBODYS, -1, 1));
        fails("22023", () -> objects.read(NOBODYS, 0, -1));
        fails("22023", () -> objects.write(NOBODYS, -1, new byte[1]));
        fails("22023", () -> objects.write(NOBODYS, 0, null));
        fails("22023", () -> objects.create((byte[]) null));
        fails("22023", () -> objects.importFrom((InputStream) null));
        fails("22023", () -> objects.open(NOBODYS, null));
    }

    @Test
    void theModeAndTheEndAreKept() throws Exception {
        long oid = objects.create(new byte[] {1});
        LargeObject read = objects.open(oid, LargeObjectMode.READ);
        LargeObject write = objects.open(oid, LargeObjectMode.WRITE);
        assertThat(read.mode()).isEqualTo(LargeObjectMode.READ);
        assertThat(write.oid()).isEqualTo(oid);
        assertThatThrownBy(() -> read.write(ByteBuffer.allocate(1))).isInstanceOf(NonWritableChannelException.class);
        assertThatThrownBy(() -> read.truncate(0)).isInstanceOf(NonWritableChannelException.class);
        assertThatThrownBy(read::outputStream).isInstanceOf(NonWritableChannelException.class);
        assertThatThrownBy(() -> write.read(ByteBuffer.allocate(1))).isInstanceOf(NonReadableChannelException.class);
        assertThatThrownBy(write::inputStream).isInstanceOf(NonReadableChannelException.class);
        assertThatThrownBy(() -> read.position(-1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> write.truncate(-1)).isInstanceOf(IllegalArgumentException.class);
        InputStream stream = read.inputStream();
        read.close();
        read.close();
        assertThat(read.isOpen()).isFalse();
        assertThatThrownBy(read::size).isInstanceOf(ClosedChannelException.class);
        assertThatThrownBy(() -> read.position(0)).isInstanceOf(ClosedChannelException.class);
        assertThatThrownBy(stream::read).isInstanceOf(ClosedChannelException.class);
        objects.delete(oid);
    }

    @Test
    void anObjectThatIsUnlinkedWhileItIsOpenIsGone() throws Exception {
        long oid = objects.create(bytes(10));
        LargeObject object = objects.open(oid, LargeObjectMode.READ_WRITE);
        objects.delete(oid);
        fails("42704", () -> object.read(ByteBuffer.allocate(1)));
        fails("42704", () -> object.write(ByteBuffer.allocate(1)));
        fails("42704", () -> object.truncate(0));
        OutputStream out = object.outputStream();
        out.write(1);
        fails("42704", out::close);
        assertThatCode(out::close).doesNotThrowAnyException();
    }

    @Test
    void aFailedTransactionIsSaidToBeOne() throws Exception {
        long oid = objects.create(bytes(10));
        connection.setAutoCommit(false);
        assertThatThrownBy(() -> one("select 1 / 0")).isInstanceOf(SQLException.class);
        fails("25P02", () -> objects.read(oid));
        fails("25P02", () -> objects.open(oid, LargeObjectMode.READ));
        fails("25P02", () -> objects.exportTo(oid, OutputStream.nullOutputStream()));
        connection.rollback();
        assertThat(objects.read(oid)).hasSize(10);
        objects.delete(oid);
        connection.commit();
    }

    @Test
    void withAutosaveAFailureCostsNothing() throws Exception {
        use(TestServer.shared().connect("autosave=always"));
        connection.setAutoCommit(false);
        long oid = objects.create(bytes(10));
        fails("42704", () -> objects.read(NOBODYS));
        fails("42704", () -> objects.open(NOBODYS, LargeObjectMode.READ));
        assertThat(objects.read(oid)).hasSize(10);
        connection.rollback();
    }

    @Test
    void whoMayNotIsTold() throws Exception {
        connection.setAutoCommit(false);
        long oid = objects.create(bytes(10));
        try (var statement = connection.createStatement()) {
            statement.execute("create role lob_stranger");
            statement.execute("set local role lob_stranger");
            statement.execute("savepoint s");
            fails("42501", () -> objects.read(oid));
            statement.execute("rollback to s");
            fails("42501", () -> objects.open(oid, LargeObjectMode.WRITE));
            statement.execute("rollback to s");
            fails("42501", () -> objects.delete(oid));
        }
        connection.rollback();
    }

    @ParameterizedTest
    @ValueSource(ints = {100, 6 * MIB})
    void aSourceThatFailsLeavesNothing(int after) throws Exception {
        String before = one("select count(*) from pg_largeobject_metadata");
        fails("57014", () -> objects.importFrom(failing(after, new IOException("disk gone"))));
        fails("57014", () -> objects.importFrom(failing(after, new IllegalStateException("odd"))));
        assertThat(connection.getAutoCommit()).isTrue();
        connection.setAutoCommit(false);
        assertThat(one("select 1")).isEqualTo("1");
        fails("57014", () -> objects.importFrom(failing(after, new IOException("disk gone"))));
        connection.commit();
        assertThat(one("select count(*) from pg_largeobject_metadata")).isEqualTo(before);
    }

    @Test
    void anErrorOfTheSourceLeavesNothingEither() throws Exception {
        String before = one("select count(*) from pg_largeobject_metadata");
        var error = new StackOverflowError("of the application's");
        assertThatThrownBy(() -> objects.importFrom(failing(6 * MIB, error))).isSameAs(error);
        assertThat(connection.getAutoCommit()).isTrue();
        assertThat(one("select count(*) from pg_largeobject_metadata")).isEqualTo(before);
        connection.setAutoCommit(false);
        assertThatThrownBy(() -> objects.importFrom(failing(6 * MIB, error))).isSameAs(error);
        connection.commit();
        assertThat(one("select count(*) from pg_largeobject_metadata")).isEqualTo(before);
    }

    private static InputStream failing(int after, Throwable failure) {
        return new InputStream() {
            private int given;

            @Override
            public int read() throws IOException {
                if (given++ < after) {
                    return 1;
                }
                if (failure instanceof IOException io) {
                    throw io;
                }
                if (failure instanceof Error error) {
                    throw error;
                }
                throw (RuntimeException) failure;
            }
        };
    }

    @Test
    void aTargetThatFailsLeavesTheConnectionUsable() throws Exception {
        long oid = objects.create(bytes(8 * MIB));
        fails(
                "57014",
                () -> objects.exportTo(oid, new OutputStream() {
                    @Override
                    public void write(int value) throws IOException {
                        throw new IOException("disk full");
                    }
                }));
        assertThat(one("select 1")).isEqualTo("1");
        objects.delete(oid);
    }

    @Test
    void aCutConnectionIsSaidToBeOne() throws Exception {
        long oid = objects.create(bytes(8 * MIB));
        try (Relay relay = Relay.to(TestServer.shared())) {
            try (Connection cut = through(relay)) {
                LargeObjects throughIt = cut.unwrap(HowdahConnection.class).largeObjects();
                relay.cutAfterServerBytes(MIB);
                fails("08006", () -> throughIt.exportTo(oid, OutputStream.nullOutputStream()));
            }
            try (Connection cut = through(relay)) {
                LargeObjects throughIt = cut.unwrap(HowdahConnection.class).largeObjects();
                relay.cutAfterClientBytes(5 * MIB);
                assertThatThrownBy(() -> throughIt.importFrom(new ByteArrayInputStream(bytes(9 * MIB))))
                        .isInstanceOf(SQLException.class)
                        .extracting("SQLState")
                        .asString()
                        .startsWith("08");
            }
        }
        objects.delete(oid);
    }

    /** Not that autocommit cannot be had back on a connection that is gone. */
    @Test
    void aCommitThatFailsSaysWhy() throws Exception {
        String pid = one("select pg_backend_pid()");
        var source = new ByteArrayInputStream(bytes(9 * MIB)) {
            @Override
            public int readNBytes(byte[] to, int offset, int count) {
                int got = super.readNBytes(to, offset, count);
                if (got == 0) {
                    terminate(pid);
                }
                return got;
            }
        };
        fails("57P01", () -> objects.importFrom(source));
        fails("08003", () -> objects.create());
    }

    private static void terminate(String pid) {
        try (var other = TestServer.shared().connect();
                var statement = other.createStatement()) {
            statement.execute("select pg_terminate_backend(" + pid + ", 20000)");
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void aClosedConnectionRefuses() throws Exception {
        long oid = objects.create();
        LargeObject object = objects.open(oid, LargeObjectMode.READ);
        objects.delete(oid);
        connection.close();
        fails("08003", () -> objects.create());
        fails("08003", object::size);
    }
}
