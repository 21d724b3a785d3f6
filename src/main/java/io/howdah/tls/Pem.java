package io.howdah.tls;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/**
 * A block of a PEM file (RFC 7468). What stands around the blocks is a comment.
 *
 * @param label such as {@code CERTIFICATE}
 * @param encryptedByHeaders whether its headers say that it is encrypted, in OpenSSL's way before PKCS #8
 */
record Pem(String label, byte[] der, boolean encryptedByHeaders) {
    private static final String BEGIN = "-----BEGIN ";
    private static final String DASHES = "-----";

    /** All blocks of the file; none if it is no PEM. */
    static List<Pem> blocks(byte[] file) throws IOException {
        String text = new String(file, StandardCharsets.ISO_8859_1);
        var blocks = new ArrayList<Pem>();
        int at = 0;
        while ((at = text.indexOf(BEGIN, at)) >= 0) {
            int labelEnd = text.indexOf(DASHES, at + BEGIN.length());
            if (labelEnd < 0) {
                throw new IOException("a line that begins with -----BEGIN has no end");
            }
            String label = text.substring(at + BEGIN.length(), labelEnd);
            int end = text.indexOf("-----END " + label + DASHES, labelEnd);
            // A label of a key's length would be a key that lost its line breaks: not for a message.
            if (end < 0) {
                throw new IOException("a block of it has no line -----END .. that goes with its -----BEGIN ..");
            }
            blocks.add(block(label, text.substring(labelEnd + DASHES.length(), end)));
            at = end;
        }
        return blocks;
    }

    private static Pem block(String label, String content) throws IOException {
        String base64 = content;
        // Headers end with an empty line; base64 itself has no colon.
        int colon = content.lastIndexOf(':');
        boolean headers = colon >= 0;
        if (headers) {
            int lineEnd = content.indexOf('\n', colon);
            base64 = lineEnd < 0 ? "" : content.substring(lineEnd);
        }
        try {
            return new Pem(label, Base64.getMimeDecoder().decode(base64), headers && content.contains("ENCRYPTED"));
        } catch (IllegalArgumentException e) {
            // The cause is left out: it quotes a byte of the content.
            throw new IOException("a block of it is not base64");
        }
    }
}
