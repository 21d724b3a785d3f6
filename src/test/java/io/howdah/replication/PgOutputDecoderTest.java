package io.howdah.replication;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.howdah.api.ChangedRow;
import io.howdah.api.LogSequenceNumber;
import io.howdah.api.PgOutputMessage;
import io.howdah.replication.MessageDecoder.WalHeader;
import io.howdah.wire.ByteWriter;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.Random;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Messages as bytes, right and wrong. */
class PgOutputDecoderTest {
    private static final WalHeader HEADER = new WalHeader(0, 0, 0);
    private static final int TABLE = 20_000;
    private static final int INT4 = 23;

    private final PgOutputDecoder decoder = new PgOutputDecoder(new ColumnTypes(new TypesOnly()));

    private static byte[] bytes(Consumer<ByteWriter> content) {
        var out = new ByteWriter(64);
        content.accept(out);
        return Arrays.copyOf(out.bytes(), out.size());
    }

    private PgOutputMessage decode(byte[] bytes) throws SQLException {
        return decoder.decode(HEADER, bytes, 0, bytes.length);
    }

    private <T extends PgOutputMessage> T decode(Class<T> type, byte[] bytes) throws SQLException {
        return type.cast(decode(bytes));
    }

    /** @param xid 0 outside of streamed blocks */
    private static byte[] relation(int xid, String... columns) {
        return bytes(out -> {
            out.int8('R');
            if (xid != 0) {
                out.int32(xid);
            }
            out.int32(TABLE);
            out.cString("zoo");
            out.cString("elephant");
            out.int8('d');
            out.int16(columns.length);
            for (String column : columns) {
                out.int8(column.equals("id") ? 1 : 0);
                out.cString(column);
                out.int32(INT4);
                out.int32(-1);
            }
        });
    }

    private static void text(ByteWriter out, String value) {
        out.int8('t');
        out.int32(value.length());
        out.bytes(value.getBytes(UTF_8));
    }

    private static byte[] insert(int xid, String... values) {
        return bytes(out -> {
            out.int8('I');
            if (xid != 0) {
                out.int32(xid);
            }
            out.int32(TABLE);
            out.int8('N');
            out.int16(values.length);
            for (String value : values) {
                text(out, value);
            }
        });
    }

    private static byte[] streamStart(int xid) {
        return bytes(out -> {
            out.int8('S');
            out.int32(xid);
            out.int8(1);
        });
    }

    private static byte[] streamAbort(int xid, int subtransaction) {
        return bytes(out -> {
            out.int8('A');
            out.int32(xid);
            out.int32(subtransaction);
        });
    }

    private static final byte[] STREAM_STOP = {'E'};

    @Test
    void aTransactionIsBeginAndChangesAndCommit() throws SQLException {
        var begin = decode(PgOutputMessage.Begin.class, bytes(out -> {
            out.int8('B');
            out.int64(0x16_B374_D848L);
            out.int64(1_000_000);
            out.int32(-1);
        }));
        assertThat(begin.commitPosition()).hasToString("16/B374D848");
        assertThat(begin.commitTime()).isEqualTo("2000-01-01T00:00:01Z");
        assertThat(begin.xid()).isEqualTo(4_294_967_295L);
        decode(relation(0, "id", "age"));
        ChangedRow row =
                decode(PgOutputMessage.Insert.class, insert(0, "1", "42")).row();
        assertThat(row.get("age", Integer.class)).isEqualTo(42);
        assertThat(row.get("age")).isEqualTo(42);
        assertThat(row).hasToString("row of zoo.elephant");
    }

    @Test
    void valuesInBothFormatsMayStandInOneRow() throws SQLException {
        decode(relation(0, "id", "age", "mother"));
        ChangedRow row = decode(PgOutputMessage.Insert.class, bytes(out -> {
                    out.int8('I');
                    out.int32(TABLE);
                    out.int8('N');
                    out.int16(3);
                    out.int8('b');
                    out.int32(4);
                    out.int32(7);
                    text(out, "8");
                    out.int8('n');
                }))
                .row();
        assertThat(row.get(1, Integer.class)).isEqualTo(7);
        assertThat(row.get(2, Integer.class)).isEqualTo(8);
        assertThat(row.get(3, Integer.class)).isNull();
        assertThat(row.presence(3)).isEqualTo(ChangedRow.Presence.NULL);
        assertThatThrownBy(() -> row.get(4)).hasMessageContaining("none of the 3 columns");
    }

    @Test
    void aTableInAStreamedBlockIsItsTransactionsOwnUntilThatCommits() throws SQLException {
        decode(relation(0, "id"));
        decode(streamStart(5));
        decode(relation(5, "id", "age"));
        assertThat(decode(PgOutputMessage.Insert.class, insert(6, "1", "2")).xid())
                .isEqualTo(6);
        decode(STREAM_STOP);
        // Elsewhere the column is not there yet.
        assertThat(decode(PgOutputMessage.Insert.class, insert(0, "1")).row().columnCount())
                .isEqualTo(1);
        decode(streamAbort(5, 6));
        decode(streamAbort(5, 5));
        assertThat(decode(PgOutputMessage.Insert.class, insert(0, "1")).row().columnCount())
                .isEqualTo(1);
        decode(streamStart(7));
        decode(relation(7, "id", "age"));
        decode(STREAM_STOP);
        decode(bytes(out -> {
            out.int8('c');
            out.int32(7);
            out.int8(0);
            out.int64(1);
            out.int64(2);
            out.int64(3);
        }));
        assertThat(decode(PgOutputMessage.Insert.class, insert(0, "1", "2"))
                        .row()
                        .columnCount())
                .isEqualTo(2);
    }

    @Test
    void anAbortMayTellItsPosition() throws SQLException {
        var abort = decode(PgOutputMessage.StreamAbort.class, bytes(out -> {
            out.bytes(streamAbort(1, 2));
            out.int64(99);
            out.int64(0);
        }));
        assertThat(abort.position()).contains(new LogSequenceNumber(99));
        assertThat(decode(PgOutputMessage.StreamAbort.class, streamAbort(1, 2)).position())
                .isEmpty();
    }

    // ---- wrong ones

    static Stream<byte[]> messages() {
        return Stream.of(
                relation(0, "id", "age"),
                insert(0, "1", "2"),
                streamAbort(1, 2),
                streamStart(3),
                bytes(out -> {
                    out.int8('U');
                    out.int32(TABLE);
                    out.int8('K');
                    out.int16(2);
                    text(out, "1");
                    out.int8('n');
                    out.int8('N');
                    out.int16(2);
                    text(out, "1");
                    out.int8('u');
                }),
                bytes(out -> {
                    out.int8('D');
                    out.int32(TABLE);
                    out.int8('O');
                    out.int16(2);
                    text(out, "1");
                    text(out, "2");
                }),
                bytes(out -> {
                    out.int8('T');
                    out.int32(1);
                    out.int8(3);
                    out.int32(TABLE);
                }),
                bytes(out -> {
                    out.int8('M');
                    out.int8(1);
                    out.int64(1);
                    out.cString("prefix");
                    out.int32(3);
                    out.bytes(new byte[3]);
                }),
                bytes(out -> {
                    out.int8('r');
                    out.int8(0);
                    for (int i = 0; i < 4; i++) {
                        out.int64(i);
                    }
                    out.int32(1);
                    out.cString("gid");
                }));
    }

    @ParameterizedTest
    @MethodSource("messages")
    void aMessageThatIsCutOrTooLongIsOneClearException(byte[] whole) throws SQLException {
        decode(relation(0, "id", "age"));
        for (int length = 0; length < whole.length; length++) {
            byte[] cut = Arrays.copyOf(whole, length);
            assertThatThrownBy(() -> decode(cut))
                    .isInstanceOf(SQLException.class)
                    .hasMessageContaining("A message of pgoutput is not understood")
                    .extracting(e -> ((SQLException) e).getSQLState())
                    .isEqualTo("08P01");
        }
        byte[] longer = Arrays.copyOf(whole, whole.length + 1);
        assertThatThrownBy(() -> new PgOutputDecoderTest().decodeAfterRelation(longer))
                .isInstanceOf(SQLException.class);
        decodeAfterRelation(whole);
    }

    private void decodeAfterRelation(byte[] message) throws SQLException {
        decode(relation(0, "id", "age"));
        assertThat(decode(message)).isNotNull();
    }

    @Test
    void nothingButSqlExceptionsComesOfAnyBytes() {
        var random = new Random(42);
        byte[][] all = messages().toArray(byte[][]::new);
        for (int i = 0; i < 200_000; i++) {
            byte[] mutated = all[random.nextInt(all.length)].clone();
            for (int flips = random.nextInt(4); flips >= 0; flips--) {
                mutated[random.nextInt(mutated.length)] = (byte) random.nextInt(256);
            }
            try {
                read(decode(mutated));
            } catch (SQLException e) {
                assertThat(e.getSQLState()).isNotNull();
            }
        }
    }

    private static void read(PgOutputMessage message) throws SQLException {
        if (message instanceof PgOutputMessage.Insert insert) {
            for (int i = 1; i <= insert.row().columnCount(); i++) {
                insert.row().get(i);
            }
        }
    }

    @Test
    void anUnknownMessageIsNamed() {
        assertThatThrownBy(() -> decode(new byte[] {'!', 1, 2})).hasMessageContaining("'!'");
        assertThatThrownBy(() -> decode(insert(0, "1"))).hasMessageContaining("20000, which was not described");
        assertThatThrownBy(() -> decode(STREAM_STOP)).hasMessageContaining("has not begun");
    }
}
