package io.howdah.sql;

import java.util.ArrayList;
import java.util.List;

/**
 * What a statement does, by its first key word; synonyms share a verb.
 *
 * <p>A hint for choices of ours, never proof: what became of a transaction, say, only the server knows.
 */
public enum Verb {
    SELECT("select", "table"),
    INSERT("insert"),
    UPDATE("update"),
    DELETE("delete"),
    MERGE("merge"),
    VALUES("values"),
    /** A WITH whose main statement was not found; else the main statement's verb is given. */
    WITH("with"),
    BEGIN("begin", "start"),
    COMMIT("commit", "end"),
    /** Also ROLLBACK TO a savepoint, and ROLLBACK PREPARED. */
    ROLLBACK("rollback", "abort"),
    SAVEPOINT("savepoint"),
    RELEASE("release"),
    SET("set"),
    RESET("reset"),
    SHOW("show"),
    /** Also PREPARE TRANSACTION. */
    PREPARE("prepare"),
    EXECUTE("execute"),
    DEALLOCATE("deallocate"),
    DISCARD("discard"),
    DECLARE("declare"),
    FETCH("fetch"),
    MOVE("move"),
    CLOSE("close"),
    COPY("copy"),
    CALL("call"),
    DO("do"),
    EXPLAIN("explain"),
    LISTEN("listen"),
    UNLISTEN("unlisten"),
    NOTIFY("notify"),
    LOCK("lock"),
    CREATE("create"),
    ALTER("alter"),
    DROP("drop"),
    TRUNCATE("truncate"),
    GRANT("grant"),
    REVOKE("revoke"),
    COMMENT("comment"),
    SECURITY("security"),
    IMPORT("import"),
    REFRESH("refresh"),
    REINDEX("reindex"),
    REASSIGN("reassign"),
    CLUSTER("cluster"),
    VACUUM("vacuum"),
    ANALYZE("analyze", "analyse"),
    CHECKPOINT("checkpoint"),
    LOAD("load"),
    OTHER;

    private static final Verb[][] BY_LETTER = new Verb[26][];

    static {
        for (int letter = 0; letter < BY_LETTER.length; letter++) {
            BY_LETTER[letter] = withInitial((char) ('a' + letter));
        }
    }

    private final List<String> words;

    Verb(String... words) {
        this.words = List.of(words);
    }

    private static Verb[] withInitial(char initial) {
        List<Verb> verbs = new ArrayList<>();
        for (Verb verb : values()) {
            for (String word : verb.words) {
                if (word.charAt(0) == initial) {
                    verbs.add(verb);
                    break;
                }
            }
        }
        return verbs.toArray(new Verb[0]);
    }

    /** INSERT, UPDATE, DELETE or MERGE: what may have a RETURNING. */
    public boolean modifiesRows() {
        return this == INSERT || this == UPDATE || this == DELETE || this == MERGE;
    }

    boolean isMainOfWith() {
        return modifiesRows() || this == SELECT || this == VALUES;
    }

    /** The verb of the word the scanner stands on. */
    static Verb of(SqlScanner scanner) {
        int letter = (scanner.symbol() | 0x20) - 'a';
        if (letter >= 0 && letter < BY_LETTER.length) {
            for (Verb verb : BY_LETTER[letter]) {
                for (int i = 0; i < verb.words.size(); i++) {
                    if (scanner.isWord(verb.words.get(i))) {
                        return verb;
                    }
                }
            }
        }
        return OTHER;
    }
}
