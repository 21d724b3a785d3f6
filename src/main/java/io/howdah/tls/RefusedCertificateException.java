package io.howdah.tls;

import java.security.cert.CertificateException;

/** The server's certificate proves nothing; the message says why and what would help. */
final class RefusedCertificateException extends CertificateException {
    private static final long serialVersionUID = 1;

    RefusedCertificateException(String why, Throwable cause) {
        super(why, cause);
    }
}
