package io.howdah.jdbc;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.howdah.jdbc.lob.MemoryBlob;
import io.howdah.jdbc.lob.MemoryClob;
import io.howdah.testserver.TestServer;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.Reader;
import java.io.StringReader;
import java.io.Writer;
import java.net.URI;
import java.sql.Blob;
import java.sql.Clob;
import java.sql.Connection;
import java.sql.JDBCType;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.RowId;
import java.sql.SQLException;
import java.sql.SQLXML;
import java.sql.Statement;
import java.sql.Types;
import java.util.Random;
import java.util.stream.Stream;
import javax.xml.transform.dom.DOMSource;
import org.assertj.core.api.AbstractThrowableAssert;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Streams, Blobs, Clobs, SQLXML and RowIds, to the server and back. */
class LargeValuesServerTest {
    private static final String TEXT = "Größe \uD83D\uDE00 ".repeat(5_000);

    private static Connection connection;

    private interface Setting {
        void on(PreparedStatement statement) throws Exception;
    }

    @BeforeAll
    static void connect() throws SQLException {
        connection = TestServer.shared().connect();
    }

    @AfterAll
    static void close() throws SQLException {
        connection.close();
    }

    @SuppressWarnings("deprecation")
    static Stream<Arguments> texts() throws Exception {
        Clob clob = new MemoryClob();
        clob.setString(1, TEXT);
        int length = TEXT.length();
        return Stream.of(
                text("setCharacterStream", s -> s.setCharacterStream(1, reader())),
                text("setCharacterStream, int", s -> s.setCharacterStream(1, reader(), length)),
                text("setCharacterStream, long", s -> s.setCharacterStream(1, reader(), (long) length)),
                text("setNCharacterStream", s -> s.setNCharacterStream(1, reader(), length)),
                text("setClob, reader", s -> s.setClob(1, reader(), length)),
                text("setNClob, reader", s -> s.setNClob(1, reader())),
                text("setClob", s -> s.setClob(1, clob)),
                text("setObject, reader", s -> s.setObject(1, reader())),
                text("setObject, clob", s -> s.setObject(1, clob)),
                text("setObject as CLOB", s -> s.setObject(1, clob, Types.CLOB)),
                text("setObject as LONGVARCHAR", s -> s.setObject(1, reader(), Types.LONGVARCHAR, length)),
                text("setObject as JDBCType", s -> s.setObject(1, reader(), JDBCType.NCLOB)),
                text("setObject, text as CLOB", s -> s.setObject(1, TEXT, Types.CLOB)),
                text("setUnicodeStream", s -> {
                    byte[] bytes = TEXT.getBytes(UTF_8);
                    s.setUnicodeStream(1, new ByteArrayInputStream(bytes), bytes.length);
                }));
    }

    private static Arguments text(String name, Setting setting) {
        return arguments(name, setting);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("texts")
    void textsGoAndComeBack(String name, Setting setting) throws Exception {
        try (PreparedStatement statement = connection.prepareStatement("select ?::text")) {
            for (int i = 0; i < 3; i++) {
                setting.on(statement);
                try (ResultSet row = statement.executeQuery()) {
                    row.next();
                    assertThat(row.getString(1)).isEqualTo(TEXT);
                    Clob clob = row.getClob(1);
                    assertThat(clob.getSubString(1, TEXT.length())).isEqualTo(TEXT);
                    assertThat(row.getObject(1, Clob.class).position("\uD83D", 10))
                            .isEqualTo(TEXT.indexOf("\uD83D", 10) + 1);
                    assertThat(read(row.getNCharacterStream(1))).isEqualTo(TEXT);
                }
            }
        }
    }

    static Stream<Arguments> bytes() throws Exception {
        byte[] bytes = random();
        Blob blob = new MemoryBlob();
        try (OutputStream out = blob.setBinaryStream(1)) {
            out.write(bytes);
        }
        return Stream.of(
                text("setBinaryStream", s -> s.setBinaryStream(1, stream(bytes))),
                text("setBinaryStream, int", s -> s.setBinaryStream(1, stream(bytes), bytes.length)),
                text("setBinaryStream, long", s -> s.setBinaryStream(1, stream(bytes), (long) bytes.length)),
                text("setBlob, stream", s -> s.setBlob(1, stream(bytes))),
                text("setBlob, stream, long", s -> s.setBlob(1, stream(bytes), bytes.length)),
                text("setBlob", s -> s.setBlob(1, blob)),
                text("setObject, stream", s -> s.setObject(1, stream(bytes))),
                text("setObject, blob", s -> s.setObject(1, blob)),
                text("setObject, blob as BLOB", s -> s.setObject(1, blob, Types.BLOB)),
                text(
                        "setObject as LONGVARBINARY",
                        s -> s.setObject(1, stream(bytes), Types.LONGVARBINARY, bytes.length)),
                text("setObject, bytes as BLOB", s -> s.setObject(1, bytes, Types.BLOB)));
    }

    private static byte[] random() {
        byte[] bytes = new byte[100_000];
        new Random(1).nextBytes(bytes);
        return bytes;
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("bytes")
    void bytesGoAndComeBack(String name, Setting setting) throws Exception {
        byte[] expected = random();
        try (PreparedStatement statement = connection.prepareStatement("select ?::bytea")) {
            for (int i = 0; i < 3; i++) {
                setting.on(statement);
                try (ResultSet row = statement.executeQuery()) {
                    row.next();
                    assertThat(row.getBytes(1)).isEqualTo(expected);
                    Blob blob = row.getBlob(1);
                    assertThat(blob.length()).isEqualTo(expected.length);
                    assertThat(blob.getBinaryStream(100, 200).readAllBytes())
                            .hasSize(200)
                            .startsWith(expected[99]);
                    assertThat(row.getBinaryStream(1).readAllBytes()).isEqualTo(expected);
                }
            }
        }
    }

    @Test
    void aLengthThatIsNotTrueIs22023() throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement("select ?, ?")) {
            fails("22023", () -> statement.setBinaryStream(1, stream(new byte[3]), 4))
                    .hasMessageContaining("after 3 of the 4");
            fails("22023", () -> statement.setCharacterStream(1, new StringReader("abc"), 4));
            fails("22023", () -> statement.setAsciiStream(1, stream("abc".getBytes(US_ASCII)), 4L));
            fails("22023", () -> statement.setBlob(1, stream(new byte[3]), 4));
            fails("22023", () -> statement.setBlob(1, stream(new byte[3]), 2)).hasMessageContaining("goes on");
            fails("22023", () -> statement.setClob(1, new StringReader("abc"), 2));
            fails("22023", () -> statement.setNClob(1, new StringReader("abc"), 2));
            fails("22023", () -> statement.setNClob(1, new StringReader("abc"), -1));
            fails("22021", () -> statement.setClob(1, new StringReader("abc\uD83D")));
            fails("22023", () -> statement.setClob(3, new StringReader("abc")));
            statement.setAsciiStream(1, stream("abcdef".getBytes(US_ASCII)), 3);
            statement.setCharacterStream(2, new StringReader("abcdef"), 3);
            assertThat(row(statement)).isEqualTo("abc,abc");
        }
    }

    /** Half of a character at the edge of a chunk waits for its other half. */
    @Test
    void halvesOfCharactersStayTogether() throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement("select ?::text")) {
            for (int before : new int[] {0, 1, 8190, 8191, 8192, 16382, 16383}) {
                String text = "x".repeat(before) + "\uD83D\uDE00".repeat(5);
                for (Reader reader : new Reader[] {new StringReader(text), slow(text)}) {
                    statement.setCharacterStream(1, reader);
                    assertThat(row(statement)).isEqualTo(text);
                }
            }
        }
    }

    private static Reader slow(String text) {
        return new StringReader(text) {
            @Override
            public int read(char[] target, int offset, int count) throws IOException {
                return super.read(target, offset, Math.min(1, count));
            }
        };
    }

    @Test
    void xmlGoesAndComesBack() throws Exception {
        try (PreparedStatement statement = connection.prepareStatement("select ?::xml as doc, ? is document")) {
            for (int i = 0; i < 3; i++) {
                SQLXML written = connection.createSQLXML();
                try (Writer out = written.setCharacterStream()) {
                    out.write("<a>é</a>");
                }
                statement.setSQLXML(1, written);
                statement.setObject(2, written);
                try (ResultSet row = statement.executeQuery()) {
                    row.next();
                    assertThat(((SQLXML) row.getObject("doc")).getString()).isEqualTo("<a>é</a>");
                    assertThat(row.getSQLXML(1)
                                    .getSource(DOMSource.class)
                                    .getNode()
                                    .getFirstChild()
                                    .getNodeName())
                            .isEqualTo("a");
                    assertThat(row.getBoolean(2)).isTrue();
                }
                statement.setObject(1, "<b/>", Types.SQLXML);
                statement.setObject(2, new StringReader("<b/>"), Types.SQLXML);
                assertThat(row(statement)).isEqualTo("<b/>,t");
                statement.setSQLXML(1, null);
                statement.setNull(2, Types.SQLXML);
                assertThat(row(statement)).isEqualTo("null,null");
            }
            fails("55000", () -> statement.setSQLXML(1, connection.createSQLXML()));
        }
        // The server takes a document type; nobody reads it.
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(
                        "select xmlparse(document '<!DOCTYPE a SYSTEM \"file:///etc/passwd\"><a/>')")) {
            row.next();
            assertThat(row.getSQLXML(1).getString()).contains("DOCTYPE");
            SQLXML xml = row.getSQLXML(1);
            fails("2200M", () -> xml.getSource(DOMSource.class));
        }
    }

    @Test
    void aRowIsFoundByItsId() throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("create temp table rows_by_id (t text)");
            statement.execute("insert into rows_by_id values ('a'), ('b')");
            RowId id;
            try (ResultSet row = statement.executeQuery("select ctid from rows_by_id where t = 'b'")) {
                row.next();
                id = row.getRowId("ctid");
                assertThat(id).hasToString("(0,2)").isEqualTo(row.getObject(1, RowId.class));
                assertThat(id.getBytes()).asString(US_ASCII).isEqualTo("(0,2)");
            }
            try (PreparedStatement find = connection.prepareStatement("select t from rows_by_id where ctid = ?")) {
                find.setRowId(1, id);
                assertThat(row(find)).isEqualTo("b");
                find.setObject(1, id);
                assertThat(row(find)).isEqualTo("b");
                find.setObject(1, "(0,1)", Types.ROWID);
                assertThat(row(find)).isEqualTo("a");
                find.setNull(1, Types.ROWID);
                assertThat(find.executeQuery().next()).isFalse();
            }
        }
    }

    @Test
    void urlsAreText() throws Exception {
        var url = URI.create("https://howdah.io/a?b#c").toURL();
        try (PreparedStatement statement = connection.prepareStatement("select ?::text, ?::text, ?::text")) {
            statement.setURL(1, url);
            statement.setObject(2, url);
            statement.setObject(3, url, Types.DATALINK);
            try (ResultSet row = statement.executeQuery()) {
                row.next();
                for (int column = 1; column <= 3; column++) {
                    assertThat(row.getURL(column)).isEqualTo(url);
                    assertThat((Object) row.getObject(column, java.net.URL.class))
                            .isEqualTo(url);
                }
            }
        }
    }

    @Test
    void whatIsNoneOfTheseIsRefused() throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement("select ?")) {
            Blob blob = connection.createBlob();
            Clob clob = connection.createClob();
            fails("07006", () -> statement.setObject(1, blob, Types.CLOB)).hasMessageStartingWith("Parameter 1: ");
            fails("07006", () -> statement.setObject(1, clob, Types.BLOB));
            fails("07006", () -> statement.setObject(1, stream(new byte[1]), Types.VARCHAR));
            fails("07006", () -> statement.setObject(1, new byte[1], Types.VARCHAR));
            fails("07006", () -> statement.setObject(1, "x", Types.BLOB));
            fails("07006", () -> statement.setObject(1, 1, Types.ROWID));
            fails("07006", () -> statement.setObject(1, 1, Types.SQLXML));
            fails("07006", () -> statement.setObject(1, clob, Types.INTEGER));
            fails("07006", () -> statement.setObject(1, blob, Types.DATE));
            fails("07006", () -> statement.setObject(1, new Object()));
            blob.free();
            fails("55000", () -> statement.setBlob(1, blob));
            statement.setString(1, "still usable");
            assertThat(row(statement)).isEqualTo("still usable");
        }
    }

    private static Reader reader() {
        return new StringReader(TEXT);
    }

    private static InputStream stream(byte[] bytes) {
        return new ByteArrayInputStream(bytes);
    }

    private static String read(Reader reader) throws IOException {
        var out = new java.io.StringWriter();
        reader.transferTo(out);
        return out.toString();
    }

    private static String row(PreparedStatement statement) throws SQLException {
        try (ResultSet row = statement.executeQuery()) {
            assertThat(row.next()).isTrue();
            var text = new StringBuilder();
            for (int i = 1; i <= row.getMetaData().getColumnCount(); i++) {
                text.append(i == 1 ? "" : ",").append(row.getString(i));
            }
            return text.toString();
        }
    }

    private static AbstractThrowableAssert<?, ?> fails(String sqlState, ThrowingCallable call) {
        return assertThatThrownBy(call).isInstanceOfSatisfying(SQLException.class, e -> assertThat(e.getSQLState())
                .isEqualTo(sqlState));
    }
}
