package io.howdah.tls;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.interfaces.EdECPrivateKey;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.CRLReason;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.cert.jcajce.JcaX509v2CRLBuilder;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/** Issues certificates for tests: good ones, and every kind of bad one. P-256 unless said otherwise. */
public final class TestAuthority {
    private static final AtomicLong SERIAL = new AtomicLong(System.currentTimeMillis());

    private final TestIdentity identity;

    private TestAuthority(TestIdentity identity) {
        this.identity = identity;
    }

    public static TestAuthority root(String name) {
        return new TestAuthority(new Request(null, name).authority().issue());
    }

    /** One in between. */
    public TestAuthority subordinate(String name) {
        return new TestAuthority(new Request(this, name).authority().issue());
    }

    public X509Certificate certificate() {
        return identity.certificate();
    }

    public String pem() {
        return identity.certificatePem();
    }

    /** @param commonName also when it is a server's; alternative names are apart */
    public Request certify(String commonName) {
        return new Request(this, commonName);
    }

    public static Request selfSigned(String commonName) {
        return new Request(null, commonName);
    }

    /** A revocation list in PEM; in force from yesterday for so many days. */
    public String revocationList(int days, X509Certificate... revoked) {
        try {
            var yesterday = Instant.now().minus(Duration.ofDays(1));
            var builder = new JcaX509v2CRLBuilder(certificate().getSubjectX500Principal(), Date.from(yesterday));
            builder.setNextUpdate(Date.from(yesterday.plus(Duration.ofDays(days))));
            for (X509Certificate certificate : revoked) {
                builder.addCRLEntry(certificate.getSerialNumber(), Date.from(yesterday), CRLReason.keyCompromise);
            }
            var signer = new JcaContentSignerBuilder("SHA256withECDSA").build(identity.key());
            return TestIdentity.pem("X509 CRL", builder.build(signer).getEncoded());
        } catch (IOException | OperatorCreationException e) {
            throw new IllegalStateException(e);
        }
    }

    /** What a certificate is to say. */
    public static final class Request {
        private final TestAuthority issuer;
        private final X500Name subject;
        private final List<GeneralName> names = new ArrayList<>();
        private final List<KeyPurposeId> purposes = new ArrayList<>();
        private String algorithm = "EC";
        private String signature = "";
        private boolean authority;
        private int firstDay = -1;
        private int lastDay = 30;

        private Request(TestAuthority issuer, String commonName) {
            this.issuer = issuer;
            this.subject = new X500Name(commonName.isEmpty() ? "O=Howdah" : "O=Howdah,CN=" + commonName);
        }

        private Request authority() {
            authority = true;
            return this;
        }

        public Request dns(String... dnsNames) {
            for (String name : dnsNames) {
                names.add(new GeneralName(GeneralName.dNSName, name));
            }
            return this;
        }

        public Request ip(String... addresses) {
            for (String address : addresses) {
                names.add(new GeneralName(GeneralName.iPAddress, address));
            }
            return this;
        }

        public Request forServers() {
            purposes.add(KeyPurposeId.id_kp_serverAuth);
            return this;
        }

        public Request forClients() {
            purposes.add(KeyPurposeId.id_kp_clientAuth);
            return this;
        }

        /** Days from now. */
        public Request valid(int first, int last) {
            firstDay = first;
            lastDay = last;
            return this;
        }

        /** @param name EC, RSA, Ed25519 or Ed448 */
        public Request keys(String name) {
            algorithm = name;
            return this;
        }

        /** @param name in the words of Bouncy Castle; unsaid it is what the signing key is used for most */
        public Request signature(String name) {
            signature = name;
            return this;
        }

        public TestIdentity issue() {
            try {
                KeyPair keys = keyPair();
                var signing = issuer == null ? keys.getPrivate() : issuer.identity.key();
                var now = Instant.now();
                var builder = new JcaX509v3CertificateBuilder(
                        issuer == null
                                ? subject
                                : X500Name.getInstance(issuer.certificate()
                                        .getSubjectX500Principal()
                                        .getEncoded()),
                        BigInteger.valueOf(SERIAL.incrementAndGet()),
                        Date.from(now.plus(Duration.ofDays(firstDay))),
                        Date.from(now.plus(Duration.ofDays(lastDay))),
                        subject,
                        keys.getPublic());
                builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(authority));
                if (authority) {
                    builder.addExtension(
                            Extension.keyUsage, true, new KeyUsage(KeyUsage.keyCertSign | KeyUsage.cRLSign));
                }
                if (!names.isEmpty()) {
                    builder.addExtension(
                            Extension.subjectAlternativeName,
                            false,
                            new GeneralNames(names.toArray(GeneralName[]::new)));
                }
                if (!purposes.isEmpty()) {
                    builder.addExtension(
                            Extension.extendedKeyUsage,
                            false,
                            new ExtendedKeyUsage(purposes.toArray(KeyPurposeId[]::new)));
                }
                var signer = new JcaContentSignerBuilder(signature.isEmpty() ? usual(signing) : signature);
                if (signature.contains("MGF1")) {
                    signer.setProvider(new BouncyCastleProvider());
                }
                var certificate = (X509Certificate) CertificateFactory.getInstance("X.509")
                        .generateCertificate(new ByteArrayInputStream(
                                builder.build(signer.build(signing)).getEncoded()));
                var chain = new ArrayList<X509Certificate>(List.of(certificate));
                // Those in between come with it; a root does not.
                if (issuer != null && issuer.identity.chain().size() > 1) {
                    chain.addAll(issuer.identity
                            .chain()
                            .subList(0, issuer.identity.chain().size() - 1));
                }
                if (authority && issuer != null) {
                    chain.add(issuer.certificate());
                }
                return new TestIdentity(keys.getPrivate(), List.copyOf(chain));
            } catch (IOException | GeneralSecurityException | OperatorCreationException e) {
                throw new IllegalStateException(e);
            }
        }

        private KeyPair keyPair() throws GeneralSecurityException {
            var generator = KeyPairGenerator.getInstance(algorithm);
            switch (algorithm) {
                case "EC" -> generator.initialize(new ECGenParameterSpec("secp256r1"));
                case "RSA" -> generator.initialize(2048);
                default -> {
                    // The others have one size.
                }
            }
            return generator.generateKeyPair();
        }

        private static String usual(PrivateKey key) {
            if (key instanceof EdECPrivateKey edwards) {
                return edwards.getParams().getName();
            }
            return key.getAlgorithm().equals("EC") ? "SHA256withECDSA" : "SHA256withRSA";
        }
    }
}
