package io.howdah.datasource;

import io.howdah.config.Option;

/** Which servers to connect to, and which of several. Part of {@link ConnectionProperties}. */
public abstract class HostProperties extends SettingsBean {
    HostProperties() {}

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
}
