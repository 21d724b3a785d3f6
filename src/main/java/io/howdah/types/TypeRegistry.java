package io.howdah.types;

import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;

/**
 * What is known of types by their OIDs: name, codec, and the format in which to ask for values.
 *
 * <p>The built-in types are one shared table; those of a database are defined as a connection meets them. A lookup
 * takes no lock and allocates nothing for a type that is known. Thread-safe.
 */
public final class TypeRegistry {
    /** Built-in OIDs with codecs or names lie below; those of user-defined types start at 16384. */
    private static final int BUILTIN_LIMIT = 8192;

    private static final Defined NOTHING = new Defined(new int[0], new Codec<?>[0]);

    private final Builtin builtin;
    private final int[] textOids;
    private final ReentrantLock defining = new ReentrantLock();
    private volatile Defined defined = NOTHING;

    private TypeRegistry(Builtin builtin, int[] textOids) {
        this.builtin = builtin;
        this.textOids = textOids;
    }

    /** Chooses the codec of a type. */
    @FunctionalInterface
    public interface CodecChoice {
        /**
         * Called once per type, when the type is first met; never null.
         *
         * @param types where the codecs of the types that it is made of are found
         */
        Codec<?> codecOf(PgType type, TypeRegistry types);
    }

    /**
     * A registry of the built-in types.
     *
     * @param codecs those without which no program gets by; all others are chosen when their type is first met
     */
    public static TypeRegistry of(Collection<? extends Codec<?>> codecs, CodecChoice choice) {
        PgType[] types = new PgType[BUILTIN_LIMIT];
        for (PgType type : BuiltinTypes.ALL) {
            types[type.oid()] = type;
        }
        Codec<?>[] table = new Codec<?>[BUILTIN_LIMIT];
        for (Codec<?> codec : codecs) {
            table[codec.type().oid()] = codec;
        }
        return new TypeRegistry(new Builtin(types, table, choice), new int[0]);
    }

    /**
     * A registry that knows the same built-in types, for one database.
     *
     * @param forcedToText OIDs of types whose values are asked for in text although the codec reads binary
     */
    public TypeRegistry forDatabase(Set<Integer> forcedToText) {
        return new TypeRegistry(builtin, sorted(forcedToText));
    }

    /** The type, or one named "unknown oid N" until it is {@linkplain #define(PgType) defined}. */
    public PgType type(int oid) {
        return codec(oid).type();
    }

    /** Never null: a type that is not known is read and written as text. */
    public Codec<?> codec(int oid) {
        Codec<?> known = find(oid);
        return known != null ? known : builtin.choice.codecOf(PgType.unknown(oid), this);
    }

    /** Whether the catalogue need not be asked about it. */
    public boolean knows(int oid) {
        return find(oid) != null;
    }

    /** Binary wherever the codec reads it and nobody asked for text. */
    public Format resultFormat(int oid) {
        Codec<?> known = find(oid);
        if (known == null || !known.hasBinary()) {
            return Format.TEXT;
        }
        return textOids.length > 0 && Arrays.binarySearch(textOids, oid) >= 0 ? Format.TEXT : Format.BINARY;
    }

    /** Makes a type of this database known. The types it is made of are defined before. */
    public void define(PgType type) {
        define(List.of(builtin.choice.codecOf(type, this)));
    }

    /** Makes types of this database known with the codecs that read them. A later definition replaces an earlier. */
    public void define(Collection<? extends Codec<?>> codecs) {
        defining.lock();
        try {
            defined = defined.with(codecs);
        } finally {
            defining.unlock();
        }
    }

    private Codec<?> find(int oid) {
        if (oid >= 0 && oid < BUILTIN_LIMIT) {
            Codec<?> codec = builtin.codecs[oid];
            if (codec != null) {
                return codec;
            }
            if (builtin.types[oid] != null) {
                return builtin.choose(oid, this);
            }
        }
        return defined.find(oid);
    }

    private static int[] sorted(Set<Integer> oids) {
        int[] sorted = new int[oids.size()];
        int at = 0;
        for (int oid : oids) {
            sorted[at++] = oid;
        }
        Arrays.sort(sorted);
        return sorted;
    }

    /** What all databases have: one table for all registries. Threads that meet at a gap fill it with the same. */
    private record Builtin(PgType[] types, Codec<?>[] codecs, CodecChoice choice) {
        Codec<?> choose(int oid, TypeRegistry registry) {
            Codec<?> codec = choice.codecOf(types[oid], registry);
            codecs[oid] = codec;
            return codec;
        }
    }

    /** Sorted by OID, never changed, replaced as a whole. */
    private record Defined(int[] oids, Codec<?>[] codecs) {
        Codec<?> find(int oid) {
            int at = Arrays.binarySearch(oids, oid);
            return at < 0 ? null : codecs[at];
        }

        Defined with(Collection<? extends Codec<?>> more) {
            Map<Integer, Codec<?>> byOid = new HashMap<>();
            for (Codec<?> codec : codecs) {
                byOid.put(codec.type().oid(), codec);
            }
            for (Codec<?> codec : more) {
                byOid.put(codec.type().oid(), codec);
            }
            int[] sorted = sorted(byOid.keySet());
            Codec<?>[] inOrder = new Codec<?>[sorted.length];
            for (int i = 0; i < sorted.length; i++) {
                inOrder[i] = byOid.get(sorted[i]);
            }
            return new Defined(sorted, inOrder);
        }
    }
}
