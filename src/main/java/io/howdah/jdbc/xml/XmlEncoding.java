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
import java.util.Optional;

/**
 * Bytes of a document to text, by the byte order mark or the encoding that its XML declaration names, else UTF-8; and text
 * to bytes in UTF-8.
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
        Optional<Name> declared = Name.in(start);
        try {
            return declared.isEmpty()
                    ? StandardCharsets.UTF_8
                    : Charset.forName(start.substring(declared.get().start, declared.get().end));
        } catch (IllegalCharsetNameException | UnsupportedCharsetException e) {
            throw SqlErrors.badArgument("The XML declares an encoding that Java does not know");
        }
    }

    /** The bytes of a document in UTF-8; a declaration that says otherwise is made to say so. */
    static byte[] encode(String xml) {
        Optional<Name> declared = Name.in(xml);
        if (declared.isEmpty() || declared.get().isEmpty()) {
            return xml.getBytes(StandardCharsets.UTF_8);
        }
        return (xml.substring(0, declared.get().start) + "UTF-8" + xml.substring(declared.get().end))
                .getBytes(StandardCharsets.UTF_8);
    }

    /** Where an XML declaration has the name of the encoding, without its quotes; empty where that is malformed. */
    private record Name(int start, int end) {
        private static final String ATTRIBUTE = "encoding";

        /** Nothing where no encoding is declared. */
        static Optional<Name> in(String xml) {
            int begin = xml.startsWith("\uFEFF") ? 1 : 0;
            int end = xml.startsWith("<?xml", begin) ? xml.indexOf("?>", begin) : -1;
            boolean isDeclaration = end > 0 && Character.isWhitespace(xml.charAt(begin + "<?xml".length()));
            int at = isDeclaration ? xml.lastIndexOf(ATTRIBUTE, end) : -1;
            if (at < 0) {
                return Optional.empty();
            }
            int equals = behindSpace(xml, at + ATTRIBUTE.length());
            int quote = behindSpace(xml, equals + 1);
            int close = xml.charAt(equals) == '=' && quote < end ? xml.indexOf(xml.charAt(quote), quote + 1) : -1;
            return Optional.of(close < 0 || close > end ? new Name(end, end) : new Name(quote + 1, close));
        }

        /** No further than to the end of the declaration, which is no space. */
        private static int behindSpace(String xml, int from) {
            int at = from;
            while (at < xml.length() && Character.isWhitespace(xml.charAt(at))) {
                at++;
            }
            return at;
        }

        boolean isEmpty() {
            return start == end;
        }
    }
}
