package io.howdah.api;

import java.util.Locale;

/** How much a notice matters, from least to most. */
public enum NoticeSeverity {
    DEBUG,
    LOG,
    INFO,
    NOTICE,
    WARNING;

    /** Of a notice; one of a severity that is none of these, or translated by a server before 9.6, is a NOTICE. */
    public static NoticeSeverity of(ServerError notice) {
        String name = notice.severity().toUpperCase(Locale.ROOT);
        for (NoticeSeverity each : values()) {
            if (name.startsWith(each.name())) {
                return each;
            }
        }
        return NOTICE;
    }

    /** Whether a notice is at least of this severity. */
    public boolean admits(ServerError notice) {
        return of(notice).compareTo(this) >= 0;
    }
}
