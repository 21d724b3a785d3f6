package io.howdah.session;

/** What the server made of the startup parameter {@code replication}. */
public enum SessionKind {
    ORDINARY,
    /** {@code replication=database}: SQL and the commands of replication, by the simple sub-protocol. */
    LOGICAL_REPLICATION,
    /** {@code replication=true}: the commands of replication alone, and no database. */
    PHYSICAL_REPLICATION;

    /** @param parameter of the startup message; null if it was not part of it */
    public static SessionKind of(String parameter) {
        return parameter == null ? ORDINARY : parameter.equals("database") ? LOGICAL_REPLICATION : PHYSICAL_REPLICATION;
    }

    /** Whether the server refuses the extended sub-protocol. */
    public boolean isSimpleOnly() {
        return this != ORDINARY;
    }
}
