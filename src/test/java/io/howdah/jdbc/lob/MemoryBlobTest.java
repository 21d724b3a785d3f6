package io.howdah.jdbc.lob;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.sql.Blob;
import java.sql.SQLException;
import java.util.Random;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MemoryBlobTest {
    private final Blob blob = new MemoryBlob("0123456789".getBytes(US_ASCII));

    @ParameterizedTest
    @CsvSource({
        "1, 10, 0123456789",
        "1, 3, 012",
        "8, 3, 789",
        "8, 2147483647, 789",
        "5, 0, ''",
        "11, 1, ''",
        "99, 5, ''"
    })
    void bytesAreReadFromOne(long position, int length, String expected) throws SQLException {
        assertThat(blob.getBytes(position, length)).asString(US_ASCII).isEqualTo(expected);
    }

    @Test
    void impossiblePositionsAre22023() {
        fails("22023", () -> blob.getBytes(0, 1));
        fails("22023", () -> blob.getBytes(-1, 1));
        fails("22023", () -> blob.getBytes(1, -1));
        fails("22023", () -> blob.getBinaryStream(0, 1));
        fails("22023", () -> blob.getBinaryStream(1, 11));
        fails("22023", () -> blob.getBinaryStream(11, 1));
        fails("22023", () -> blob.getBinaryStream(2, Long.MAX_VALUE));
        fails("22023", () -> blob.getBinaryStream(Long.MAX_VALUE, 1));
        fails("22023", () -> blob.position(new byte[1], 0));
        fails("22023", () -> blob.setBytes(0, new byte[1]));
        fails("22023", () -> blob.setBytes(12, new byte[1]));
        fails("22023", () -> blob.setBytes(1, new byte[1], 0, 2));
        fails("22023", () -> blob.setBytes(1, new byte[1], -1, 1));
        fails("22023", () -> blob.setBytes(1, new byte[1], 1, 1));
        fails("22023", () -> blob.setBytes(1, new byte[1], Integer.MAX_VALUE, Integer.MAX_VALUE));
        fails("22023", () -> blob.setBinaryStream(0));
        fails("22023", () -> blob.setBinaryStream(12));
        fails("22023", () -> blob.truncate(-1));
        fails("22023", () -> blob.truncate(11));
    }

    @Test
    void writingReplacesAndExtends() throws SQLException {
        assertThat(blob.setBytes(3, "ab".getBytes(US_ASCII))).isEqualTo(2);
        assertThat(blob.setBytes(10, "xyz!".getBytes(US_ASCII), 0, 3)).isEqualTo(3);
        assertThat(text()).isEqualTo("01ab45678xyz");
        blob.setBytes(13, "+".getBytes(US_ASCII));
        assertThat(blob.length()).isEqualTo(13);
        blob.truncate(2);
        assertThat(text()).isEqualTo("01");
        blob.setBytes(3, "-".getBytes(US_ASCII));
        assertThat(text()).as("nothing comes back that was cut off").isEqualTo("01-");
        blob.truncate(0);
        assertThat(blob.length()).isZero();
    }

    @Test
    void streamsReadAndWriteAtTheirOwnPosition() throws Exception {
        try (OutputStream out = blob.setBinaryStream(9)) {
            out.write('a');
            out.write("bcd".getBytes(US_ASCII), 0, 2);
            out.write("e".getBytes(US_ASCII));
        }
        assertThat(text()).isEqualTo("01234567abce");
        assertThat(blob.getBinaryStream().readAllBytes()).asString(US_ASCII).isEqualTo("01234567abce");
        try (InputStream in = blob.getBinaryStream(2, 3)) {
            assertThat(in.available()).isEqualTo(3);
            assertThat(in.read()).isEqualTo('1');
            assertThat(in.readAllBytes()).asString(US_ASCII).isEqualTo("23");
            assertThat(in.read()).isEqualTo(-1);
        }
        assertThat(new MemoryBlob(new byte[] {(byte) 0xFF}).getBinaryStream().read())
                .isEqualTo(255);
    }

    @ParameterizedTest
    @CsvSource({
        "345, 1, 4",
        "345, 4, 4",
        "345, 5, -1",
        "0, 1, 1",
        "9, 1, 10",
        "a, 1, -1",
        "'', 3, 3",
        "'', 99, -1",
        "89x, 1, -1"
    })
    void patternsAreFound(String pattern, long start, long expected) throws SQLException {
        assertThat(blob.position(pattern.getBytes(US_ASCII), start)).isEqualTo(expected);
        assertThat(blob.position(new MemoryBlob(pattern.getBytes(US_ASCII)), start))
                .isEqualTo(expected);
    }

    /** Of two letters, so that patterns overlap with themselves. */
    @Test
    void aSearchAgreesWithThatOfString() throws SQLException {
        Random random = new Random(7);
        for (int i = 0; i < 2000; i++) {
            String text = letters(random, 30);
            String pattern = letters(random, 5);
            int start = random.nextInt(text.length() + 1);
            long expected = text.indexOf(pattern, start) + 1;
            Blob searched = new MemoryBlob(text.getBytes(US_ASCII));
            assertThat(searched.position(pattern.getBytes(US_ASCII), start + 1))
                    .as("%s in %s from %d", pattern, text, start)
                    .isEqualTo(expected == 0 ? -1 : expected);
            assertThat(new MemoryClob(text).position(pattern, start + 1)).isEqualTo(expected == 0 ? -1 : expected);
        }
    }

    private static String letters(Random random, int most) {
        StringBuilder out = new StringBuilder();
        for (int i = random.nextInt(most); i >= 0; i--) {
            out.append(random.nextBoolean() ? 'a' : 'b');
        }
        return out.toString();
    }

    @Test
    void aFreedBlobRefusesEverythingButFree() throws SQLException {
        InputStream open = blob.getBinaryStream();
        blob.free();
        blob.free();
        fails("55000", blob::length);
        fails("55000", () -> blob.getBytes(1, 1));
        fails("55000", blob::getBinaryStream);
        fails("55000", () -> blob.getBinaryStream(1, 1));
        fails("55000", () -> blob.position(new byte[1], 1));
        fails("55000", () -> blob.setBytes(1, new byte[1]));
        fails("55000", () -> blob.setBinaryStream(1));
        fails("55000", () -> blob.truncate(0));
        assertThatThrownBy(open::read).isInstanceOf(IOException.class);
    }

    private String text() throws SQLException {
        return new String(blob.getBytes(1, (int) blob.length()), US_ASCII);
    }

    static void fails(String sqlState, ThrowingCallable call) {
        assertThatThrownBy(call).isInstanceOfSatisfying(SQLException.class, e -> assertThat(e.getSQLState())
                .isEqualTo(sqlState));
    }
}
