package io.howdah.datasource;

import io.howdah.api.ConnectionObserver;

/** Two observers in place of one. */
final class BothObservers implements ConnectionObserver {
    private final ConnectionObserver first;
    private final ConnectionObserver second;

    BothObservers(ConnectionObserver first, ConnectionObserver second) {
        this.first = first;
        this.second = second;
    }

    @Override
    public Observation begins(Operation operation) {
        Observation one = first.begins(operation);
        Observation other = second.begins(operation);
        if (one == null || other == null) {
            return one == null ? other : one;
        }
        return result -> {
            one.ends(result);
            other.ends(result);
        };
    }
}
