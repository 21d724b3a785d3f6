package io.howdah.replication;

import io.howdah.api.ServerError;
import io.howdah.session.Flight;
import io.howdah.session.Plan;
import io.howdah.session.Reply;
import io.howdah.session.SessionKind;
import io.howdah.types.BuiltinTypesOnly;
import io.howdah.types.CodecContext;
import io.howdah.types.DatabaseTypes;
import java.time.Duration;
import java.util.TimeZone;

/** A connection of which nothing is there but the built-in types. */
final class TypesOnly implements ReplicationHost {
    private final DatabaseTypes types = new BuiltinTypesOnly();

    @Override
    public SessionKind kind() {
        return SessionKind.LOGICAL_REPLICATION;
    }

    @Override
    public Reply send(Plan plan) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void open(Flight flight) {
        throw new UnsupportedOperationException();
    }

    @Override
    public DatabaseTypes types() {
        return types;
    }

    @Override
    public CodecContext codecContext() {
        return new CodecContext("UTC", TimeZone.getTimeZone("UTC"));
    }

    @Override
    public Duration timeout() {
        return Duration.ZERO;
    }

    @Override
    public Duration longestSilence() {
        return Duration.ZERO;
    }

    @Override
    public void onNotice(ServerError notice) {
        throw new UnsupportedOperationException();
    }

    @Override
    public int serverMajor() {
        return 18;
    }
}
