package io.howdah.jdbc.result;

import static io.howdah.session.ServerWords.binaryColumn;
import static io.howdah.session.ServerWords.column;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.howdah.types.Format;
import java.sql.SQLException;
import java.util.List;
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
}
