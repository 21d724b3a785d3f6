package io.howdah.types;

import io.howdah.api.TypeCodec;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Set;

/**
 * What is known of types by their OIDs: name, codec, and the format in which to ask for values.
 *
 * <p>The built-in types are one shared table; those of a database are defined as a connection meets them. A lookup
 * takes no lock and allocates nothing for a type that is known. Thread-safe.
 */
public final class TypeRegistry {
    /** Built-in OIDs with codecs or names lie below; those of user-defined types start at 16384. */
    private static final int BUILTIN_LIMIT = 8192;

    private final Builtin builtin;
    private final int[] textOids;
    private final List<TypeCodec<?>> userCodecs;

    /** Null until a type is met that is not built in. */
    private volatile TypeDefinitions definitions;

    private TypeRegistry(Builtin builtin, int[] textOids, List<TypeCodec<?>> userCodecs) {
        this.builtin = builtin;
        this.textOids = textOids;
        this.userCodecs = userCodecs;
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
        return new TypeRegistry(new Builtin(types, table, choice), new int[0], List.of());
    }

    /**
     * A registry that knows the same built-in types, for one connection.
     *
     * @param forcedToText OIDs of types whose values are asked for in text although the codec reads binary
     * @param userCodecs for types that are not built in, before any other
     */
    public TypeRegistry forConnection(Set<Integer> forcedToText, List<TypeCodec<?>> userCodecs) {
        return new TypeRegistry(builtin, sorted(forcedToText), List.copyOf(userCodecs));
    }

    /** Codecs of the user's for types that are not built in. */
    public List<TypeCodec<?>> userCodecs() {
        return userCodecs;
    }

    /** From now on knows what these know, and tells them what it learns; what it had learnt before is dropped. */
    public void join(TypeDefinitions shared) {
        definitions = shared;
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

    /** Whether the type is in the table that all databases share. */
    public boolean isBuiltin(int oid) {
        return oid >= 0 && oid < BUILTIN_LIMIT && builtin.types[oid] != null;
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
        TypeDefinitions known = definitions;
        if (known == null) {
            known = new TypeDefinitions();
            definitions = known;
        }
        known.define(codecs);
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
        TypeDefinitions known = definitions;
        return known == null ? null : known.find(oid);
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
}
