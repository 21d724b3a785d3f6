package io.howdah.transport;

import java.io.EOFException;
import java.io.IOException;
import java.util.concurrent.locks.ReentrantLock;
import org.ietf.jgss.GSSContext;
import org.ietf.jgss.GSSException;
import org.ietf.jgss.MessageProp;

/**
 * Bytes in packets that GSSAPI encrypted: an Int32 and so many bytes, at most 16 KiB together. Where a packet ends says
 * nothing about messages.
 *
 * @see <a href="https://www.postgresql.org/docs/current/protocol-flow.html#PROTOCOL-FLOW-GSSAPI">GSSAPI Session
 *     Encryption</a>
 */
public final class GssTransport implements Transport {
    /** With its length word; what servers and libpq hold to in both directions. */
    private static final int LARGEST_PACKET = 16 * 1024;

    private static final int HEADER = Integer.BYTES;
    private static final int QUALITY_BY_DEFAULT = 0;

    private final Transport below;
    private final GSSContext context;
    private final int mostPlainBytes;

    /** One thread reads and another may write: no provider promises to stand both at once. Held for no input or output. */
    private final ReentrantLock cipher = new ReentrantLock();

    private final byte[] packets = new byte[LARGEST_PACKET];
    private int packetsStart;
    private int packetsEnd;
    private byte[] plain = {};
    private int plainStart;

    private final byte[] outgoing = new byte[LARGEST_PACKET];

    private GssTransport(Transport below, GSSContext context, int mostPlainBytes) {
        this.below = below;
        this.context = context;
        this.mostPlainBytes = mostPlainBytes;
    }

    /**
     * @param below not to be used any more; nothing behind the server's last token was read from it
     * @param context established, and for confidentiality
     */
    public static Transport over(Transport below, GSSContext context) throws IOException {
        try {
            int most = context.getWrapSizeLimit(QUALITY_BY_DEFAULT, true, LARGEST_PACKET - HEADER);
            if (most <= 0) {
                throw new IOException("GSSAPI cannot encrypt anything into packets of " + LARGEST_PACKET + " bytes");
            }
            return new GssTransport(below, context, most);
        } catch (GSSException e) {
            throw new IOException("GSSAPI cannot encrypt: " + e.getMessage(), e);
        }
    }

    @Override
    public int read(byte[] buffer, int offset, int length, Deadline deadline) throws IOException {
        while (plainStart == plain.length) {
            if (!unwrapNext()) {
                int count = fill(deadline);
                if (count <= 0) {
                    return count;
                }
                // Packet by packet, a peer that dribbles would keep every read in time.
                if (deadline.passed() && !hasPacket()) {
                    return TIMED_OUT;
                }
            }
        }
        int count = Math.min(length, plain.length - plainStart);
        System.arraycopy(plain, plainStart, buffer, offset, count);
        plainStart += count;
        return count;
    }

    private int fill(Deadline deadline) throws IOException {
        if (packetsStart > 0) {
            System.arraycopy(packets, packetsStart, packets, 0, packetsEnd - packetsStart);
            packetsEnd -= packetsStart;
            packetsStart = 0;
        }
        int count = below.read(packets, packetsEnd, packets.length - packetsEnd, deadline);
        if (count == END_OF_STREAM && packetsEnd > 0) {
            throw new EOFException("the connection ended in the midst of a GSSAPI packet");
        }
        if (count > 0) {
            packetsEnd += count;
        }
        return count;
    }

    private boolean hasPacket() throws IOException {
        return packetsEnd - packetsStart >= HEADER && packetsEnd - packetsStart - HEADER >= packetLength();
    }

    private int packetLength() throws IOException {
        int length = (packets[packetsStart] & 0xFF) << 24
                | (packets[packetsStart + 1] & 0xFF) << 16
                | (packets[packetsStart + 2] & 0xFF) << 8
                | packets[packetsStart + 3] & 0xFF;
        if (length <= 0 || length > LARGEST_PACKET - HEADER) {
            throw new IOException("the server sent a GSSAPI packet that claims " + Integer.toUnsignedString(length)
                    + " bytes, and " + (LARGEST_PACKET - HEADER) + " are the most");
        }
        return length;
    }

    private boolean unwrapNext() throws IOException {
        if (!hasPacket()) {
            return false;
        }
        int length = packetLength();
        var properties = new MessageProp(QUALITY_BY_DEFAULT, true);
        cipher.lock();
        try {
            plain = context.unwrap(packets, packetsStart + HEADER, length, properties);
            plainStart = 0;
        } catch (GSSException | RuntimeException e) {
            // Its parsers are not made for bytes of a hostile peer.
            throw new IOException("a GSSAPI packet of the server's cannot be read: " + e.getMessage(), e);
        } finally {
            cipher.unlock();
        }
        packetsStart += HEADER + length;
        if (!properties.getPrivacy()) {
            throw new IOException("the server sent a GSSAPI packet that is not encrypted");
        }
        if (properties.isDuplicateToken()
                || properties.isOldToken()
                || properties.isUnseqToken()
                || properties.isGapToken()) {
            throw new IOException("a GSSAPI packet of the server's came twice, late or out of order");
        }
        return true;
    }

    /** What is decrypted already. */
    @Override
    public int available() {
        return plain.length - plainStart;
    }

    @Override
    public void write(byte[] buffer, int offset, int length) throws IOException {
        int end = offset + length;
        for (int start = offset; start < end; start += mostPlainBytes) {
            byte[] packet = wrap(buffer, start, Math.min(mostPlainBytes, end - start));
            if (packet.length > LARGEST_PACKET - HEADER) {
                throw unwritable("GSSAPI made a packet of " + packet.length + " bytes", null);
            }
            outgoing[0] = (byte) (packet.length >>> 24);
            outgoing[1] = (byte) (packet.length >>> 16);
            outgoing[2] = (byte) (packet.length >>> 8);
            outgoing[3] = (byte) packet.length;
            System.arraycopy(packet, 0, outgoing, HEADER, packet.length);
            below.write(outgoing, 0, HEADER + packet.length);
        }
    }

    private byte[] wrap(byte[] buffer, int offset, int length) throws IOException {
        var properties = new MessageProp(QUALITY_BY_DEFAULT, true);
        cipher.lock();
        try {
            byte[] packet = context.wrap(buffer, offset, length, properties);
            if (!properties.getPrivacy()) {
                throw unwritable("GSSAPI did not encrypt", null);
            }
            return packet;
        } catch (GSSException e) {
            throw unwritable("GSSAPI cannot encrypt: " + e.getMessage(), e);
        } finally {
            cipher.unlock();
        }
    }

    /** The connection below is well: whoever reads would go on waiting for the answer to what was not sent. */
    private IOException unwritable(String why, GSSException cause) {
        below.close();
        return new IOException(why, cause);
    }

    /** The keys go with the last reference: another thread may be encrypting with them. */
    @Override
    public void close() {
        below.close();
    }

    @Override
    public Transport redial(Deadline deadline) throws IOException {
        return below.redial(deadline);
    }

    @Override
    public boolean isLocal() {
        return below.isLocal();
    }

    @Override
    public boolean isGss() {
        return true;
    }
}
