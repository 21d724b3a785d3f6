package io.howdah.value;

import java.util.Arrays;
import java.util.HexFormat;

/** The address of a network device: {@code macaddr} of 6 bytes, {@code macaddr8} of 8. In text {@code 08:00:2b:01:02:03}. */
public final class MacAddress {
    private static final HexFormat PAIRS = HexFormat.ofDelimiter(":");

    private final byte[] bytes;

    private MacAddress(byte[] bytes) {
        this.bytes = bytes;
    }

    /** @throws IllegalArgumentException unless there are 6 or 8 bytes */
    public static MacAddress of(byte... bytes) {
        if (bytes.length != 6 && bytes.length != 8) {
            throw new IllegalArgumentException("The address of a device has 6 or 8 bytes, and not " + bytes.length);
        }
        return new MacAddress(bytes.clone());
    }

    /**
     * Pairs of hexadecimal digits with colons, or all with hyphens, between them.
     *
     * @throws IllegalArgumentException for any other text
     */
    public static MacAddress parse(String text) {
        if (text.length() == 17 || text.length() == 23) {
            HexFormat pairs = text.charAt(2) == '-' ? HexFormat.ofDelimiter("-") : PAIRS;
            try {
                return of(pairs.parseHex(text));
            } catch (IllegalArgumentException e) {
                throw malformed();
            }
        }
        throw malformed();
    }

    private static IllegalArgumentException malformed() {
        return new IllegalArgumentException(
                "The text is no address of a device such as 08:00:2b:01:02:03 or 08:00:2b:01:02:03:04:05");
    }

    /** A copy. */
    public byte[] bytes() {
        return bytes.clone();
    }

    /** Bytes: 6 or 8. */
    public int size() {
        return bytes.length;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof MacAddress that && Arrays.equals(bytes, that.bytes);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(bytes);
    }

    @Override
    public String toString() {
        return PAIRS.formatHex(bytes);
    }
}
