package io.howdah.doctor;

import io.howdah.connect.ConnectListener.Phase;

/** What the process ends with: how far it came. Documented in docs/doctor.md; numbers do not change. */
enum ExitCode {
    WELL(0),
    QUERY_FAILED(1),
    /** Arguments, URL or properties; or a password that nobody can be asked for. */
    NOT_UNDERSTOOD(2),
    NOT_RESOLVED(3),
    NOT_CONNECTED(4),
    NOT_ENCRYPTED(5),
    NOT_AUTHENTICATED(6),
    NOT_STARTED(7);

    final int number;

    ExitCode(int number) {
        this.number = number;
    }

    static ExitCode of(Phase failed) {
        return switch (failed) {
            case RESOLVE -> NOT_RESOLVED;
            case CONNECT -> NOT_CONNECTED;
            case ENCRYPT -> NOT_ENCRYPTED;
            case AUTHENTICATE -> NOT_AUTHENTICATED;
            case START -> NOT_STARTED;
        };
    }
}
