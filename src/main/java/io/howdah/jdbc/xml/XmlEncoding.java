package io.howdah.jdbc.xml;

import io.howdah.error.SqlErrors;
import io.howdah.error.XmlErrors;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.StandardCharsets;
import java.nio.charset.UnsupportedCharsetException;
import java.sql.SQLException;

/**
 * Bytes of a document to text, by the byte order mark or the encoding that its XML declaration names, else UTF-8.
 *
 * @see <a href="https://www.w3.org/TR/xml/#sec-guessing">XML 1.0, appendix F</a>
 */
final class XmlEncoding {
    /** Longer is no XML declaration that anybody writes. */
    private static final int MAX_DECLARATION = 256;

    private XmlEncoding() {}

    static String decode(byte[] bytes) throws SQLException {
        int mark = 0;
        Charset charset;
        if (starts(bytes, 0xFE, 0xFF)) {
            charset = StandardCharsets.UTF_16BE;
            mark = 2;
        } else if (starts(bytes, 0xFF, 0xFE)) {
            charset = StandardCharsets.UTF_16LE;
            mark = 2;
        } else if (starts(bytes, 0xEF, 0xBB, 0xBF)) {
            charset = StandardCharsets.UTF_8;
            mark = 3;
        } else if (starts(bytes, 0, '<', 0, '?')) {
            charset = StandardCharsets.UTF_16BE;
        } else if (starts(bytes, '<', 0, '?', 0)) {
            charset = StandardCharsets.UTF_16LE;
        } else {
            charset = declared(bytes);
        }
        try {
            return charset.newDecoder()
                    .onMalformedInput(CodingErrorAction.REPORT)
                    .onUnmappableCharacter(CodingErrorAction.REPORT)
                    .decode(ByteBuffer.wrap(bytes, mark, bytes.length - mark))
                    .toString();
        } catch (CharacterCodingException e) {
            throw XmlErrors.malformed(e);
        }
    }

    private static boolean starts(byte[] bytes, int... wanted) {
        if (bytes.length < wanted.length) {
            return false;
        }
        for (int i = 0; i < wanted.length; i++) {
            if ((bytes[i] & 0xFF) != wanted[i]) {
                return false;
            }
        }
        return true;
    }

    /** All encodings that are left write the declaration in ASCII. */
    private static Charset declared(byte[] bytes) throws SQLException {
        String start = new String(bytes, 0, Math.min(MAX_DECLARATION, bytes.length), StandardCharsets.ISO_8859_1);
        int end = start.indexOf("?>");
        int at = start.startsWith("<?xml") && end > 0 ? start.lastIndexOf("encoding", end) : -1;
        if (at < 0) {
            return StandardCharsets.UTF_8;
        }
        String rest = start.substring(at + "encoding".length(), end).strip();
        String quoted = rest.startsWith("=") ? rest.substring(1).strip() : "";
        int close = quoted.isEmpty() ? -1 : quoted.indexOf(quoted.charAt(0), 1);
        String name = close < 0 ? "" : quoted.substring(1, close);
        try {
            return Charset.forName(name);
        } catch (IllegalCharsetNameException | UnsupportedCharsetException e) {
            throw SqlErrors.badArgument("The XML declares an encoding that Java does not know");
        }
    }
}
