package io.howdah.replication;

import io.howdah.types.BuiltinTypes;
import io.howdah.types.Codec;
import io.howdah.types.CodecContext;
import io.howdah.types.PgType;
import io.howdah.types.TypeRegistry;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** What is known of the types of columns while nobody can be asked, since the stream has the wire. Thread-safe. */
final class ColumnTypes {
    private final ReplicationHost host;

    /** Null until something asks for a type that is not built in. */
    private final TypeRegistry registry;

    /** Domains over built-in types, which the stream itself tells. */
    private final Map<Integer, Integer> bases = new ConcurrentHashMap<>();

    ColumnTypes(ReplicationHost host) {
        this.host = host;
        this.registry = host.types().registry();
    }

    /** The stream says what a type is called; of a domain, what the type below is called. */
    void named(int oid, String schema, String name) {
        if (!schema.equals("pg_catalog") || registry.knows(oid)) {
            return;
        }
        for (PgType type : BuiltinTypes.ALL) {
            if (type.name().equals(name)) {
                bases.put(oid, type.oid());
                return;
            }
        }
    }

    /** Whether a value in binary can be understood. */
    boolean knows(int oid) {
        return registry.knows(oid) || bases.containsKey(oid);
    }

    /** Reads text where the type is not known. */
    Codec<?> codec(int oid) {
        Integer base = registry.knows(oid) ? null : bases.get(oid);
        return registry.codec(base == null ? oid : base);
    }

    CodecContext context() {
        return host.codecContext();
    }
}
