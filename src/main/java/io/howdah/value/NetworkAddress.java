package io.howdah.value;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;

/** The bytes of an IPv4 or IPv6 address and the length of a prefix, as {@code inet} and {@code cidr} have them. */
final class NetworkAddress {
    private static final int WORDS = 8;

    /** {@code ffff:} seven times, 255.255.255.255 and /128. */
    private static final int MAX_TEXT = 64;

    private final byte[] bytes;
    private final int prefixLength;

    private NetworkAddress(byte[] bytes, int prefixLength) {
        this.bytes = bytes;
        this.prefixLength = prefixLength;
    }

    static NetworkAddress of(byte[] bytes, int prefixLength) {
        if (bytes.length != 4 && bytes.length != 16) {
            throw new IllegalArgumentException("An address has 4 or 16 bytes, and not " + bytes.length);
        }
        if (prefixLength < 0 || prefixLength > 8 * bytes.length) {
            throw new IllegalArgumentException(
                    "The prefix of an address of " + bytes.length + " bytes cannot have " + prefixLength + " bits");
        }
        return new NetworkAddress(bytes.clone(), prefixLength);
    }

    static NetworkAddress parse(String text) {
        if (text.length() > MAX_TEXT) {
            throw malformed();
        }
        int slash = text.indexOf('/');
        String address = slash < 0 ? text : text.substring(0, slash);
        byte[] bytes = address.indexOf(':') < 0 ? parse4(address) : parse6(address);
        if (bytes == null) {
            throw malformed();
        }
        int prefix = slash < 0 ? 8 * bytes.length : number(text.substring(slash + 1), 10, 3);
        if (prefix < 0) {
            throw malformed();
        }
        return of(bytes, prefix);
    }

    private static byte[] parse4(String text) {
        String[] parts = text.split("\\.", -1);
        if (parts.length != 4) {
            return null;
        }
        byte[] bytes = new byte[4];
        for (int i = 0; i < 4; i++) {
            int number = number(parts[i], 10, 3);
            if (number < 0 || number > 255) {
                return null;
            }
            bytes[i] = (byte) number;
        }
        return bytes;
    }

    /** Groups before and behind the two colons that stand for zeros, the last of which may be an IPv4 address. */
    private static byte[] parse6(String text) {
        int gap = text.indexOf("::");
        if (gap < 0) {
            byte[] all = groups(text);
            return all != null && all.length == 16 ? all : null;
        }
        byte[] head = groups(text.substring(0, gap));
        byte[] tail = groups(text.substring(gap + 2));
        boolean dottedTooSoon = text.lastIndexOf('.', gap) >= 0;
        if (dottedTooSoon || head == null || tail == null || head.length + tail.length > 14) {
            return null;
        }
        byte[] bytes = Arrays.copyOf(head, 16);
        System.arraycopy(tail, 0, bytes, 16 - tail.length, tail.length);
        return bytes;
    }

    private static byte[] groups(String text) {
        if (text.isEmpty()) {
            return new byte[0];
        }
        String[] parts = text.split(":", -1);
        if (parts.length > WORDS) {
            return null;
        }
        byte[] bytes = new byte[16];
        int at = 0;
        for (int i = 0; i < parts.length; i++) {
            byte[] last = i == parts.length - 1 && parts[i].indexOf('.') >= 0 ? parse4(parts[i]) : null;
            if (last != null && at <= 12) {
                System.arraycopy(last, 0, bytes, at, 4);
                at += 4;
                continue;
            }
            int number = number(parts[i], 16, 4);
            if (number < 0) {
                return null;
            }
            bytes[at++] = (byte) (number >> 8);
            bytes[at++] = (byte) number;
        }
        return Arrays.copyOf(bytes, at);
    }

    /** -1 for what is none. */
    private static int number(String text, int radix, int maxDigits) {
        if (text.isEmpty() || text.length() > maxDigits) {
            return -1;
        }
        int number = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            int digit = c < 0x80 ? Character.digit(c, radix) : -1;
            if (digit < 0) {
                return -1;
            }
            number = number * radix + digit;
        }
        return number;
    }

    private static IllegalArgumentException malformed() {
        return new IllegalArgumentException(
                "The text is no address such as 192.168.0.1, 192.168.0.0/24 or 2001:db8::/32");
    }

    InetAddress toInetAddress() {
        try {
            return InetAddress.getByAddress(bytes);
        } catch (UnknownHostException e) {
            throw new IllegalStateException("There are 4 or 16 bytes", e);
        }
    }

    byte[] bytes() {
        return bytes.clone();
    }

    int prefixLength() {
        return prefixLength;
    }

    boolean isHost() {
        return prefixLength == 8 * bytes.length;
    }

    boolean hasZerosOnlyBehindPrefix() {
        for (int bit = prefixLength; bit < 8 * bytes.length; bit++) {
            if ((bytes[bit / 8] >> 7 - bit % 8 & 1) != 0) {
                return false;
            }
        }
        return true;
    }

    String networkText() {
        return hostText() + "/" + prefixLength;
    }

    String hostText() {
        StringBuilder out = new StringBuilder(40);
        if (bytes.length == 4) {
            appendDotted(out, 0);
        } else {
            append6(out);
        }
        return out.toString();
    }

    /** The longest row of two or more zero groups is left out, the first of several such. */
    private void append6(StringBuilder out) {
        int gap = -1;
        int gapLength = 1;
        for (int start = 0; start < WORDS; start++) {
            int length = zerosFrom(start);
            if (length > gapLength) {
                gap = start;
                gapLength = length;
            }
        }
        for (int i = 0; i < WORDS; i++) {
            if (i == gap) {
                out.append(':');
                i += gapLength - 1;
                continue;
            }
            if (i > 0) {
                out.append(':');
            }
            // Addresses that stand for one of IPv4.
            if (i == 6 && gap == 0 && (gapLength == 6 || gapLength == 5 && word(5) == 0xFFFF)) {
                appendDotted(out, 12);
                return;
            }
            out.append(Integer.toHexString(word(i)));
        }
        if (gap >= 0 && gap + gapLength == WORDS) {
            out.append(':');
        }
    }

    private int zerosFrom(int start) {
        int end = start;
        while (end < WORDS && word(end) == 0) {
            end++;
        }
        return end - start;
    }

    private int word(int index) {
        return (bytes[2 * index] & 0xFF) << 8 | bytes[2 * index + 1] & 0xFF;
    }

    private void appendDotted(StringBuilder out, int from) {
        for (int i = 0; i < 4; i++) {
            out.append(i == 0 ? "" : ".").append(bytes[from + i] & 0xFF);
        }
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof NetworkAddress that
                && prefixLength == that.prefixLength
                && Arrays.equals(bytes, that.bytes);
    }

    @Override
    public int hashCode() {
        return 31 * Arrays.hashCode(bytes) + prefixLength;
    }
}
