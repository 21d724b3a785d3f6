package io.howdah.xa;

import javax.transaction.xa.Xid;

/** A branch as a transaction manager names it. */
public record TestXid(int formatId, byte[] gtrid, byte[] bqual) implements Xid {
    /** Of one number in all three parts. */
    public static TestXid of(int number) {
        return new TestXid(4242, new byte[] {'g', (byte) number}, new byte[] {'b', (byte) number});
    }

    @Override
    public int getFormatId() {
        return formatId;
    }

    @Override
    public byte[] getGlobalTransactionId() {
        return gtrid;
    }

    @Override
    public byte[] getBranchQualifier() {
        return bqual;
    }
}
