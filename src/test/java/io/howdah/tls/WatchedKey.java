package io.howdah.tls;

import java.math.BigInteger;
import java.security.interfaces.ECPrivateKey;
import java.security.spec.ECParameterSpec;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Tells whether a signature was made with it: what a full handshake needs, and one that resumes a session does not. Being
 * asked for key or certificate shows nothing: from Java 25 on the JDK does that for a session ticket as well.
 */
final class WatchedKey implements ECPrivateKey {
    private static final long serialVersionUID = 1L;

    private final ECPrivateKey key;
    private final AtomicBoolean signed;

    WatchedKey(ECPrivateKey key, AtomicBoolean signed) {
        this.key = key;
        this.signed = signed;
    }

    @Override
    public BigInteger getS() {
        signed.set(true);
        return key.getS();
    }

    @Override
    public ECParameterSpec getParams() {
        return key.getParams();
    }

    @Override
    public String getAlgorithm() {
        return key.getAlgorithm();
    }

    @Override
    public String getFormat() {
        return null;
    }

    @Override
    public byte[] getEncoded() {
        return null;
    }
}
