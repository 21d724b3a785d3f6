package io.howdah.jdbc.result;

import static io.howdah.session.ServerWords.column;
import static io.howdah.session.ServerWords.row;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.howdah.jdbc.result.Cursor.Place;
import io.howdah.session.Rows;
import io.howdah.session.ScriptedSession;
import io.howdah.session.ServerWords;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ForwardCursorTest {
    @ParameterizedTest
    @CsvSource({"0, 0, 0", "1, 0, 1", "3, 0, 3", "3, 2, 2", "3, 3, 3", "3, 4, 3", "3, 1, 1"})
    void tellsAtEachStepWhereItStands(int rows, long maxRows, int visible) throws SQLException {
        Cursor cursor = new ForwardCursor(rows(rows), maxRows);
        assertPlace(cursor, Place.BEFORE_FIRST, 0, visible > 0, false, false);
        for (int i = 1; i <= visible; i++) {
            assertThat(cursor.next()).isTrue();
            assertPlace(cursor, Place.ON_ROW, i, false, i == visible, false);
            // Asking for what follows left the row where it was.
            assertThat(new String(cursor.page(), cursor.offset(0), cursor.length(0)))
                    .isEqualTo("row " + i);
        }
        for (int i = 0; i < 2; i++) {
            assertThat(cursor.next()).isFalse();
            assertPlace(cursor, Place.AFTER_LAST, 0, false, false, visible > 0);
        }
        cursor.close();
        cursor.close();
        assertPlace(cursor, Place.CLOSED, 0, false, false, false);
    }

    @Test
    void isOnNoRowAfterAnErrorAndTellsItAgain() throws SQLException {
        var script = ScriptedSession.start();
        script.say(
                ServerWords.rowDescription(column("a", 25)),
                row("row 1"),
                ServerWords.error("ERROR", "22012", "division by zero"),
                ServerWords.ready('I'));
        Cursor cursor = new ForwardCursor(script.simple("x").next().rows(), 0);
        assertThat(cursor.next()).isTrue();
        assertThat(cursor.isLast()).isFalse();
        for (int i = 0; i < 2; i++) {
            assertThatThrownBy(cursor::next).isInstanceOf(SQLException.class).hasMessageContaining("division by zero");
            assertThat(cursor.place()).isEqualTo(Place.AFTER_LAST);
        }
    }

    @Test
    void anEmptyCursorHasNoPlaceButItsEnd() throws SQLException {
        Cursor cursor = new EmptyCursor();
        assertPlace(cursor, Place.BEFORE_FIRST, 0, false, false, false);
        assertThat(cursor.next()).isFalse();
        assertPlace(cursor, Place.AFTER_LAST, 0, false, false, false);
        cursor.close();
        assertThat(cursor.place()).isEqualTo(Place.CLOSED);
    }

    private static void assertPlace(
            Cursor cursor, Place place, long row, boolean beforeFirst, boolean last, boolean afterLast)
            throws SQLException {
        assertThat(cursor.place()).isEqualTo(place);
        assertThat(cursor.row()).isEqualTo(row);
        assertThat(cursor.isBeforeFirst()).isEqualTo(beforeFirst);
        assertThat(cursor.isLast()).isEqualTo(last);
        assertThat(cursor.isAfterLast()).isEqualTo(afterLast);
    }

    private static Rows rows(int count) throws SQLException {
        List<byte[]> rows = new ArrayList<>();
        for (int i = 1; i <= count; i++) {
            rows.add(row("row " + i));
        }
        return ScriptedSession.rows(List.of(column("a", 25)), rows);
    }
}
