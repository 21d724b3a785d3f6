package io.howdah.value;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.BitSet;

/**
 * A row of bits of a certain length: {@code bit} and {@code varbit}. In text {@code 1010}; bit 0 is the first of them.
 */
public final class Bits {
    private final byte[] bytes;
    private final int length;

    private Bits(byte[] bytes, int length) {
        this.bytes = bytes;
        this.length = length;
    }

    /**
     * The first bits of the bytes, each from its most significant bit on.
     *
     * @throws IllegalArgumentException unless there are as many bytes as so many bits need
     */
    public static Bits of(byte[] bytes, int length) {
        if (length < 0 || bytes.length != (length + 7L) / 8) {
            throw new IllegalArgumentException(length + " bits are not " + bytes.length + " bytes");
        }
        byte[] copy = bytes.clone();
        if (length % 8 != 0) {
            copy[copy.length - 1] &= (byte) (0xFF << 8 - length % 8);
        }
        return new Bits(copy, length);
    }

    /**
     * The bits of the set from 0 on.
     *
     * @throws IllegalArgumentException for a length below zero or that of the set
     */
    public static Bits of(BitSet set, int length) {
        if (length < set.length()) {
            throw new IllegalArgumentException("Bit " + (set.length() - 1) + " is set, of no more than " + length);
        }
        byte[] bytes = new byte[(int) ((length + 7L) / 8)];
        for (int bit = set.nextSetBit(0); bit >= 0; bit = set.nextSetBit(bit + 1)) {
            bytes[bit / 8] |= (byte) (0x80 >> bit % 8);
            if (bit == Integer.MAX_VALUE) {
                break;
            }
        }
        return new Bits(bytes, length);
    }

    /** @throws IllegalArgumentException for anything but zeros and ones */
    public static Bits parse(String text) {
        int length = text.length();
        byte[] bytes = new byte[(int) ((length + 7L) / 8)];
        for (int i = 0; i < length; i++) {
            char c = text.charAt(i);
            if (c == '1') {
                bytes[i / 8] |= (byte) (0x80 >> i % 8);
            } else if (c != '0') {
                throw new IllegalArgumentException("Character " + (i + 1) + " of a row of bits is neither 0 nor 1");
            }
        }
        return new Bits(bytes, length);
    }

    public int length() {
        return length;
    }

    /** @throws IndexOutOfBoundsException for a bit that is not there */
    public boolean get(int index) {
        if (index < 0 || index >= length) {
            throw new IndexOutOfBoundsException(index);
        }
        return (bytes[index / 8] & 0x80 >> index % 8) != 0;
    }

    /** Bit 0 is the first. What zeros there are behind the last one is not in the set. */
    public BitSet toBitSet() {
        BitSet set = new BitSet(length);
        for (int i = 0; i < length; i++) {
            set.set(i, get(i));
        }
        return set;
    }

    /** Eight to a byte, the first one most significant; what is left of the last byte is zero. */
    public byte[] toByteArray() {
        return bytes.clone();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Bits that && length == that.length && Arrays.equals(bytes, that.bytes);
    }

    @Override
    public int hashCode() {
        return 31 * Arrays.hashCode(bytes) + length;
    }

    @Override
    public String toString() {
        byte[] text = new byte[length];
        for (int i = 0; i < length; i++) {
            text[i] = (byte) (get(i) ? '1' : '0');
        }
        return new String(text, StandardCharsets.ISO_8859_1);
    }
}
