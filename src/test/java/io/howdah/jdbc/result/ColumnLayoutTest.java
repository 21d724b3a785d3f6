package io.howdah.jdbc.result;

import static io.howdah.session.ServerWords.binaryColumn;
import static io.howdah.session.ServerWords.column;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.howdah.error.SqlErrors;
import io.howdah.types.Codec;
import io.howdah.types.DatabaseTypes;
import io.howdah.types.Format;
import io.howdah.types.PgType;
import io.howdah.types.TypeRegistry;
import io.howdah.types.TypeShape;
import io.howdah.types.codec.BuiltinCodecs;
import io.howdah.wire.Field;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ColumnLayoutTest {
    private final ColumnLayout layout = Results.layout(List.of(
            column("id", 23),
            column("ID", 23),
            column("Name", 25),
            column("name", 25),
            column("id", 20),
            column("Größe", 25),
            column("", 25)));

    @ParameterizedTest
    @CsvSource({
        "id, 0",
        "ID, 1",
        "Id, 0",
        "Name, 2",
        "name, 3",
        "NAME, 2",
        "GRÖSSE, -1",
        "GRÖßE, 5",
        "'', 6",
        "' id', -1"
    })
    void findsTheExactLabelFirstThenAnyCaseAndTheFirstOfEqualOnes(String label, int expected) throws SQLException {
        if (expected >= 0) {
            assertThat(layout.indexOf(label)).isEqualTo(expected);
            assertThat(layout.indexOf(label)).isEqualTo(expected);
        } else {
            assertThatThrownBy(() -> layout.indexOf(label)).hasMessageContaining("\"" + label + "\"");
        }
    }

    @Test
    void refusesNull() {
        assertThatThrownBy(() -> layout.indexOf(null)).isInstanceOf(SQLException.class);
    }

    @Test
    void knowsTypeAndFormatOfEachColumn() {
        ColumnLayout mixed = Results.layout(List.of(column("a", 23), binaryColumn("b", 23), column("c", 99999)));
        assertThat(mixed.count()).isEqualTo(3);
        assertThat(mixed.format(0)).isEqualTo(Format.TEXT);
        assertThat(mixed.format(1)).isEqualTo(Format.BINARY);
        assertThat(mixed.codec(0).type().name()).isEqualTo("int4");
        assertThat(mixed.codec(2).type().name()).contains("99999");
    }

    // ---- types that are not built in

    private static final int OID = 16_400;

    /** Counts how often it is asked; what it then knows is read as numbers. */
    private static final class AskedTypes implements DatabaseTypes {
        private final TypeRegistry registry = BuiltinCodecs.newRegistry(Set.of());
        private final PgType type = new PgType("tally", "zoo", OID, 0, TypeShape.BASE);
        private boolean canAsk = true;
        private int asked;

        @Override
        public TypeRegistry registry() {
            return registry;
        }

        @Override
        public boolean learn(Collection<Integer> oids) {
            asked++;
            if (canAsk) {
                registry.define(type);
            }
            return canAsk;
        }

        @Override
        public boolean relearn(int oid) {
            asked++;
            registry.define(new PgType("tally2", "zoo", OID, 0, TypeShape.BASE));
            return true;
        }

        @Override
        public Codec<?> codecNamed(String name) {
            throw new AssertionError(name);
        }

        @Override
        public String nameOf(PgType named) {
            return named.schema() + "." + named.name();
        }
    }

    @Test
    void aTypeThatIsNotKnownIsAskedForOnceAndTextUntilThen() throws SQLException {
        var types = new AskedTypes();
        var asking = layout(column("n", 23), column("t", OID)).asking(types);
        assertThat(asking.hasOtherTypes()).isTrue();
        assertThat(asking.codec(1).type().isUnknown()).isTrue();
        assertThat(asking.knownCodec(0).type().name()).isEqualTo("int4");
        assertThat(types.asked).isZero();
        types.canAsk = false;
        assertThat(asking.knownCodec(1).type().isUnknown()).isTrue();
        types.canAsk = true;
        assertThat(asking.typeName(1)).isEqualTo("zoo.tally");
        assertThat(asking.codec(1).type().name()).isEqualTo("tally");
        asking.knownCodec(1);
        assertThat(types.asked).isEqualTo(2);
    }

    @Test
    void aTypeWhoseValuesCannotBeReadIsAskedForOnceMore() throws SQLException {
        var types = new AskedTypes();
        var asking = layout(column("n", 23), column("t", OID)).asking(types);
        asking.knownCodec(1);
        SQLException other = SqlErrors.cannotConvert("tally", int.class);
        assertThatThrownBy(() -> asking.renewedCodec(1, other)).isSameAs(other);
        SQLException misread = SqlErrors.malformedValue("tally", "3 attributes instead of 2");
        assertThatThrownBy(() -> asking.renewedCodec(0, misread)).isSameAs(misread);
        assertThat(asking.renewedCodec(1, misread).type().name()).isEqualTo("tally2");
        assertThatThrownBy(() -> asking.renewedCodec(1, misread)).isSameAs(misread);
        assertThat(types.asked).isEqualTo(2);
    }

    @Test
    void aLayoutThatMayAskNobodyReadsText() throws SQLException {
        var plain = layout(column("t", OID));
        assertThat(plain.knownCodec(0).javaType()).isEqualTo(String.class);
        assertThat(plain.typeName(0)).isEqualTo("unknown oid 16400");
        assertThat(layout(column("n", 23)).hasOtherTypes()).isFalse();
    }

    private static ColumnLayout layout(Field... columns) {
        return Results.layout(List.of(columns));
    }
}
