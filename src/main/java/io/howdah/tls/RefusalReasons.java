package io.howdah.tls;

import java.security.cert.CertPathValidatorException;
import java.security.cert.CertPathValidatorException.BasicReason;
import java.security.cert.CertificateException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Optional;

/**
 * Why a certificate is not accepted, and what would help. The JDK's own words are mostly "unable to find valid certification
 * path to requested target".
 *
 * @param roots where the trusted ones come from, for a message
 */
record RefusalReasons(String roots) {
    private static final String FOR_SERVERS = "1.3.6.1.5.5.7.3.1";
    private static final String FOR_ANYTHING = "2.5.29.37.0";

    RefusedCertificateException of(X509Certificate[] chain, CertificateException refusal) {
        return new RefusedCertificateException(text(chain, refusal), refusal);
    }

    private String text(X509Certificate[] chain, CertificateException refusal) {
        Optional<CertPathValidatorException.Reason> reason = reason(refusal);
        for (X509Certificate certificate : chain) {
            Optional<String> fault = validityFault(certificate);
            if (fault.isPresent()) {
                return fault.get();
            }
        }
        if (reason.isPresent() && reason.get() instanceof BasicReason basic) {
            switch (basic) {
                case REVOKED -> {
                    return "it, or an authority in its chain, was revoked, says a list in sslcrl or sslcrldir";
                }
                case UNDETERMINED_REVOCATION_STATUS -> {
                    return "sslcrl or sslcrldir demand to know whether it was revoked, and there is no list in force of"
                            + " every authority in its chain. Get the latest lists of all of them";
                }
                case ALGORITHM_CONSTRAINED -> {
                    return "an algorithm or the length of a key in its chain is too weak for this JVM (security property"
                            + " jdk.certpath.disabledAlgorithms)";
                }
                case INVALID_SIGNATURE -> {
                    return "a signature in its chain is wrong. The server may be another than it was, or somebody be"
                            + " in between";
                }
                default -> {
                    // The others are told below.
                }
            }
        }
        if (!isForServers(chain[0])) {
            return name(chain[0]) + " is not for servers: its extended key usage lacks serverAuth. The server needs"
                    + " another certificate";
        }
        if (reason.isPresent() && reason.get() != BasicReason.UNSPECIFIED
                || !(refusal.getCause() instanceof java.security.GeneralSecurityException)) {
            return refusal.getMessage() == null ? "it breaks a rule" : Shown.of(refusal.getMessage());
        }
        X509Certificate last = chain[chain.length - 1];
        if (chain.length == 1 && last.getSubjectX500Principal().equals(last.getIssuerX500Principal())) {
            return name(last) + " is self-signed, and not in " + roots
                    + ". If you trust it, put it into the file that sslrootcert names";
        }
        return "it was issued by " + name(last.getIssuerX500Principal().getName())
                + ", which is not in " + roots + ". The certificate of that authority belongs into the file that"
                + " sslrootcert names, or, if it is only in between, into the ssl_cert_file of the server";
    }

    /** That it is not in force now; empty if it is. */
    static Optional<String> validityFault(X509Certificate certificate) {
        try {
            certificate.checkValidity();
            return Optional.empty();
        } catch (CertificateExpiredException e) {
            return Optional.of(name(certificate) + " expired on "
                    + certificate.getNotAfter().toInstant()
                    + ". The server needs a new one; or this machine's clock is wrong");
        } catch (CertificateNotYetValidException e) {
            return Optional.of(name(certificate) + " is not valid before "
                    + certificate.getNotBefore().toInstant()
                    + ". A clock may be wrong, this machine's or the issuer's");
        }
    }

    private static Optional<CertPathValidatorException.Reason> reason(Throwable refusal) {
        for (Throwable cause = refusal; cause != null; cause = cause.getCause()) {
            if (cause instanceof CertPathValidatorException failure) {
                return Optional.of(failure.getReason());
            }
        }
        return Optional.empty();
    }

    private static boolean isForServers(X509Certificate certificate) {
        try {
            List<String> usages = certificate.getExtendedKeyUsage();
            return usages == null || usages.contains(FOR_SERVERS) || usages.contains(FOR_ANYTHING);
        } catch (CertificateParsingException e) {
            return false;
        }
    }

    private static String name(X509Certificate certificate) {
        return name(certificate.getSubjectX500Principal().getName());
    }

    private static String name(String distinguishedName) {
        return distinguishedName.isEmpty() ? "a nameless one" : '"' + Shown.of(distinguishedName) + '"';
    }
}
