package io.howdah.value;

import java.net.Inet6Address;
import java.net.InetAddress;

/**
 * The address of a host, and how many of its bits are those of its network: {@code inet}. In text {@code
 * 192.168.0.1/24}, or {@code 192.168.0.1} where all bits are the network's.
 *
 * @see Cidr for networks
 */
public final class Inet {
    private final NetworkAddress address;

    private Inet(NetworkAddress address) {
        this.address = address;
    }

    /** A host by itself. The zone of an IPv6 address, which the server has no room for, is left out. */
    public static Inet of(InetAddress host) {
        byte[] bytes = host.getAddress();
        return of(bytes, 8 * bytes.length);
    }

    /** @throws IllegalArgumentException unless the prefix has 0 to 32 bits, or to 128 of an {@link Inet6Address} */
    public static Inet of(InetAddress host, int prefixLength) {
        return of(host.getAddress(), prefixLength);
    }

    /**
     * By the bytes, with which an IPv6 address that stands for one of IPv4 ({@code ::ffff:10.0.0.1}) stays what it is.
     *
     * @throws IllegalArgumentException unless there are 4 or 16 bytes, and no more bits of a prefix than they have
     */
    public static Inet of(byte[] address, int prefixLength) {
        return new Inet(NetworkAddress.of(address, prefixLength));
    }

    /**
     * Numbers only: no name is ever looked up.
     *
     * @throws IllegalArgumentException for what is no address
     */
    public static Inet parse(String text) {
        return new Inet(NetworkAddress.parse(text));
    }

    /** The host. Java has an Inet4Address for {@code ::ffff:10.0.0.1} as well. */
    public InetAddress toInetAddress() {
        return address.toInetAddress();
    }

    /** A copy: 4 bytes, or 16 of an IPv6 address. */
    public byte[] address() {
        return address.bytes();
    }

    /** In bits. */
    public int prefixLength() {
        return address.prefixLength();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Inet that && address.equals(that.address);
    }

    @Override
    public int hashCode() {
        return address.hashCode();
    }

    @Override
    public String toString() {
        return address.isHost() ? address.hostText() : address.networkText();
    }
}
