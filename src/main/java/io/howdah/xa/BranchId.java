package io.howdah.xa;

import java.util.Arrays;
import java.util.HexFormat;
import javax.transaction.xa.Xid;

/** A branch of a global transaction: equal to every {@link Xid} that names the same one. */
final class BranchId implements Xid {
    /** What the XA specification has for no transaction at all. */
    private static final int NULL_FORMAT = -1;

    private final int formatId;
    private final byte[] globalTransactionId;
    private final byte[] branchQualifier;

    BranchId(int formatId, byte[] globalTransactionId, byte[] branchQualifier) {
        this.formatId = formatId;
        this.globalTransactionId = globalTransactionId.clone();
        this.branchQualifier = branchQualifier.clone();
    }

    /** @return null for one that is no name of a branch */
    static BranchId of(Xid xid) {
        if (xid instanceof BranchId own) {
            return own;
        }
        if (xid == null || xid.getGlobalTransactionId() == null || xid.getBranchQualifier() == null) {
            return null;
        }
        var copy = new BranchId(xid.getFormatId(), xid.getGlobalTransactionId(), xid.getBranchQualifier());
        return copy.isUsable() ? copy : null;
    }

    boolean isUsable() {
        return formatId != NULL_FORMAT
                && globalTransactionId.length > 0
                && globalTransactionId.length <= MAXGTRIDSIZE
                && branchQualifier.length <= MAXBQUALSIZE;
    }

    @Override
    public int getFormatId() {
        return formatId;
    }

    @Override
    public byte[] getGlobalTransactionId() {
        return globalTransactionId.clone();
    }

    @Override
    public byte[] getBranchQualifier() {
        return branchQualifier.clone();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Xid xid
                && formatId == xid.getFormatId()
                && Arrays.equals(globalTransactionId, xid.getGlobalTransactionId())
                && Arrays.equals(branchQualifier, xid.getBranchQualifier());
    }

    @Override
    public int hashCode() {
        return 31 * (31 * formatId + Arrays.hashCode(globalTransactionId)) + Arrays.hashCode(branchQualifier);
    }

    /** As far as a log needs it: {@code 42:0104:09}. */
    @Override
    public String toString() {
        HexFormat hex = HexFormat.of();
        return formatId + ":" + hex.formatHex(globalTransactionId) + ":" + hex.formatHex(branchQualifier);
    }
}
