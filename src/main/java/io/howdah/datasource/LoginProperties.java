package io.howdah.datasource;

import io.howdah.config.Option;

/** Who logs in, and which ways to log in will do: passwords, SCRAM, Kerberos, OAuth. Part of {@link ConnectionProperties}. */
public abstract class LoginProperties extends TlsProperties {
    LoginProperties() {}

    /** Property {@code user}: the role to log in as; without it, the operating system's user. */
    public void setUser(String user) {
        text(Option.USER, user);
    }

    /** See {@link #setUser}. */
    public String getUser() {
        return text(Option.USER);
    }

    /** Property {@code password}: the password of the role. */
    public void setPassword(String password) {
        text(Option.PASSWORD, password);
    }

    /** Property {@code passfile}: the file to look up the password in if none is given; without it ~/.pgpass. */
    public void setPassFile(String passFile) {
        text(Option.PASS_FILE, passFile);
    }

    /** See {@link #setPassFile}. */
    public String getPassFile() {
        return text(Option.PASS_FILE);
    }

    /**
     * Property {@code requireAuth}: the ways to log in that will do: password, md5, gss, sspi, scram-sha-256, oauth,
     * none, separated by commas; or those that will not, each with a ! in front. none is a server that asks for
     * nothing.
     */
    public void setRequireAuth(String requireAuth) {
        text(Option.REQUIRE_AUTH, requireAuth);
    }

    /** See {@link #setRequireAuth}. */
    public String getRequireAuth() {
        return text(Option.REQUIRE_AUTH);
    }

    /** Property {@code requirepeer}: the operating system's user that the server must run as, at a Unix socket. */
    public void setRequirePeer(String requirePeer) {
        text(Option.REQUIRE_PEER, requirePeer);
    }

    /** See {@link #setRequirePeer}. */
    public String getRequirePeer() {
        return text(Option.REQUIRE_PEER);
    }

    /**
     * Property {@code allowCleartextPassword}: whether the password may cross an unencrypted link to another machine
     * as it is, if the server asks so.
     */
    public void setAllowCleartextPassword(boolean allowCleartextPassword) {
        text(Option.ALLOW_CLEARTEXT_PASSWORD, Boolean.toString(allowCleartextPassword));
    }

    /** See {@link #setAllowCleartextPassword}. */
    public boolean isAllowCleartextPassword() {
        return flag(Option.ALLOW_CLEARTEXT_PASSWORD);
    }

    /**
     * Property {@code channelBinding}: whether a SCRAM login is bound to the TLS channel, so that nobody can sit in
     * between.
     */
    public void setChannelBinding(String channelBinding) {
        text(Option.CHANNEL_BINDING, channelBinding);
    }

    /** See {@link #setChannelBinding}. */
    public String getChannelBinding() {
        return text(Option.CHANNEL_BINDING);
    }

    /** Property {@code scramMaxIterations}: the most hash rounds a server may ask for at a SCRAM login; 0 for no limit. */
    public void setScramMaxIterations(int scramMaxIterations) {
        text(Option.SCRAM_MAX_ITERATIONS, Integer.toString(scramMaxIterations));
    }

    /** See {@link #setScramMaxIterations}. */
    public int getScramMaxIterations() {
        return number(Option.SCRAM_MAX_ITERATIONS);
    }

    /**
     * Property {@code scramMinIterations}: the fewest hash rounds a server may ask for at a SCRAM login: fewer make
     * the password easier to guess for who listens. PostgreSQL's own default is 4096.
     */
    public void setScramMinIterations(int scramMinIterations) {
        text(Option.SCRAM_MIN_ITERATIONS, Integer.toString(scramMinIterations));
    }

    /** See {@link #setScramMinIterations}. */
    public int getScramMinIterations() {
        return number(Option.SCRAM_MIN_ITERATIONS);
    }

    /**
     * Property {@code scram_client_key}: SCRAM's ClientKey in Base64, to log in without the password; goes with
     * scram_server_key.
     */
    public void setScramClientKey(String scramClientKey) {
        text(Option.SCRAM_CLIENT_KEY, scramClientKey);
    }

    /**
     * Property {@code scram_server_key}: SCRAM's ServerKey in Base64, to verify the server; goes with
     * scram_client_key.
     */
    public void setScramServerKey(String scramServerKey) {
        text(Option.SCRAM_SERVER_KEY, scramServerKey);
    }

    /**
     * Property {@code scramKeyCache}: whether the keys that a SCRAM login makes of the password are remembered in this
     * JVM, so that the next login need not compute them.
     */
    public void setScramKeyCache(boolean scramKeyCache) {
        text(Option.SCRAM_KEY_CACHE, Boolean.toString(scramKeyCache));
    }

    /** See {@link #setScramKeyCache}. */
    public boolean isScramKeyCache() {
        return flag(Option.SCRAM_KEY_CACHE);
    }

    /**
     * Property {@code gssEncMode}: whether the connection is encrypted by Kerberos (GSSAPI): disable, prefer or
     * require; null for where a ticket is at hand and sslmode does not demand TLS.
     */
    public void setGssEncMode(String gssEncMode) {
        text(Option.GSS_ENC_MODE, gssEncMode);
    }

    /** See {@link #setGssEncMode}. */
    public String getGssEncMode() {
        return text(Option.GSS_ENC_MODE);
    }

    /**
     * Property {@code gssResponseTimeout}, in milliseconds: how long to wait for the server to say whether it
     * encrypts by GSSAPI; 0 for as long as connectTimeout.
     */
    public void setGssResponseTimeout(int gssResponseTimeout) {
        text(Option.GSS_RESPONSE_TIMEOUT, Integer.toString(gssResponseTimeout));
    }

    /** See {@link #setGssResponseTimeout}. */
    public int getGssResponseTimeout() {
        return number(Option.GSS_RESPONSE_TIMEOUT);
    }

    /** Property {@code kerberosServerName}: what stands before the host in the server's Kerberos principal. */
    public void setKerberosServerName(String kerberosServerName) {
        text(Option.KERBEROS_SERVER_NAME, kerberosServerName);
    }

    /** See {@link #setKerberosServerName}. */
    public String getKerberosServerName() {
        return text(Option.KERBEROS_SERVER_NAME);
    }

    /** Property {@code jaasLogin}: whether to log in to Kerberos by JAAS where the calling thread has no ticket. */
    public void setJaasLogin(boolean jaasLogin) {
        text(Option.JAAS_LOGIN, Boolean.toString(jaasLogin));
    }

    /** See {@link #setJaasLogin}. */
    public boolean isJaasLogin() {
        return flag(Option.JAAS_LOGIN);
    }

    /**
     * Property {@code jaasApplicationName}: the entry of the JAAS configuration to log in by; null for the one
     * called pgjdbc, or else the ticket cache.
     */
    public void setJaasApplicationName(String jaasApplicationName) {
        text(Option.JAAS_APPLICATION_NAME, jaasApplicationName);
    }

    /** See {@link #setJaasApplicationName}. */
    public String getJaasApplicationName() {
        return text(Option.JAAS_APPLICATION_NAME);
    }

    /** Property {@code gssUseDefaultCreds}: whether to take the credentials that JGSS finds by itself. */
    public void setGssUseDefaultCreds(boolean gssUseDefaultCreds) {
        text(Option.GSS_USE_DEFAULT_CREDS, Boolean.toString(gssUseDefaultCreds));
    }

    /** See {@link #setGssUseDefaultCreds}. */
    public boolean isGssUseDefaultCreds() {
        return flag(Option.GSS_USE_DEFAULT_CREDS);
    }

    /** Property {@code gssdelegation}: whether the server may act for the user, by a ticket it is given. */
    public void setGssDelegation(boolean gssDelegation) {
        text(Option.GSS_DELEGATION, Boolean.toString(gssDelegation));
    }

    /** See {@link #setGssDelegation}. */
    public boolean isGssDelegation() {
        return flag(Option.GSS_DELEGATION);
    }

    /** Property {@code oauthToken}: the access token for a server that logs in by OAuth. */
    public void setOauthToken(String oauthToken) {
        text(Option.OAUTH_TOKEN, oauthToken);
    }

    /** Property {@code oauth_issuer}: who gives tokens, for the device flow. */
    public void setOauthIssuer(String oauthIssuer) {
        text(Option.OAUTH_ISSUER, oauthIssuer);
    }

    /** See {@link #setOauthIssuer}. */
    public String getOauthIssuer() {
        return text(Option.OAUTH_ISSUER);
    }

    /** Property {@code oauth_client_id}: what the issuer knows this application by. */
    public void setOauthClientId(String oauthClientId) {
        text(Option.OAUTH_CLIENT_ID, oauthClientId);
    }

    /** See {@link #setOauthClientId}. */
    public String getOauthClientId() {
        return text(Option.OAUTH_CLIENT_ID);
    }

    /** Property {@code oauth_client_secret}: the application's secret, where the issuer wants one. */
    public void setOauthClientSecret(String oauthClientSecret) {
        text(Option.OAUTH_CLIENT_SECRET, oauthClientSecret);
    }

    /** Property {@code oauth_scope}: what the token is to allow; null for what the server asks for. */
    public void setOauthScope(String oauthScope) {
        text(Option.OAUTH_SCOPE, oauthScope);
    }

    /** See {@link #setOauthScope}. */
    public String getOauthScope() {
        return text(Option.OAUTH_SCOPE);
    }

    /**
     * Property {@code oauthTimeout}, in seconds: how long a user may take over logging in by the device flow; 0 for
     * as long as the issuer allows.
     */
    public void setOauthTimeout(int oauthTimeout) {
        text(Option.OAUTH_TIMEOUT, Integer.toString(oauthTimeout));
    }

    /** See {@link #setOauthTimeout}. */
    public int getOauthTimeout() {
        return number(Option.OAUTH_TIMEOUT);
    }
}
