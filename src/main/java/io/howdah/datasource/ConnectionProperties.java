package io.howdah.datasource;

import io.howdah.config.Option;
import io.howdah.config.Settings;
import io.howdah.config.Settings.Source;
import io.howdah.error.ConnectErrors;
import java.sql.SQLException;

/**
 * The properties that all DataSources of Howdah have, a setter each. A setter given null takes the value back; a getter
 * tells the default where none was set. There are no getters for secrets.
 *
 * <p>Set them before the first connection is asked for, by one thread. They are read at each connection.
 */
public abstract class ConnectionProperties {
    private final Settings settings = new Settings();

    ConnectionProperties() {}

    /** Of the setters alone; not a copy. */
    final Settings settings() {
        return settings;
    }

    /**
     * Any property by its name in URLs, also {@code param.<server setting>}.
     *
     * @param value null takes it back
     * @throws SQLException 08001 for a name that is not known, or a property that is refused
     */
    public void setProperty(String name, String value) throws SQLException {
        if (value == null) {
            settings.remove(name);
        } else {
            settings.require(name, value, Source.PROPERTIES);
        }
    }

    /** Several hosts, tried in order. */
    public void setServerNames(String[] serverNames) {
        text(Option.HOST, serverNames == null ? null : String.join(",", serverNames));
    }

    /** A port for each of several hosts, or one for all; 0 for the default. */
    public void setPortNumbers(int[] portNumbers) {
        if (portNumbers == null) {
            text(Option.PORT, null);
            return;
        }
        var ports = new StringBuilder();
        for (int i = 0; i < portNumbers.length; i++) {
            ports.append(i == 0 ? "" : ",").append(portNumbers[i] == 0 ? "" : portNumbers[i]);
        }
        text(Option.PORT, ports.toString());
    }

    /**
     * Property {@code PGHOST}: hosts, separated by commas and tried in order. One that begins with / is the directory
     * of a Unix socket.
     */
    public void setServerName(String serverName) {
        text(Option.HOST, serverName);
    }

    /** See {@link #setServerName}. */
    public String getServerName() {
        return text(Option.HOST);
    }

    /** Property {@code PGPORT}: one port for all hosts; 0 for the default. See {@link #setPortNumbers}. */
    public void setPortNumber(int portNumber) {
        text(Option.PORT, portNumber == 0 ? null : Integer.toString(portNumber));
    }

    /** See {@link #setPortNumber}. */
    public int getPortNumber() {
        return number(Option.PORT);
    }

    /** Property {@code PGDBNAME}: the database; without it, the one named like the user. */
    public void setDatabaseName(String databaseName) {
        text(Option.DATABASE, databaseName);
    }

    /** See {@link #setDatabaseName}. */
    public String getDatabaseName() {
        return text(Option.DATABASE);
    }

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

    /**
     * Property {@code hostaddr}: numeric addresses of the hosts, separated by commas: nobody is asked for them, and
     * the names in PGHOST serve to verify certificates and to find passwords.
     */
    public void setHostAddress(String hostAddress) {
        text(Option.HOST_ADDRESS, hostAddress);
    }

    /** See {@link #setHostAddress}. */
    public String getHostAddress() {
        return text(Option.HOST_ADDRESS);
    }

    /** Property {@code passfile}: the file to look up the password in if none is given; without it ~/.pgpass. */
    public void setPassFile(String passFile) {
        text(Option.PASS_FILE, passFile);
    }

    /** See {@link #setPassFile}. */
    public String getPassFile() {
        return text(Option.PASS_FILE);
    }

    /** Property {@code service}: the section of the service file to take from what is given nowhere else. */
    public void setService(String service) {
        text(Option.SERVICE, service);
    }

    /** See {@link #setService}. */
    public String getService() {
        return text(Option.SERVICE);
    }

    /**
     * Property {@code servicefile}: the service file; without it ~/.pg_service.conf, then pg_service.conf in
     * PGSYSCONFDIR.
     */
    public void setServiceFile(String serviceFile) {
        text(Option.SERVICE_FILE, serviceFile);
    }

    /** See {@link #setServiceFile}. */
    public String getServiceFile() {
        return text(Option.SERVICE_FILE);
    }

    /**
     * Property {@code useEnvironment}: whether libpq's environment variables (PGHOST, PGUSER, PGPASSWORD, ..) give
     * what is given nowhere else.
     */
    public void setUseEnvironment(boolean useEnvironment) {
        text(Option.USE_ENVIRONMENT, Boolean.toString(useEnvironment));
    }

    /** See {@link #setUseEnvironment}. */
    public boolean isUseEnvironment() {
        return flag(Option.USE_ENVIRONMENT);
    }

    /**
     * Property {@code targetServerType}: which of several servers will do, by its role. master is primary; secondary
     * and slave are standby; preferSecondary and preferSlave are prefer-standby.
     */
    public void setTargetServerType(String targetServerType) {
        text(Option.TARGET_SERVER_TYPE, targetServerType);
    }

    /** See {@link #setTargetServerType}. */
    public String getTargetServerType() {
        return text(Option.TARGET_SERVER_TYPE);
    }

    /**
     * Property {@code loadBalanceHosts}: whether hosts, and the addresses of each, are tried in random order. true is
     * random, false is disable.
     */
    public void setLoadBalanceHosts(String loadBalanceHosts) {
        text(Option.LOAD_BALANCE_HOSTS, loadBalanceHosts);
    }

    /** See {@link #setLoadBalanceHosts}. */
    public String getLoadBalanceHosts() {
        return text(Option.LOAD_BALANCE_HOSTS);
    }

    /**
     * Property {@code hostRecheckSeconds}, in seconds: how long a host that was down or of another role than wanted is
     * tried last; 0 forgets at once.
     */
    public void setHostRecheckSeconds(int hostRecheckSeconds) {
        text(Option.HOST_RECHECK_SECONDS, Integer.toString(hostRecheckSeconds));
    }

    /** See {@link #setHostRecheckSeconds}. */
    public int getHostRecheckSeconds() {
        return number(Option.HOST_RECHECK_SECONDS);
    }

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

    /** Property {@code minProtocolVersion}: the lowest protocol version that will do. */
    public void setMinProtocolVersion(String minProtocolVersion) {
        text(Option.MIN_PROTOCOL_VERSION, minProtocolVersion);
    }

    /** See {@link #setMinProtocolVersion}. */
    public String getMinProtocolVersion() {
        return text(Option.MIN_PROTOCOL_VERSION);
    }

    /** Property {@code maxProtocolVersion}: the protocol version to ask for. */
    public void setMaxProtocolVersion(String maxProtocolVersion) {
        text(Option.MAX_PROTOCOL_VERSION, maxProtocolVersion);
    }

    /** See {@link #setMaxProtocolVersion}. */
    public String getMaxProtocolVersion() {
        return text(Option.MAX_PROTOCOL_VERSION);
    }

    /** Property {@code tcpNoDelay}: whether small packets are sent at once (TCP_NODELAY). */
    public void setTcpNoDelay(boolean tcpNoDelay) {
        text(Option.TCP_NO_DELAY, Boolean.toString(tcpNoDelay));
    }

    /** See {@link #setTcpNoDelay}. */
    public boolean isTcpNoDelay() {
        return flag(Option.TCP_NO_DELAY);
    }

    /** Property {@code tcpKeepAlive}: whether the system probes an idle connection (SO_KEEPALIVE). */
    public void setTcpKeepAlive(boolean tcpKeepAlive) {
        text(Option.TCP_KEEP_ALIVE, Boolean.toString(tcpKeepAlive));
    }

    /** See {@link #setTcpKeepAlive}. */
    public boolean isTcpKeepAlive() {
        return flag(Option.TCP_KEEP_ALIVE);
    }

    /**
     * Property {@code keepalives_idle}: seconds of silence before the system probes (TCP_KEEPIDLE); 0 for the system's
     * choice.
     */
    public void setKeepalivesIdle(int keepalivesIdle) {
        text(Option.KEEP_ALIVE_IDLE, Integer.toString(keepalivesIdle));
    }

    /** See {@link #setKeepalivesIdle}. */
    public int getKeepalivesIdle() {
        return number(Option.KEEP_ALIVE_IDLE);
    }

    /** Property {@code keepalives_interval}: seconds between probes (TCP_KEEPINTVL); 0 for the system's choice. */
    public void setKeepalivesInterval(int keepalivesInterval) {
        text(Option.KEEP_ALIVE_INTERVAL, Integer.toString(keepalivesInterval));
    }

    /** See {@link #setKeepalivesInterval}. */
    public int getKeepalivesInterval() {
        return number(Option.KEEP_ALIVE_INTERVAL);
    }

    /**
     * Property {@code keepalives_count}: lost probes after which the connection is dead (TCP_KEEPCNT); 0 for the
     * system's choice.
     */
    public void setKeepalivesCount(int keepalivesCount) {
        text(Option.KEEP_ALIVE_COUNT, Integer.toString(keepalivesCount));
    }

    /** See {@link #setKeepalivesCount}. */
    public int getKeepalivesCount() {
        return number(Option.KEEP_ALIVE_COUNT);
    }

    /** Property {@code sendBufferSize}: the socket's send buffer in bytes; -1 for the system's choice. */
    public void setSendBufferSize(int sendBufferSize) {
        text(Option.SEND_BUFFER_SIZE, Integer.toString(sendBufferSize));
    }

    /** See {@link #setSendBufferSize}. */
    public int getSendBufferSize() {
        return number(Option.SEND_BUFFER_SIZE);
    }

    /** Property {@code receiveBufferSize}: the socket's receive buffer in bytes; -1 for the system's choice. */
    public void setReceiveBufferSize(int receiveBufferSize) {
        text(Option.RECEIVE_BUFFER_SIZE, Integer.toString(receiveBufferSize));
    }

    /** See {@link #setReceiveBufferSize}. */
    public int getReceiveBufferSize() {
        return number(Option.RECEIVE_BUFFER_SIZE);
    }

    /** Property {@code localSocketAddress}: the local address to connect from. */
    public void setLocalSocketAddress(String localSocketAddress) {
        text(Option.LOCAL_SOCKET_ADDRESS, localSocketAddress);
    }

    /** See {@link #setLocalSocketAddress}. */
    public String getLocalSocketAddress() {
        return text(Option.LOCAL_SOCKET_ADDRESS);
    }

    /**
     * Property {@code connectTimeout}, in seconds: limit for the whole of connecting: look-up, TCP, TLS and login, all
     * hosts together; 0 for none.
     */
    public void setConnectTimeout(int connectTimeout) {
        text(Option.CONNECT_TIMEOUT, Integer.toString(connectTimeout));
    }

    /** See {@link #setConnectTimeout}. */
    public int getConnectTimeout() {
        return number(Option.CONNECT_TIMEOUT);
    }

    /**
     * Property {@code loginTimeout}, in seconds: another limit for the whole of connecting: replaces the default of
     * connectTimeout; where both are given, the shorter counts; 0 for none.
     */
    public void setLoginTimeout(int loginTimeout) {
        text(Option.LOGIN_TIMEOUT, Integer.toString(loginTimeout));
    }

    /** See {@link #setLoginTimeout}. */
    public int getLoginTimeout() {
        return number(Option.LOGIN_TIMEOUT);
    }

    /**
     * Property {@code socketTimeout}, in seconds: how long to wait for the server before the connection is given up; 0
     * for ever.
     */
    public void setSocketTimeout(int socketTimeout) {
        text(Option.SOCKET_TIMEOUT, Integer.toString(socketTimeout));
    }

    /** See {@link #setSocketTimeout}. */
    public int getSocketTimeout() {
        return number(Option.SOCKET_TIMEOUT);
    }

    /** Property {@code queryTimeout}, in seconds: the query timeout that statements start with; 0 for none. */
    public void setQueryTimeout(int queryTimeout) {
        text(Option.QUERY_TIMEOUT, Integer.toString(queryTimeout));
    }

    /** See {@link #setQueryTimeout}. */
    public int getQueryTimeout() {
        return number(Option.QUERY_TIMEOUT);
    }

    /**
     * Property {@code cancelSignalTimeout}, in seconds: limit for sending a cancel request over its own connection; 0
     * for none.
     */
    public void setCancelSignalTimeout(int cancelSignalTimeout) {
        text(Option.CANCEL_SIGNAL_TIMEOUT, Integer.toString(cancelSignalTimeout));
    }

    /** See {@link #setCancelSignalTimeout}. */
    public int getCancelSignalTimeout() {
        return number(Option.CANCEL_SIGNAL_TIMEOUT);
    }

    /** Property {@code ApplicationName}: what the server's views and logs call this session (application_name). */
    public void setApplicationName(String applicationName) {
        text(Option.APPLICATION_NAME, applicationName);
    }

    /** See {@link #setApplicationName}. */
    public String getApplicationName() {
        return text(Option.APPLICATION_NAME);
    }

    /** Property {@code fallback_application_name}: what counts where ApplicationName is not given. */
    public void setFallbackApplicationName(String fallbackApplicationName) {
        text(Option.FALLBACK_APPLICATION_NAME, fallbackApplicationName);
    }

    /** See {@link #setFallbackApplicationName}. */
    public String getFallbackApplicationName() {
        return text(Option.FALLBACK_APPLICATION_NAME);
    }

    /**
     * Property {@code currentSchema}: the search_path to start with: schema names, separated by commas, quoted as in
     * SQL.
     */
    public void setCurrentSchema(String currentSchema) {
        text(Option.CURRENT_SCHEMA, currentSchema);
    }

    /** See {@link #setCurrentSchema}. */
    public String getCurrentSchema() {
        return text(Option.CURRENT_SCHEMA);
    }

    /**
     * Property {@code timeZone}: the session's TimeZone: jvm for the JVM's default zone, server for the server's, or a
     * zone such as Europe/Paris or +02:00 (east of Greenwich).
     */
    public void setTimeZone(String timeZone) {
        text(Option.TIME_ZONE, timeZone);
    }

    /** See {@link #setTimeZone}. */
    public String getTimeZone() {
        return text(Option.TIME_ZONE);
    }

    /** Property {@code options}: command-line options for the server process, such as -c geqo=off. */
    public void setOptions(String options) {
        text(Option.OPTIONS, options);
    }

    /** See {@link #setOptions}. */
    public String getOptions() {
        return text(Option.OPTIONS);
    }

    /**
     * Property {@code replication}: whether the session speaks the replication commands: true for physical
     * replication, database for logical, which has SQL too. Nothing is prepared then.
     */
    public void setReplication(String replication) {
        text(Option.REPLICATION, replication);
    }

    /** See {@link #setReplication}. */
    public String getReplication() {
        return text(Option.REPLICATION);
    }

    /** Property {@code readOnly}: whether the connection starts read-only. */
    public void setReadOnly(boolean readOnly) {
        text(Option.READ_ONLY, Boolean.toString(readOnly));
    }

    /** See {@link #setReadOnly}. */
    public boolean isReadOnly() {
        return flag(Option.READ_ONLY);
    }

    /**
     * Property {@code readOnlyMode}: how Connection.setReadOnly reaches the server: not at all, with each BEGIN, or as
     * the session's default, in autocommit too.
     */
    public void setReadOnlyMode(String readOnlyMode) {
        text(Option.READ_ONLY_MODE, readOnlyMode);
    }

    /** See {@link #setReadOnlyMode}. */
    public String getReadOnlyMode() {
        return text(Option.READ_ONLY_MODE);
    }

    /**
     * Property {@code pooler}: what a pooler in front of the server keeps for a client, a server session of its own
     * ({@code session}) or one for each transaction ({@code transaction}, which names no prepared statement).
     */
    public void setPooler(String pooler) {
        text(Option.POOLER, pooler);
    }

    /** See {@link #setPooler}. */
    public String getPooler() {
        return text(Option.POOLER);
    }

    /**
     * Property {@code prepareThreshold}: 0 never names a prepared statement, for poolers that cannot have it; any
     * other value names it from its first use.
     */
    public void setPrepareThreshold(int prepareThreshold) {
        text(Option.PREPARE_THRESHOLD, Integer.toString(prepareThreshold));
    }

    /** See {@link #setPrepareThreshold}. */
    public int getPrepareThreshold() {
        return number(Option.PREPARE_THRESHOLD);
    }

    /** Property {@code preparedStatementCacheQueries}: how many statements stay prepared per connection; 0 for none. */
    public void setPreparedStatementCacheQueries(int preparedStatementCacheQueries) {
        text(Option.CACHE_QUERIES, Integer.toString(preparedStatementCacheQueries));
    }

    /** See {@link #setPreparedStatementCacheQueries}. */
    public int getPreparedStatementCacheQueries() {
        return number(Option.CACHE_QUERIES);
    }

    /**
     * Property {@code preparedStatementCacheSizeMiB}: how much memory their texts and descriptions may take per
     * connection, in MiB.
     */
    public void setPreparedStatementCacheSizeMiB(int preparedStatementCacheSizeMiB) {
        text(Option.CACHE_MIB, Integer.toString(preparedStatementCacheSizeMiB));
    }

    /** See {@link #setPreparedStatementCacheSizeMiB}. */
    public int getPreparedStatementCacheSizeMiB() {
        return number(Option.CACHE_MIB);
    }

    /**
     * Property {@code defaultRowFetchSize}: the fetch size that statements start with, in rows; 0 lets the driver
     * choose.
     */
    public void setDefaultRowFetchSize(int defaultRowFetchSize) {
        text(Option.DEFAULT_ROW_FETCH_SIZE, Integer.toString(defaultRowFetchSize));
    }

    /** See {@link #setDefaultRowFetchSize}. */
    public int getDefaultRowFetchSize() {
        return number(Option.DEFAULT_ROW_FETCH_SIZE);
    }

    /**
     * Property {@code eagerResultBytes}, in bytes: how much of a result is read before it is handed over, in bytes (or
     * 512KiB, 1MiB).
     */
    public void setEagerResultBytes(int eagerResultBytes) {
        text(Option.EAGER_RESULT_BYTES, Integer.toString(eagerResultBytes));
    }

    /** See {@link #setEagerResultBytes}. */
    public int getEagerResultBytes() {
        return number(Option.EAGER_RESULT_BYTES);
    }

    /**
     * Property {@code maxResultBuffer}: the most that is kept in memory of one result, and of one row: bytes (or 300K, 150M,
     * 1G), or a share of the largest heap (10p or 10pct); without it there is no limit.
     */
    public void setMaxResultBuffer(String maxResultBuffer) {
        text(Option.MAX_RESULT_BUFFER, maxResultBuffer);
    }

    /** See {@link #setMaxResultBuffer}. */
    public String getMaxResultBuffer() {
        return text(Option.MAX_RESULT_BUFFER);
    }

    /**
     * Property {@code stringtype}: the type sent for setString: auto lets the server infer it, and is varchar where it
     * cannot.
     */
    public void setStringType(String stringType) {
        text(Option.STRING_TYPE, stringType);
    }

    /** See {@link #setStringType}. */
    public String getStringType() {
        return text(Option.STRING_TYPE);
    }

    /**
     * Property {@code autosave}: whether each statement in a transaction has a savepoint, which costs no round trip:
     * always, so that a failed statement leaves the transaction usable; conservative, to run a statement again whose
     * prepared form was lost or outdated.
     */
    public void setAutosave(String autosave) {
        text(Option.AUTOSAVE, autosave);
    }

    /** See {@link #setAutosave}. */
    public String getAutosave() {
        return text(Option.AUTOSAVE);
    }

    /**
     * Property {@code reWriteBatchedInserts}: whether a batch of one-row INSERTs may be sent as one INSERT that takes
     * its rows from arrays, which is faster; an error of a row then does not tell which entry it was.
     */
    public void setReWriteBatchedInserts(boolean reWriteBatchedInserts) {
        text(Option.REWRITE_BATCHED_INSERTS, Boolean.toString(reWriteBatchedInserts));
    }

    /** See {@link #setReWriteBatchedInserts}. */
    public boolean isReWriteBatchedInserts() {
        return flag(Option.REWRITE_BATCHED_INSERTS);
    }

    /** Property {@code quoteReturningIdentifiers}: whether the column names given for generated keys are quoted. */
    public void setQuoteReturningIdentifiers(boolean quoteReturningIdentifiers) {
        text(Option.QUOTE_RETURNING_IDENTIFIERS, Boolean.toString(quoteReturningIdentifiers));
    }

    /** See {@link #setQuoteReturningIdentifiers}. */
    public boolean isQuoteReturningIdentifiers() {
        return flag(Option.QUOTE_RETURNING_IDENTIFIERS);
    }

    /**
     * Property {@code generatedKeys}: what {@code Statement.RETURN_GENERATED_KEYS} gives of an INSERT: the primary
     * {@code keys}, identity and other columns with a default, or {@code all} columns.
     */
    public void setGeneratedKeys(String generatedKeys) {
        text(Option.GENERATED_KEYS, generatedKeys);
    }

    /** See {@link #setGeneratedKeys}. */
    public String getGeneratedKeys() {
        return text(Option.GENERATED_KEYS);
    }

    /**
     * Property {@code hideUnprivilegedObjects}: whether {@code DatabaseMetaData} leaves out what the user has no privileges
     * for.
     */
    public void setHideUnprivilegedObjects(boolean hideUnprivilegedObjects) {
        text(Option.HIDE_UNPRIVILEGED_OBJECTS, Boolean.toString(hideUnprivilegedObjects));
    }

    /** See {@link #setHideUnprivilegedObjects}. */
    public boolean isHideUnprivilegedObjects() {
        return flag(Option.HIDE_UNPRIVILEGED_OBJECTS);
    }

    /**
     * Property {@code escapeSyntaxCallMode}: what {@code {call ..}} becomes: {@code auto} asks the catalogue whether it is a
     * function or a procedure; {@code select}, {@code callIfNoReturn} and {@code call} ask nobody.
     */
    public void setEscapeSyntaxCallMode(String escapeSyntaxCallMode) {
        text(Option.ESCAPE_SYNTAX_CALL_MODE, escapeSyntaxCallMode);
    }

    /** See {@link #setEscapeSyntaxCallMode}. */
    public String getEscapeSyntaxCallMode() {
        return text(Option.ESCAPE_SYNTAX_CALL_MODE);
    }

    /**
     * Property {@code logServerErrorDetail}: whether exception texts hold the server's detail, which may show values
     * of rows.
     */
    public void setLogServerErrorDetail(boolean logServerErrorDetail) {
        text(Option.LOG_SERVER_ERROR_DETAIL, Boolean.toString(logServerErrorDetail));
    }

    /** See {@link #setLogServerErrorDetail}. */
    public boolean isLogServerErrorDetail() {
        return flag(Option.LOG_SERVER_ERROR_DETAIL);
    }

    /**
     * Property {@code slowStatementThreshold}, in milliseconds: a statement that takes longer is logged as a warning,
     * without the values in it; 0 for none.
     */
    public void setSlowStatementThreshold(int slowStatementThreshold) {
        text(Option.SLOW_STATEMENT_THRESHOLD, Integer.toString(slowStatementThreshold));
    }

    /** See {@link #setSlowStatementThreshold}. */
    public int getSlowStatementThreshold() {
        return number(Option.SLOW_STATEMENT_THRESHOLD);
    }

    /**
     * Property {@code logUnclosedConnections}: whether a connection that was lost without being closed is logged as a
     * warning, with where it was opened.
     */
    public void setLogUnclosedConnections(boolean logUnclosedConnections) {
        text(Option.LOG_UNCLOSED_CONNECTIONS, Boolean.toString(logUnclosedConnections));
    }

    /** See {@link #setLogUnclosedConnections}. */
    public boolean isLogUnclosedConnections() {
        return flag(Option.LOG_UNCLOSED_CONNECTIONS);
    }

    /**
     * Property {@code wireTrace}: whether each message is told to the log, at level TRACE of the logger
     * {@code io.howdah.wire}, without what is in it.
     */
    public void setWireTrace(boolean wireTrace) {
        text(Option.WIRE_TRACE, Boolean.toString(wireTrace));
    }

    /** See {@link #setWireTrace}. */
    public boolean isWireTrace() {
        return flag(Option.WIRE_TRACE);
    }

    private void text(Option option, String value) {
        try {
            if (value == null) {
                settings.remove(option.propertyName());
            } else {
                settings.put(option, value, Source.PROPERTIES);
            }
        } catch (SQLException e) {
            throw ConnectErrors.badProperty(e);
        }
    }

    private String text(Option option) {
        return settings.get(option).or(option::defaultValue).orElse(null);
    }

    private boolean flag(Option option) {
        return Boolean.parseBoolean(text(option));
    }

    private int number(Option option) {
        try {
            return Integer.parseInt(text(option));
        } catch (NumberFormatException e) {
            throw new IllegalStateException(
                    "Property " + option.propertyName() + " was set to what is not a plain number", e);
        }
    }
}
