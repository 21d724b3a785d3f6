package io.howdah.datasource;

import io.howdah.config.Option;

/** The socket, the limits of time, the version of the protocol. Part of {@link ConnectionProperties}. */
public abstract class SocketProperties extends HostProperties {
    SocketProperties() {}

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
}
