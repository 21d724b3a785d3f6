package io.howdah.replication;

import io.howdah.api.ServerError;
import io.howdah.session.Flight;
import io.howdah.session.Plan;
import io.howdah.session.Reply;
import io.howdah.session.SessionKind;
import io.howdah.types.Codec;
import io.howdah.types.CodecContext;
import io.howdah.types.DatabaseTypes;
import io.howdah.types.PgType;
import io.howdah.types.TypeRegistry;
import io.howdah.types.codec.BuiltinCodecs;
import java.time.Duration;
import java.util.Collection;
import java.util.Set;
import java.util.TimeZone;

/** A connection of which nothing is there but the built-in types. */
final class TypesOnly implements ReplicationHost, DatabaseTypes {
    private final TypeRegistry registry = BuiltinCodecs.newRegistry(Set.of());

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
        return this;
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

    @Override
    public TypeRegistry registry() {
        return registry;
    }

    @Override
    public boolean learn(Collection<Integer> oids) {
        return false;
    }

    @Override
    public boolean relearn(int oid) {
        return false;
    }

    @Override
    public Codec<?> codecNamed(String name) {
        throw new UnsupportedOperationException();
    }

    @Override
    public String nameOf(PgType type) {
        return type.name();
    }
}
