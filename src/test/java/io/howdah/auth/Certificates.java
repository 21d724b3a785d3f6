package io.howdah.auth;

import java.io.ByteArrayInputStream;
import java.math.BigInteger;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Date;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/** Self-signed certificates, signed in any way Bouncy Castle can, read by the JDK as one from a handshake would be. */
public final class Certificates {
    private static final BouncyCastleProvider BOUNCY_CASTLE = new BouncyCastleProvider();

    private Certificates() {}

    public static KeyPair keys(String algorithm) throws Exception {
        var generator = KeyPairGenerator.getInstance(algorithm, BOUNCY_CASTLE);
        if (algorithm.equals("RSA")) {
            generator.initialize(2048);
        }
        return generator.generateKeyPair();
    }

    public static X509Certificate signed(KeyPair keys, String signature) throws Exception {
        var name = new X500Name("CN=localhost");
        var now = Instant.now();
        var builder = new JcaX509v3CertificateBuilder(
                name,
                BigInteger.ONE,
                Date.from(now.minus(1, ChronoUnit.DAYS)),
                Date.from(now.plus(1, ChronoUnit.DAYS)),
                name,
                keys.getPublic());
        var signer = new JcaContentSignerBuilder(signature)
                .setProvider(BOUNCY_CASTLE)
                .build(keys.getPrivate());
        byte[] encoded = builder.build(signer).getEncoded();
        return (X509Certificate)
                CertificateFactory.getInstance("X.509").generateCertificate(new ByteArrayInputStream(encoded));
    }
}
