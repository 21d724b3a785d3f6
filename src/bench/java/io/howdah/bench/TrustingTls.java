package io.howdah.bench;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509TrustManager;

/** TLS without a look at the certificate, as with {@code sslmode=require}. */
final class TrustingTls implements X509TrustManager {

    private TrustingTls() {}

    /** A new context every time, since that is what makes every connection a full handshake. */
    static SSLContext newContext() throws IOException {
        try {
            var context = SSLContext.getInstance("TLS");
            context.init(null, new TrustManager[] {new TrustingTls()}, null);
            return context;
        } catch (GeneralSecurityException e) {
            throw new IOException("This Java has no TLS", e);
        }
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String authType) {}

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType) {}

    @Override
    public X509Certificate[] getAcceptedIssuers() {
        return new X509Certificate[0];
    }
}
