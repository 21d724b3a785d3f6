package io.howdah.types;

import io.howdah.types.codec.BuiltinCodecs;
import java.util.Collection;
import java.util.Set;

/** A database of which nothing is known, and nothing can be learnt, but the built-in types. */
public final class BuiltinTypesOnly implements DatabaseTypes {
    private final TypeRegistry registry = BuiltinCodecs.newRegistry(Set.of());

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
