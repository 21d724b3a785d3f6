package io.howdah.replication;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.howdah.api.TestDecodingMessage.Begin;
import io.howdah.api.TestDecodingMessage.Change;
import io.howdah.api.TestDecodingMessage.Column;
import io.howdah.api.TestDecodingMessage.Commit;
import io.howdah.api.TestDecodingMessage.Kind;
import io.howdah.api.TestDecodingMessage.Message;
import io.howdah.api.TestDecodingMessage.Other;
import io.howdah.api.TestDecodingMessage.Truncate;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Lines as test_decoding writes them. */
class TestDecodingTest {
    private final TestDecoding decoder = new TestDecoding(new ColumnTypes(new TypesOnly()));

    @Test
    void transactionsHaveNumbersAndTimesIfWanted() throws SQLException {
        assertThat(decoder.parse("BEGIN")).isEqualTo(new Begin(OptionalLong.empty()));
        assertThat(decoder.parse("BEGIN 4294967295")).isEqualTo(new Begin(OptionalLong.of(4294967295L)));
        assertThat(decoder.parse("COMMIT 7")).isEqualTo(new Commit(OptionalLong.of(7), Optional.empty()));
        assertThat(decoder.parse("COMMIT (at 2020-01-02 03:04:05.5+00)"))
                .isEqualTo(new Commit(OptionalLong.empty(), Optional.of(Instant.parse("2020-01-02T03:04:05.5Z"))));
    }

    @Test
    void changesHaveColumnsWithTypes() throws SQLException {
        var update = (Change) decoder.parse("table public.\"a.\"\"b\": UPDATE: old-key: id[integer]:1"
                + " new-tuple: id[integer]:2 \"odd [c]\"[public.\"my]type\"]:'it''s ' n[character varying[]]:null"
                + " big[text]:unchanged-toast-datum x[bit]:B'101' t[boolean]:true");
        assertThat(update.table()).isEqualTo("public.\"a.\"\"b\"");
        assertThat(update.kind()).isEqualTo(Kind.UPDATE);
        assertThat(update.old()).containsExactly(new Column("id", "integer", "1", false));
        assertThat(update.row())
                .containsExactly(
                        new Column("id", "integer", "2", false),
                        new Column("odd [c]", "public.\"my]type\"", "it's ", false),
                        new Column("n", "character varying[]", null, false),
                        new Column("big", "text", null, true),
                        new Column("x", "bit", "101", false),
                        new Column("t", "boolean", "true", false));
        assertThat(decoder.parse("table a.b: DELETE: (no-tuple-data)"))
                .isEqualTo(new Change("a.b", Kind.DELETE, List.of(), List.of()));
        assertThat(decoder.parse("table a.b: INSERT: x[text]:' new-tuple:'"))
                .isEqualTo(new Change(
                        "a.b", Kind.INSERT, List.of(), List.of(new Column("x", "text", " new-tuple:", false))));
    }

    @Test
    void theRestIsTruncatesAndMessagesAndOthers() throws SQLException {
        assertThat(decoder.parse("table a.b, a.c: TRUNCATE: restart_seqs cascade"))
                .isEqualTo(new Truncate(List.of("a.b", "a.c"), true, true));
        assertThat(decoder.parse("table a.b: TRUNCATE: (no-flags)"))
                .isEqualTo(new Truncate(List.of("a.b"), false, false));
        assertThat(decoder.parse("message: transactional: 1 prefix: p, sz: 5 content:a b c"))
                .isEqualTo(new Message(true, "p", "a b c"));
        String line = "opening a streamed block for transaction TXN 7";
        assertThat(decoder.parse(line)).isEqualTo(new Other(line));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "BEGIN x",
                "BEGIN 12345678901",
                "COMMIT (at never)",
                "COMMIT (at ",
                "table",
                "table a",
                "table a.b: MERGE: ",
                "table a.b: INSERT: x",
                "table a.b: INSERT: x[text",
                "table a.b: INSERT: x[text]:",
                "table a.b: INSERT: x[text]:'secret",
                "table a.\"b: INSERT: x[text]:1",
                "message: transactional: 1 prefix",
                "something else"
            })
    void aLineOfAnotherFormIsOneClearExceptionWithoutItsValues(String line) {
        assertThatThrownBy(() -> decoder.parse(line))
                .isInstanceOf(SQLException.class)
                .satisfies(e -> assertThat(e.getMessage()).doesNotContain("secret"));
    }
}
