package io.howdah.datasource;

import io.howdah.config.Option;

/** What the session on the server starts with. Part of {@link ConnectionProperties}. */
public abstract class SessionProperties extends LoginProperties {
    SessionProperties() {}

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
}
