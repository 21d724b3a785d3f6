package io.howdah.auth;

import java.io.IOException;
import java.security.AlgorithmParameters;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.cert.X509Certificate;
import java.security.spec.PSSParameterSpec;
import java.util.Map;

/**
 * The channel binding {@code tls-server-end-point}: the server's certificate, hashed with the hash function of its own
 * signature, and with SHA-256 where that is MD5 or SHA-1.
 *
 * <p>Some signatures (Ed25519, Ed448, post-quantum ones) name no hash function. The specification leaves them
 * undefined, so there is no binding to such a certificate; pretending one with no bytes would bind to nothing.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc5929#section-4">RFC 5929, section 4</a>
 */
final class ServerEndPoint {
    static final String TYPE = "tls-server-end-point";

    private static final String RSASSA_PSS = "1.2.840.113549.1.1.10";

    private static final Map<String, String> HASH_BY_SIGNATURE_OID = Map.ofEntries(
            // RSA, PKCS #1 v1.5
            Map.entry("1.2.840.113549.1.1.4", "MD5"),
            Map.entry("1.2.840.113549.1.1.5", "SHA-1"),
            Map.entry("1.3.14.3.2.29", "SHA-1"),
            Map.entry("1.2.840.113549.1.1.14", "SHA-224"),
            Map.entry("1.2.840.113549.1.1.11", "SHA-256"),
            Map.entry("1.2.840.113549.1.1.12", "SHA-384"),
            Map.entry("1.2.840.113549.1.1.13", "SHA-512"),
            Map.entry("2.16.840.1.101.3.4.3.14", "SHA3-256"),
            Map.entry("2.16.840.1.101.3.4.3.15", "SHA3-384"),
            Map.entry("2.16.840.1.101.3.4.3.16", "SHA3-512"),
            // ECDSA
            Map.entry("1.2.840.10045.4.1", "SHA-1"),
            Map.entry("1.2.840.10045.4.3.1", "SHA-224"),
            Map.entry("1.2.840.10045.4.3.2", "SHA-256"),
            Map.entry("1.2.840.10045.4.3.3", "SHA-384"),
            Map.entry("1.2.840.10045.4.3.4", "SHA-512"),
            Map.entry("2.16.840.1.101.3.4.3.10", "SHA3-256"),
            Map.entry("2.16.840.1.101.3.4.3.11", "SHA3-384"),
            Map.entry("2.16.840.1.101.3.4.3.12", "SHA3-512"),
            // DSA
            Map.entry("1.2.840.10040.4.3", "SHA-1"),
            Map.entry("2.16.840.1.101.3.4.3.1", "SHA-224"),
            Map.entry("2.16.840.1.101.3.4.3.2", "SHA-256"));

    private ServerEndPoint() {}

    /**
     * @return never empty
     * @throws GeneralSecurityException if this certificate cannot be bound to; the message names its algorithm
     */
    static byte[] of(X509Certificate certificate) throws GeneralSecurityException {
        String hash = signatureHash(certificate);
        String name = hash.equals("MD5") || hash.equals("SHA-1") ? "SHA-256" : hash;
        return MessageDigest.getInstance(name).digest(certificate.getEncoded());
    }

    private static String signatureHash(X509Certificate certificate) throws GeneralSecurityException {
        String oid = certificate.getSigAlgOID();
        if (oid.equals(RSASSA_PSS)) {
            return pssHash(certificate);
        }
        String hash = HASH_BY_SIGNATURE_OID.get(oid);
        if (hash == null) {
            throw new NoSuchAlgorithmException("the server's certificate is signed with " + certificate.getSigAlgName()
                    + ", for which channel binding is not defined");
        }
        return hash;
    }

    private static String pssHash(X509Certificate certificate) throws GeneralSecurityException {
        byte[] encoded = certificate.getSigAlgParams();
        if (encoded == null) {
            throw new NoSuchAlgorithmException("the server's certificate is signed with RSASSA-PSS without parameters");
        }
        try {
            var parameters = AlgorithmParameters.getInstance("RSASSA-PSS");
            parameters.init(encoded);
            return parameters.getParameterSpec(PSSParameterSpec.class).getDigestAlgorithm();
        } catch (IOException e) {
            throw new NoSuchAlgorithmException(
                    "the RSASSA-PSS parameters of the server's certificate cannot be read", e);
        }
    }
}
