package io.howdah.tls;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.cert.CRL;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;

/** Certificates and revocation lists in the order of their file: PEM with any number of them, or one in DER. */
final class Certificates {
    private Certificates() {}

    /** At least one. */
    static List<X509Certificate> read(byte[] file) throws IOException {
        var certificates = new ArrayList<X509Certificate>();
        try {
            for (byte[] der : ders(file, "CERTIFICATE")) {
                certificates.add((X509Certificate) factory().generateCertificate(new ByteArrayInputStream(der)));
            }
        } catch (GeneralSecurityException | RuntimeException e) {
            throw new UnusableFileException("a certificate in it cannot be read", e);
        }
        if (certificates.isEmpty()) {
            throw new UnusableFileException("there is no certificate in it");
        }
        return certificates;
    }

    /** At least one. */
    static List<CRL> readRevocationLists(byte[] file) throws IOException {
        var lists = new ArrayList<CRL>();
        try {
            for (byte[] der : ders(file, "X509 CRL")) {
                lists.add(factory().generateCRL(new ByteArrayInputStream(der)));
            }
        } catch (GeneralSecurityException | RuntimeException e) {
            throw new UnusableFileException("a revocation list in it cannot be read", e);
        }
        if (lists.isEmpty()) {
            throw new UnusableFileException("there is no revocation list in it");
        }
        return lists;
    }

    private static List<byte[]> ders(byte[] file, String label) throws IOException {
        List<Pem> blocks;
        try {
            blocks = Pem.blocks(file);
        } catch (IOException e) {
            throw new UnusableFileException(e.getMessage(), e);
        }
        if (blocks.isEmpty()) {
            return file.length == 0 ? List.of() : List.of(file);
        }
        var ders = new ArrayList<byte[]>();
        for (Pem block : blocks) {
            if (block.label().equals(label)) {
                ders.add(block.der());
            }
        }
        return ders;
    }

    private static CertificateFactory factory() throws CertificateException {
        return CertificateFactory.getInstance("X.509");
    }
}
