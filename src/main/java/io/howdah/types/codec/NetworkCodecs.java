package io.howdah.types.codec;

import io.howdah.error.SqlErrors;
import io.howdah.types.BuiltinTypes;
import io.howdah.types.Cell;
import io.howdah.types.PgType;
import io.howdah.value.Cidr;
import io.howdah.value.Inet;
import io.howdah.value.MacAddress;
import io.howdah.wire.ByteWriter;
import java.net.InetAddress;
import java.sql.SQLException;

/** Addresses of hosts, networks and devices. */
final class NetworkCodecs {
    /** Numbers of the protocol's own, not those of any operating system. */
    private static final int IPV4 = 2;

    private static final int IPV6 = 3;
    private static final int HEADER = 4;

    private NetworkCodecs() {}

    /** Family, bits of the prefix, whether it is a {@code cidr}, count of bytes, bytes. */
    private static byte[] address(Cell cell, PgType type) throws SQLException {
        int family = cell.int8(0);
        int count = cell.int8(3);
        if (count != (family == IPV4 ? 4 : family == IPV6 ? 16 : -1) || cell.length() != HEADER + count) {
            throw SqlErrors.malformedValue(
                    type.name(), cell.length() + " bytes of family " + family + " and size " + count);
        }
        byte[] address = new byte[count];
        System.arraycopy(cell.bytes(), cell.offset() + HEADER, address, 0, count);
        return address;
    }

    private static int prefixLength(Cell cell) throws SQLException {
        return cell.int8(1) & 0xFF;
    }

    private static void write(byte[] address, int prefixLength, int isCidr, ByteWriter out) {
        out.int8(address.length == 4 ? IPV4 : IPV6);
        out.int8(prefixLength);
        out.int8(isCidr);
        out.int8(address.length);
        out.bytes(address);
    }

    static final class OfInet extends ValueCodec<Inet> {
        OfInet() {
            super(BuiltinTypes.INET, Inet.class);
        }

        @Override
        Inet fromBinary(Cell cell) throws SQLException {
            return Inet.of(address(cell, type()), prefixLength(cell));
        }

        @Override
        Inet fromText(String text) {
            return Inet.parse(text);
        }

        @Override
        void toBinary(Inet value, ByteWriter out) {
            write(value.address(), value.prefixLength(), 0, out);
        }

        /** An InetAddress is the host alone, without what is said of its network. */
        @Override
        public <C> C readAs(Cell cell, Class<C> target) throws SQLException {
            if (!InetAddress.class.isAssignableFrom(target)) {
                return null;
            }
            InetAddress host = decode(cell).toInetAddress();
            return target.isInstance(host) ? target.cast(host) : null;
        }
    }

    static final class OfCidr extends ValueCodec<Cidr> {
        OfCidr() {
            super(BuiltinTypes.CIDR, Cidr.class);
        }

        @Override
        Cidr fromBinary(Cell cell) throws SQLException {
            return Cidr.of(address(cell, type()), prefixLength(cell));
        }

        @Override
        Cidr fromText(String text) {
            return Cidr.parse(text);
        }

        @Override
        void toBinary(Cidr value, ByteWriter out) {
            write(value.address(), value.prefixLength(), 1, out);
        }
    }

    /** {@code macaddr} and {@code macaddr8}: the bytes as they are. */
    static final class OfMacAddress extends ValueCodec<MacAddress> {
        private final int size;

        OfMacAddress(PgType type, int size) {
            super(type, MacAddress.class);
            this.size = size;
        }

        @Override
        MacAddress fromBinary(Cell cell) throws SQLException {
            cell.requireLength(size, type());
            return MacAddress.of(cell.copy());
        }

        @Override
        MacAddress fromText(String text) {
            return MacAddress.parse(text);
        }

        /** Six bytes where eight belong: the server fills them up. */
        @Override
        void toBinary(MacAddress value, ByteWriter out) throws SQLException {
            if (value.size() > size) {
                throw SqlErrors.outOfRange("macaddr8", type().name());
            }
            out.bytes(value.bytes());
        }
    }
}
