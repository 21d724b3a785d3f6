package io.howdah.tls;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;

/**
 * As much of ASN.1's DER as keys and names take: walks over the elements of one level.
 *
 * <p>Lengths are checked against what is there; definite ones only.
 */
final class Der {
    static final int INTEGER = 0x02;
    static final int OCTET_STRING = 0x04;
    static final int NULL = 0x05;
    static final int OBJECT_ID = 0x06;
    static final int SEQUENCE = 0x30;
    static final int SET = 0x31;
    /** {@code [0]}, constructed. */
    static final int CONTEXT_0 = 0xA0;

    private final byte[] bytes;
    private final int end;
    private int position;

    private Der(byte[] bytes, int start, int end) {
        this.bytes = bytes;
        this.position = start;
        this.end = end;
    }

    static Der of(byte[] bytes) {
        return new Der(bytes, 0, bytes.length);
    }

    boolean hasMore() {
        return position < end;
    }

    /** The tag of the next element. */
    int tag() throws IOException {
        if (!hasMore()) {
            throw malformed();
        }
        return bytes[position] & 0xFF;
    }

    /** What the next element holds, which must be of that tag. */
    Der enter(int tag) throws IOException {
        if (tag() != tag) {
            throw malformed();
        }
        int start = contentStart();
        int contentEnd = contentEnd();
        position = contentEnd;
        return new Der(bytes, start, contentEnd);
    }

    /** The next element, its tag and length with it. */
    byte[] element() throws IOException {
        int start = position;
        position = contentEnd();
        return Arrays.copyOfRange(bytes, start, position);
    }

    /** The rest of this level. */
    byte[] rest() {
        return Arrays.copyOfRange(bytes, position, end);
    }

    private int contentStart() throws IOException {
        if (end - position < 2) {
            throw malformed();
        }
        int first = bytes[position + 1] & 0xFF;
        int lengthBytes = first < 0x80 ? 0 : first - 0x80;
        // Four bytes of length are more than any key has; 0x80 is the indefinite form, which is not DER.
        if (first == 0x80 || lengthBytes > 4 || end - position - 2 < lengthBytes) {
            throw malformed();
        }
        return position + 2 + lengthBytes;
    }

    private int contentEnd() throws IOException {
        int start = contentStart();
        long length = bytes[position + 1] & 0xFF;
        if (length >= 0x80) {
            length = 0;
            for (int i = position + 2; i < start; i++) {
                length = length << 8 | bytes[i] & 0xFF;
            }
        }
        if (length > end - start) {
            throw malformed();
        }
        return (int) (start + length);
    }

    /** An element of these parts. */
    static byte[] write(int tag, byte[]... parts) {
        int length = 0;
        for (byte[] part : parts) {
            length += part.length;
        }
        var out = new ByteArrayOutputStream(length + 6);
        out.write(tag);
        if (length < 0x80) {
            out.write(length);
        } else {
            int lengthBytes = (39 - Integer.numberOfLeadingZeros(length)) / 8;
            out.write(0x80 | lengthBytes);
            for (int shift = 8 * (lengthBytes - 1); shift >= 0; shift -= 8) {
                out.write(length >> shift);
            }
        }
        for (byte[] part : parts) {
            out.writeBytes(part);
        }
        return out.toByteArray();
    }

    private static IOException malformed() {
        return new IOException("it is not well-formed DER");
    }
}
