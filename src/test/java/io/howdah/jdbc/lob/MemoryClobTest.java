package io.howdah.jdbc.lob;

import static io.howdah.jdbc.lob.MemoryBlobTest.fails;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.OutputStream;
import java.io.Reader;
import java.io.StringWriter;
import java.io.Writer;
import java.sql.NClob;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MemoryClobTest {
    private final NClob clob = new MemoryClob("Größe 12345");

    @ParameterizedTest
    @CsvSource({"1, 5, Größe", "3, 2, öß", "7, 99, 12345", "5, 0, ''", "12, 1, ''", "99, 5, ''"})
    void partsAreReadFromOne(long position, int length, String expected) throws SQLException {
        assertThat(clob.getSubString(position, length)).isEqualTo(expected);
    }

    @Test
    void impossiblePositionsAre22023() {
        fails("22023", () -> clob.getSubString(0, 1));
        fails("22023", () -> clob.getSubString(1, -1));
        fails("22023", () -> clob.getCharacterStream(0, 1));
        fails("22023", () -> clob.getCharacterStream(2, 11));
        fails("22023", () -> clob.getCharacterStream(2, Long.MAX_VALUE));
        fails("22023", () -> clob.position("x", 0));
        fails("22023", () -> clob.setString(0, "x"));
        fails("22023", () -> clob.setString(13, "x"));
        fails("22023", () -> clob.setString(1, "x", 1, 1));
        fails("22023", () -> clob.setString(1, "x", -1, 1));
        fails("22023", () -> clob.setCharacterStream(0));
        fails("22023", () -> clob.setAsciiStream(13));
        fails("22023", () -> clob.truncate(12));
    }

    @Test
    void writingReplacesAndExtends() throws Exception {
        assertThat(clob.setString(3, "oess", 0, 2)).isEqualTo(2);
        assertThat(clob.setString(12, "6")).isEqualTo(1);
        assertThat(all()).isEqualTo("Groee 123456");
        try (Writer out = clob.setCharacterStream(11)) {
            out.write("é");
            out.write("\uD83D\uDE00!");
        }
        assertThat(all()).isEqualTo("Groee 1234é\uD83D\uDE00!");
        try (OutputStream out = clob.setAsciiStream(1)) {
            out.write("gR".getBytes(US_ASCII));
            out.write(0xE9);
        }
        assertThat(all()).isEqualTo("gR\uFFFDee 1234é\uD83D\uDE00!");
        clob.truncate(2);
        assertThat(all()).isEqualTo("gR");
    }

    @Test
    void streamsReadAllOrAPart() throws Exception {
        assertThat(read(clob.getCharacterStream())).isEqualTo("Größe 12345");
        assertThat(read(clob.getCharacterStream(4, 3))).isEqualTo("ße ");
        assertThat(clob.getAsciiStream().readAllBytes()).asString(US_ASCII).isEqualTo("Gr??e 12345");
        assertThat(clob.position("ße", 1)).isEqualTo(4);
        assertThat(clob.position(new MemoryClob("345"), 4)).isEqualTo(9);
        assertThat(clob.position("ße", 5)).isEqualTo(-1);
    }

    @Test
    void aFreedClobRefusesEverythingButFree() throws SQLException {
        Reader open = clob.getCharacterStream();
        clob.free();
        clob.free();
        fails("55000", clob::length);
        fails("55000", () -> clob.getSubString(1, 1));
        fails("55000", clob::getCharacterStream);
        fails("55000", clob::getAsciiStream);
        fails("55000", () -> clob.setString(1, "x"));
        fails("55000", () -> clob.position("x", 1));
        fails("55000", () -> clob.truncate(0));
        assertThatThrownBy(open::read).isInstanceOf(IOException.class);
    }

    private String all() throws SQLException {
        return clob.getSubString(1, (int) clob.length());
    }

    private static String read(Reader reader) throws IOException {
        StringWriter out = new StringWriter();
        reader.transferTo(out);
        return out.toString();
    }
}
