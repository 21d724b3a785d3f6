package io.howdah.datasource;

import io.howdah.config.Option;

/** Encryption by TLS, and who is believed there. Part of {@link ConnectionProperties}. */
public abstract class TlsProperties extends SocketProperties {
    TlsProperties() {}

    /** Property {@code sslmode}: whether the connection is encrypted, and whether the server must prove who it is. */
    public void setSslMode(String sslMode) {
        text(Option.SSL_MODE, sslMode);
    }

    /** See {@link #setSslMode}. */
    public String getSslMode() {
        return text(Option.SSL_MODE);
    }

    /** Property {@code ssl}: true is sslmode=verify-full, unless sslmode is given too. */
    public void setSsl(boolean ssl) {
        text(Option.SSL, Boolean.toString(ssl));
    }

    /** See {@link #setSsl}. */
    public boolean isSsl() {
        return flag(Option.SSL);
    }

    /**
     * Property {@code sslNegotiation}: whether the server is asked for TLS first (postgres), or TLS begins at once
     * (direct; servers from 17 on).
     */
    public void setSslNegotiation(String sslNegotiation) {
        text(Option.SSL_NEGOTIATION, sslNegotiation);
    }

    /** See {@link #setSslNegotiation}. */
    public String getSslNegotiation() {
        return text(Option.SSL_NEGOTIATION);
    }

    /**
     * Property {@code sslrootcert}: whom to trust: a file of certificates, classpath: and a resource, or system for
     * the JVM's trust store; without it, ~/.postgresql/root.crt if there is one.
     */
    public void setSslRootCert(String sslRootCert) {
        text(Option.SSL_ROOT_CERT, sslRootCert);
    }

    /** See {@link #setSslRootCert}. */
    public String getSslRootCert() {
        return text(Option.SSL_ROOT_CERT);
    }

    /**
     * Property {@code sslcrl}: a file of revocation lists; without it and sslcrldir, ~/.postgresql/root.crl if there
     * is one.
     */
    public void setSslCrl(String sslCrl) {
        text(Option.SSL_CRL, sslCrl);
    }

    /** See {@link #setSslCrl}. */
    public String getSslCrl() {
        return text(Option.SSL_CRL);
    }

    /** Property {@code sslcrldir}: a directory of files with revocation lists. */
    public void setSslCrlDir(String sslCrlDir) {
        text(Option.SSL_CRL_DIR, sslCrlDir);
    }

    /** See {@link #setSslCrlDir}. */
    public String getSslCrlDir() {
        return text(Option.SSL_CRL_DIR);
    }

    /**
     * Property {@code sslcert}: the client's certificate, a file; without it, ~/.postgresql/postgresql.crt if there is
     * one.
     */
    public void setSslCert(String sslCert) {
        text(Option.SSL_CERT, sslCert);
    }

    /** See {@link #setSslCert}. */
    public String getSslCert() {
        return text(Option.SSL_CERT);
    }

    /**
     * Property {@code sslkey}: the key of sslcert, a file that nobody else may read; or a PKCS #12 file with both;
     * without it, ~/.postgresql/postgresql.key or postgresql.pk8.
     */
    public void setSslKey(String sslKey) {
        text(Option.SSL_KEY, sslKey);
    }

    /** See {@link #setSslKey}. */
    public String getSslKey() {
        return text(Option.SSL_KEY);
    }

    /** Property {@code sslpassword}: the password that sslkey is encrypted with. */
    public void setSslPassword(String sslPassword) {
        text(Option.SSL_PASSWORD, sslPassword);
    }

    /**
     * Property {@code sslcertmode}: whether the client's certificate is shown: never (disable), if the server asks
     * (allow), or so that a server that does not ask will not do (require).
     */
    public void setSslCertMode(String sslCertMode) {
        text(Option.SSL_CERT_MODE, sslCertMode);
    }

    /** See {@link #setSslCertMode}. */
    public String getSslCertMode() {
        return text(Option.SSL_CERT_MODE);
    }

    /** Property {@code sslsni}: whether TLS names the host to the server, which everybody on the way can read. */
    public void setSslSni(boolean sslSni) {
        text(Option.SSL_SNI, Boolean.toString(sslSni));
    }

    /** See {@link #setSslSni}. */
    public boolean isSslSni() {
        return flag(Option.SSL_SNI);
    }

    /**
     * Property {@code ssl_min_protocol_version}: the oldest version of TLS that will do; nothing older than TLSv1.2 is
     * spoken in any case.
     */
    public void setSslMinProtocolVersion(String sslMinProtocolVersion) {
        text(Option.SSL_MIN_PROTOCOL_VERSION, sslMinProtocolVersion);
    }

    /** See {@link #setSslMinProtocolVersion}. */
    public String getSslMinProtocolVersion() {
        return text(Option.SSL_MIN_PROTOCOL_VERSION);
    }

    /**
     * Property {@code ssl_max_protocol_version}: the newest version of TLS to speak; without it, the newest there is.
     */
    public void setSslMaxProtocolVersion(String sslMaxProtocolVersion) {
        text(Option.SSL_MAX_PROTOCOL_VERSION, sslMaxProtocolVersion);
    }

    /** See {@link #setSslMaxProtocolVersion}. */
    public String getSslMaxProtocolVersion() {
        return text(Option.SSL_MAX_PROTOCOL_VERSION);
    }

    /**
     * Property {@code sslResponseTimeout}, in milliseconds: how long to wait for the server to say whether it does
     * TLS; 0 for as long as connectTimeout.
     */
    public void setSslResponseTimeout(int sslResponseTimeout) {
        text(Option.SSL_RESPONSE_TIMEOUT, Integer.toString(sslResponseTimeout));
    }

    /** See {@link #setSslResponseTimeout}. */
    public int getSslResponseTimeout() {
        return number(Option.SSL_RESPONSE_TIMEOUT);
    }
}
