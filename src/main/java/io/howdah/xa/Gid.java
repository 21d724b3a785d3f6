package io.howdah.xa;

import java.util.Base64;
import javax.transaction.xa.Xid;

/**
 * The name of a branch on the server: {@code format_gtrid_bqual}, the latter two in Base64. It has at most 189 of the 199
 * bytes that PostgreSQL allows, none that needs a quote, and is what PgJDBC writes: the one driver finishes what the other
 * has prepared.
 */
final class Gid {
    private static final char SEPARATOR = '_';

    private Gid() {}

    static String of(Xid xid) {
        Base64.Encoder encoder = Base64.getEncoder();
        return xid.getFormatId()
                + String.valueOf(SEPARATOR)
                + encoder.encodeToString(xid.getGlobalTransactionId())
                + SEPARATOR
                + encoder.encodeToString(xid.getBranchQualifier());
    }

    /** @return null for what {@link #of} cannot have made: it is somebody else's */
    static BranchId read(String gid) {
        int first = gid.indexOf(SEPARATOR);
        int second = gid.indexOf(SEPARATOR, first + 1);
        if (first < 0 || second < 0) {
            return null;
        }
        try {
            Base64.Decoder decoder = Base64.getDecoder();
            var xid = new BranchId(
                    Integer.parseInt(gid.substring(0, first)),
                    decoder.decode(gid.substring(first + 1, second)),
                    decoder.decode(gid.substring(second + 1)));
            return xid.isUsable() && of(xid).equals(gid) ? xid : null;
        } catch (IllegalArgumentException e) {
            return null;
        }
    }
}
