package io.howdah.api;

/** What can be altered of a logical slot. */
public enum SlotSetting {
    /** Whether standbys keep a copy of the slot. */
    FAILOVER,
    /** Whether prepared transactions are sent when they are prepared. */
    TWO_PHASE
}
