package io.howdah.session;

import io.howdah.api.ServerError;
import io.howdah.error.SqlState;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;

/**
 * The statements a session keeps prepared, least recently used first out. Touched under the wire lock only.
 *
 * <p>Statements beyond the limits leave when the next flight is written, and are closed on the server with that flight,
 * whatever it is for.
 */
public final class StatementCache {
    private static final int[] NO_OIDS = {};

    /** How many texts that came once are remembered, by their hash; a power of two. */
    private static final int SEEN_ONCE = 64;

    /** Characters; a longer text is hardly written by hand, and hardly comes again. */
    private static final int LONGEST_SEEN = 16 * 1024;

    /** By their hash; null until one came. */
    private String[] seenOnce;

    private final int maxQueries;
    private final long maxCharacters;
    private final LinkedHashMap<String, PreparedQuery> bySql = new LinkedHashMap<>(16, 0.75f, true);
    private final List<String> toClose = new ArrayList<>();
    private long characters;
    private int lastName;

    /** @param maxQueries 0 for no named statement ever */
    StatementCache(int maxQueries, int maxMiB) {
        this.maxQueries = maxQueries;
        this.maxCharacters = maxMiB * 1024L * 1024;
    }

    /** Whether statements are named at all. */
    public boolean isOn() {
        return maxQueries > 0;
    }

    /** The query for a text without parameters. */
    public PreparedQuery get(String sql) {
        return get(sql, NO_OIDS);
    }

    /**
     * The query for a text and the types declared for its parameters, known or new.
     *
     * @param declaredOids kept by a new query, so not to be changed afterwards
     */
    public PreparedQuery get(String sql, int[] declaredOids) {
        if (!isOn() || sql.length() > maxCharacters) {
            return PreparedQuery.unnamed(sql, declaredOids);
        }
        PreparedQuery first = bySql.get(sql);
        for (PreparedQuery query = first; query != null; query = query.nextVariant) {
            if (Arrays.equals(query.declaredOids(), declaredOids)) {
                return query;
            }
        }
        PreparedQuery added = PreparedQuery.named("S_" + ++lastName, sql, declaredOids.clone());
        added.nextVariant = first;
        bySql.put(sql, added);
        characters += sql.length();
        return added;
    }

    /**
     * As {@link #get(String, int[])}, for types that the server had told of another statement.
     *
     * @param basis the other; an error that may be one of types makes it be described anew
     */
    public PreparedQuery get(String sql, int[] declaredOids, PreparedQuery basis) {
        PreparedQuery query = get(sql, declaredOids);
        query.basis = basis;
        return query;
    }

    /** For a text that will hardly come again: it is parsed, executed and forgotten. */
    public PreparedQuery once(String sql) {
        return once(sql, NO_OIDS);
    }

    public PreparedQuery once(String sql, int[] declaredOids) {
        return PreparedQuery.unnamed(sql, declaredOids);
    }

    /**
     * Whether a text was asked for before, here or by {@link #get}: a second time is worth preparing it. Remembers this
     * time.
     */
    public boolean cameBefore(String sql) {
        if (!isOn()) {
            return false;
        }
        if (bySql.containsKey(sql)) {
            return true;
        }
        if (seenOnce == null) {
            seenOnce = new String[SEEN_ONCE];
        }
        int slot = sql.hashCode() & SEEN_ONCE - 1;
        if (sql.equals(seenOnce[slot])) {
            seenOnce[slot] = null;
            return true;
        }
        seenOnce[slot] = sql.length() <= LONGEST_SEEN ? sql : null;
        return false;
    }

    /** How many texts are kept. */
    public int size() {
        return bySql.size();
    }

    /** What an error says about the cache. */
    enum Ailment {
        NONE,
        /** The server lost the statement, or what it returns has changed. */
        STALE,
        /** The types that the server gave to its parameters may fit no longer. */
        DOUBTFUL
    }

    /**
     * Looks whether an error says that the cache and the server disagree, and mends the cache: if they did, the same flight
     * may well succeed now.
     *
     * @param known whether the statement was prepared by an earlier flight
     */
    Ailment heal(Failure failure, boolean known) {
        PreparedQuery query = failure.query();
        // Behind Bind the error is about a statement that the user's own SQL has prepared.
        if (failure.stage() != Failure.Stage.BIND || query == null || !query.isNamed()) {
            return Ailment.NONE;
        }
        ServerError error = failure.error();
        if (SqlState.UNKNOWN_STATEMENT_NAME.is(error.sqlState())) {
            forgetAll();
            return Ailment.STALE;
        }
        if (SqlState.FEATURE_NOT_SUPPORTED.is(error.sqlState())
                && error.routine().filter("RevalidateCachedQuery"::equals).isPresent()) {
            forget(query);
            return Ailment.STALE;
        }
        PreparedQuery typed = query.basis == null ? query : query.basis;
        boolean inferred = Arrays.stream(typed.declaredOids()).anyMatch(oid -> oid == 0);
        // A type that the text names may have been dropped and created anew: an internal error at this place, for which
        // there is nearly no other reason.
        if (known && (SqlState.INTERNAL_ERROR.is(error.sqlState()) || inferred && mayBeOfTypes(error))) {
            forget(query);
            forget(typed);
            return Ailment.DOUBTFUL;
        }
        return Ailment.NONE;
    }

    /** A value that is none of its type, types that do not fit together, or a type that is gone. */
    private static boolean mayBeOfTypes(ServerError error) {
        return error.sqlState().startsWith("22") || error.sqlState().startsWith("42");
    }

    /** Chooses the formats of known columns once more. */
    void chooseFormats(ResultFormats formats) {
        for (PreparedQuery first : bySql.values()) {
            for (PreparedQuery query = first; query != null; query = query.nextVariant) {
                query.chooseFormats(formats);
            }
        }
    }

    /** Drops one statement, here and on the server: what it was prepared for has changed. */
    void forget(PreparedQuery query) {
        PreparedQuery first = bySql.get(query.sql());
        if (first != null && !query.isForgotten()) {
            bySql.remove(query.sql());
            drop(first);
        }
    }

    /**
     * Drops the statements that were described with columns of a table: it is gone. If another has its name, the server
     * goes on to run them without a word, as long as the types are the same.
     */
    void forgetThoseOf(int tableOid) {
        List<PreparedQuery> stale = new ArrayList<>();
        for (PreparedQuery first : bySql.values()) {
            for (PreparedQuery query = first; query != null; query = query.nextVariant) {
                if (query.isOfTable(tableOid)) {
                    stale.add(query);
                }
            }
        }
        stale.forEach(this::forget);
    }

    /** The server forgot them all: DISCARD ALL, DEALLOCATE, or another server behind a pooler. */
    void forgetAll() {
        bySql.values().forEach(StatementCache::forgetVariants);
        bySql.clear();
        toClose.clear();
        characters = 0;
    }

    /** The server forgot one by name, which may have been ours. Closing a name that it no longer has is no error. */
    void forgetOne() {
        bySql.values().forEach(this::drop);
        bySql.clear();
    }

    /** Names to be closed with the next flight. */
    List<String> toClose() {
        return toClose;
    }

    /**
     * Makes what is beyond the limits leave. Between flights only: a statement that left in the middle of one would be
     * parsed under a name that nobody closes, or that the server still has.
     */
    void evict() {
        if (bySql.size() <= maxQueries && characters <= maxCharacters) {
            return;
        }
        var eldest = bySql.values().iterator();
        // The last one used stays, however small the cache.
        while (bySql.size() > 1 && (bySql.size() > maxQueries || characters > maxCharacters)) {
            PreparedQuery query = eldest.next();
            eldest.remove();
            drop(query);
        }
    }

    private void drop(PreparedQuery first) {
        for (PreparedQuery query = first; query != null; query = query.nextVariant) {
            characters -= query.sql().length();
            if (query.isPrepared()) {
                toClose.add(query.name());
            }
            query.forget();
        }
    }

    private static void forgetVariants(PreparedQuery first) {
        for (PreparedQuery query = first; query != null; query = query.nextVariant) {
            query.forget();
        }
    }
}
