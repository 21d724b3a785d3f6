package io.howdah.jdbc.xml;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16;
import static java.nio.charset.StandardCharsets.UTF_16BE;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.StringWriter;
import java.io.Writer;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.SocketTimeoutException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.sql.SQLXML;
import java.util.List;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.stream.XMLStreamWriter;
import javax.xml.transform.OutputKeys;
import javax.xml.transform.Result;
import javax.xml.transform.Source;
import javax.xml.transform.TransformerFactory;
import javax.xml.transform.dom.DOMResult;
import javax.xml.transform.dom.DOMSource;
import javax.xml.transform.sax.SAXResult;
import javax.xml.transform.sax.SAXSource;
import javax.xml.transform.stax.StAXResult;
import javax.xml.transform.stax.StAXSource;
import javax.xml.transform.stream.StreamResult;
import javax.xml.transform.stream.StreamSource;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class SqlXmlImplTest {
    private static final String DOCUMENT = "<a xmlns=\"urn:x\" b=\"é\"><c>1 &lt; 2</c><d/></a>";

    static List<Class<? extends Source>> sources() {
        return List.of(DOMSource.class, SAXSource.class, StAXSource.class, StreamSource.class);
    }

    static List<Class<? extends Result>> results() {
        return List.of(DOMResult.class, SAXResult.class, StAXResult.class, StreamResult.class);
    }

    @ParameterizedTest
    @MethodSource("sources")
    void isReadAsAnySource(Class<? extends Source> source) throws Exception {
        SQLXML xml = new SqlXmlImpl(DOCUMENT);
        assertThat(copied(xml.getSource(source))).isEqualTo(DOCUMENT);
        assertThat(copied(xml.getSource(source))).as("a second time").isEqualTo(DOCUMENT);
    }

    @ParameterizedTest
    @MethodSource("results")
    void isWrittenByAnyResult(Class<? extends Result> result) throws Exception {
        SQLXML xml = new SqlXmlImpl();
        identity(new SqlXmlImpl(DOCUMENT).getSource(DOMSource.class), xml.setResult(result));
        assertThat(copied(new SqlXmlImpl(xml.getString()).getSource(DOMSource.class)))
                .isEqualTo(DOCUMENT);
    }

    @Test
    void aNodeThatTheCallerMadeIsWritten() throws Exception {
        var document = DocumentBuilderFactory.newInstance().newDocumentBuilder().newDocument();
        document.appendChild(document.createElement("made"));
        SQLXML xml = new SqlXmlImpl();
        xml.setResult(DOMResult.class).setNode(document);
        assertThat(xml.getString()).isEqualTo("<made/>");
    }

    @Test
    void aStaxWriterNeedsNoEnd() throws Exception {
        SQLXML xml = new SqlXmlImpl();
        XMLStreamWriter writer = xml.setResult(StAXResult.class).getXMLStreamWriter();
        writer.writeEmptyElement("e");
        writer.writeEndDocument();
        assertThat(xml.getString()).isEqualTo("<e/>");
    }

    @Test
    void streamsAndText() throws Exception {
        SQLXML xml = new SqlXmlImpl("<é/>");
        assertThat(xml.getBinaryStream().readAllBytes()).asString(UTF_8).isEqualTo("<é/>");
        StringWriter out = new StringWriter();
        xml.getCharacterStream().transferTo(out);
        assertThat(out).hasToString("<é/>");
        SQLXML written = new SqlXmlImpl();
        try (Writer writer = written.setCharacterStream()) {
            writer.write("<w/>");
        }
        assertThat(written.getString()).isEqualTo("<w/>");
        // What is no document is a value of type xml all the same.
        assertThat(new SqlXmlImpl("a<b/>c").getString()).isEqualTo("a<b/>c");
    }

    static Stream<Arguments> encodings() {
        String plain = "<?xml version=\"1.0\"?><a>é€</a>";
        String latin = "<?xml version='1.0' encoding = 'ISO-8859-1' standalone='yes'?><a>é</a>";
        String sixteen = "<?xml version=\"1.0\" encoding=\"UTF-16\"?><a>é</a>";
        return Stream.of(
                arguments(plain, plain.getBytes(UTF_8)),
                arguments("<a>é</a>", ("\uFEFF<a>é</a>").getBytes(UTF_8)),
                arguments(latin, latin.getBytes(ISO_8859_1)),
                arguments(sixteen, sixteen.getBytes(UTF_16)),
                arguments(sixteen, sixteen.getBytes(UTF_16BE)),
                arguments(sixteen, sixteen.getBytes(UTF_16LE)),
                arguments("<a>encoding='x'?></a>", "<a>encoding='x'?></a>".getBytes(UTF_8)),
                arguments("", new byte[0]));
    }

    @ParameterizedTest
    @MethodSource("encodings")
    void bytesAreReadInTheEncodingThatTheyDeclare(String text, byte[] bytes) throws Exception {
        SQLXML xml = new SqlXmlImpl();
        try (OutputStream out = xml.setBinaryStream()) {
            out.write(bytes);
        }
        assertThat(xml.getString()).isEqualTo(text);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "<?xml version='1.0'?>",
                "<?xml version='1.0' encoding='ISO-8859-1'?>",
                "<?xml version=\"1.0\"\n encoding = \"us-ascii\" standalone=\"yes\"?>",
                "<?xml version='1.0' encoding='UTF-16'?>",
                "<?xml version='1.1' encoding='x-none'?>",
                "\uFEFF<?xml version='1.0' encoding='ISO-8859-1'?>",
                "<?xml version='1.0' encoding='utf-8'?>",
                "<?xml-stylesheet encoding='ISO-8859-1'?>"
            })
    void bytesSayTheEncodingThatTheyAreIn(String declaration) throws Exception {
        SQLXML xml = new SqlXmlImpl(declaration + "<a b='encoding=\"x\"'>\u00e9\u20ac \uD83D\uDC18</a>");
        var root = DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(xml.getBinaryStream())
                .getDocumentElement();
        assertThat(root.getTextContent()).isEqualTo("\u00e9\u20ac \uD83D\uDC18");
        assertThat(root.getAttribute("b")).isEqualTo("encoding=\"x\"");
        SQLXML copy = new SqlXmlImpl();
        try (OutputStream out = copy.setBinaryStream()) {
            xml.getBinaryStream().transferTo(out);
        }
        assertThat(copy.getString()).endsWith(">\u00e9\u20ac \uD83D\uDC18</a>");
    }

    @Test
    void onlyTheNameOfTheEncodingIsReplaced() throws Exception {
        SQLXML xml = new SqlXmlImpl("<?xml version='1.0' encoding = 'ISO-8859-1' standalone='yes'?>\n<a/>");
        assertThat(xml.getBinaryStream().readAllBytes())
                .asString(UTF_8)
                .isEqualTo("<?xml version='1.0' encoding = 'UTF-8' standalone='yes'?>\n<a/>");
        assertThat(xml.getString()).contains("ISO-8859-1");
        for (String odd :
                List.of("<?xml encoding", "<?xml encoding=?><a/>", "<?xml encoding='x?><a/>", "<?xml", "<?xml?>")) {
            assertThat(new SqlXmlImpl(odd).getBinaryStream().readAllBytes())
                    .asString(UTF_8)
                    .isEqualTo(odd);
        }
    }

    @Test
    void bytesThatAreNoTextAreRefused() throws Exception {
        fails("2200M", () -> ofBytes(new byte[] {'<', (byte) 0xFF, '>'}).getString());
        fails("22023", () -> ofBytes("<?xml version='1.0' encoding='x-none'?><a/>".getBytes(UTF_8))
                .getString());
        fails("22023", () -> ofBytes("<?xml version='1.0' encoding=?><a/>".getBytes(UTF_8))
                .getString());
    }

    private static SQLXML ofBytes(byte[] bytes) throws Exception {
        SQLXML xml = new SqlXmlImpl();
        xml.setBinaryStream().write(bytes);
        return xml;
    }

    @Test
    void isWrittenOnceAndReadAfterwards() throws SQLException {
        SQLXML xml = new SqlXmlImpl();
        fails("55000", xml::getString);
        fails("55000", () -> xml.getSource(null));
        fails("22023", () -> xml.setString(null));
        xml.setString("<a/>");
        fails("55000", () -> xml.setString("<b/>"));
        fails("55000", xml::setBinaryStream);
        fails("55000", xml::setCharacterStream);
        fails("55000", () -> xml.setResult(DOMResult.class));
        fails("55000", () -> new SqlXmlImpl("<a/>").setString("<b/>"));
        Source usual = xml.getSource(null);
        assertThat(usual).isInstanceOf(DOMSource.class);
        fails("22023", () -> xml.getSource(OwnSource.class));
        fails("22023", () -> new SqlXmlImpl().setResult(OwnResult.class));
        SQLXML empty = new SqlXmlImpl();
        empty.setResult(DOMResult.class);
        fails("55000", empty::getString);
        xml.free();
        xml.free();
        fails("55000", xml::getString);
        fails("55000", xml::getBinaryStream);
        fails("55000", () -> xml.setString("<a/>"));
    }

    private static final class OwnSource extends StreamSource {}

    private static final class OwnResult extends StreamResult {}

    // ---- what XML can do to its reader

    static Stream<String> declarations() {
        return Stream.of(
                "<!DOCTYPE a SYSTEM \"%s\"><a/>",
                "<!DOCTYPE a PUBLIC \"x\" \"%s\"><a/>",
                "<!DOCTYPE a [<!ENTITY x SYSTEM \"%s\">]><a>&x;</a>",
                "<!DOCTYPE a [<!ENTITY %% x SYSTEM \"%s\"> %%x;]><a/>",
                "<?xml version=\"1.0\"?>\n<!-- <a> --><?pi ?> \t<!DOCTYPE a SYSTEM \"%s\"><a/>",
                "\uFEFF<!DOCTYPE a SYSTEM \"%s\"><a/>",
                "<?xml version=\"1.1\"?>\u0085<!DOCTYPE a [<!ENTITY x SYSTEM \"%s\">]><a>&x;</a>",
                "<?xml version=\"1.1\"?>\u2028<!DOCTYPE a [<!ENTITY x SYSTEM \"%s\">]><a>&x;</a>",
                "<?xml version=\"1.1\"?>\u0085<!-- <a> -->\u2028<!DOCTYPE a SYSTEM \"%s\"><a/>",
                "\u00A0<!DOCTYPE a SYSTEM \"%s\"><a/>",
                "x < 1 <!DOCTYPE a SYSTEM \"%s\"><a/>",
                "<![CDATA[ <a> ]]><!DOCTYPE a SYSTEM \"%s\"><a/>",
                "<!doctype a SYSTEM \"%s\"><a/>");
    }

    @ParameterizedTest
    @MethodSource("declarations")
    void noSourceReachesForAnything(String declaration, @TempDir Path directory) throws Exception {
        Path secret = Files.writeString(directory.resolve("secret.txt"), "<!ENTITY y 'secret'>");
        try (ServerSocket bait = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            bait.setSoTimeout(1);
            for (String target : List.of(secret.toUri().toString(), "http://127.0.0.1:" + bait.getLocalPort() + "/x")) {
                SQLXML xml = new SqlXmlImpl(declaration.formatted(target));
                for (Class<? extends Source> source : sources()) {
                    fails("2200M", () -> copied(xml.getSource(source)));
                }
            }
            assertThatThrownBy(bait::accept).isInstanceOf(SocketTimeoutException.class);
        }
    }

    @ParameterizedTest
    @MethodSource("sources")
    void billionLaughsAreNotLaughed(Class<? extends Source> source) {
        StringBuilder bomb = new StringBuilder("<!DOCTYPE a [<!ENTITY e0 'ha'>");
        for (int i = 1; i < 40; i++) {
            String previous = "&e" + (i - 1) + ";";
            bomb.append("<!ENTITY e%d '%s'>".formatted(i, previous.repeat(10)));
        }
        bomb.append("]><a>&e39;</a>");
        fails("2200M", () -> copied(new SqlXmlImpl(bomb.toString()).getSource(source)));
    }

    @Test
    void otherDeclarationsAreNone() throws Exception {
        for (String text : List.of(
                "<a><!-- <!DOCTYPE a> --></a>", "<a><![CDATA[<!DOCTYPE a>]]></a>", "<!-- <!DOCTYPE a> --><a/>")) {
            assertThat(XmlProlog.hasDocumentType(text)).as(text).isFalse();
            assertThat(new SqlXmlImpl(text).getSource(DOMSource.class).getNode())
                    .isNotNull();
        }
        for (String text : List.of("", "<", "<?", "<!--", "<![CDATA[", "<?xml", "a<b/>", "x<![CDATA[<!DOCTYPE a>]]>")) {
            assertThat(XmlProlog.hasDocumentType(text)).as(text).isFalse();
        }
    }

    @Test
    void xincludeIsNotFollowed(@TempDir Path directory) throws Exception {
        Path secret = Files.writeString(directory.resolve("secret.txt"), "secret");
        String text = "<a xmlns:xi=\"http://www.w3.org/2001/XInclude\"><xi:include href=\"%s\" parse=\"text\"/></a>"
                .formatted(secret.toUri());
        for (Class<? extends Source> source : sources()) {
            assertThat(copied(new SqlXmlImpl(text).getSource(source))).doesNotContain(">secret<");
        }
    }

    @Test
    void malformedDocumentsFailQuietly() {
        PrintStream before = System.err;
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        System.setErr(new PrintStream(printed, true, UTF_8));
        try {
            for (String text : List.of("<a>", "<a></b>", "", "text", "<a/><b/>", "<a>&undefined;</a>")) {
                fails("2200M", () -> new SqlXmlImpl(text).getSource(DOMSource.class));
            }
        } finally {
            System.setErr(before);
        }
        assertThat(printed.size()).isZero();
    }

    private static void fails(String sqlState, ThrowingCallable call) {
        assertThatThrownBy(call).isInstanceOfSatisfying(SQLException.class, e -> assertThat(e.getSQLState())
                .isEqualTo(sqlState));
    }

    private static String copied(Source source) throws Exception {
        StringWriter out = new StringWriter();
        identity(source, new StreamResult(out));
        return out.toString();
    }

    private static void identity(Source source, Result result) throws Exception {
        var transformer = TransformerFactory.newInstance().newTransformer();
        transformer.setOutputProperty(OutputKeys.OMIT_XML_DECLARATION, "yes");
        transformer.transform(source, result);
    }
}
