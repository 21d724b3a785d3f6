package io.howdah.value;

import java.net.InetAddress;

/**
 * A network: {@code cidr}. In text {@code 192.168.0.0/24}. All bits behind the prefix are zero.
 *
 * @see Inet for hosts
 */
public final class Cidr {
    private final NetworkAddress network;

    private Cidr(NetworkAddress network) {
        if (!network.hasZerosOnlyBehindPrefix()) {
            throw new IllegalArgumentException(
                    "An address with bits set behind its prefix of " + network.prefixLength() + " is no network");
        }
        this.network = network;
    }

    /** @throws IllegalArgumentException unless all bits behind the prefix are zero */
    public static Cidr of(InetAddress network, int prefixLength) {
        return of(network.getAddress(), prefixLength);
    }

    /** @throws IllegalArgumentException unless there are 4 or 16 bytes, of which all bits behind the prefix are zero */
    public static Cidr of(byte[] network, int prefixLength) {
        return new Cidr(NetworkAddress.of(network, prefixLength));
    }

    /** @throws IllegalArgumentException for what is no network */
    public static Cidr parse(String text) {
        return new Cidr(NetworkAddress.parse(text));
    }

    /** The lowest address. */
    public InetAddress toInetAddress() {
        return network.toInetAddress();
    }

    /** A copy: 4 bytes, or 16 of an IPv6 network. */
    public byte[] address() {
        return network.bytes();
    }

    /** In bits. */
    public int prefixLength() {
        return network.prefixLength();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Cidr that && network.equals(that.network);
    }

    @Override
    public int hashCode() {
        return network.hashCode();
    }

    @Override
    public String toString() {
        return network.networkText();
    }
}
