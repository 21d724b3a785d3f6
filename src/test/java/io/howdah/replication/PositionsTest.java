package io.howdah.replication;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.howdah.api.LogSequenceNumber;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;

class PositionsTest {
    private static final LogSequenceNumber NOWHERE = LogSequenceNumber.INVALID;

    private static Positions logical(LogSequenceNumber start) {
        return new Positions(start, Positions.Idle.CONFIRMED);
    }

    private static LogSequenceNumber at(long position) {
        return new LogSequenceNumber(position);
    }

    private static void refuses(Positions positions, long position) {
        assertThatThrownBy(() -> positions.flushed(at(position)))
                .hasMessageContaining("nobody has seen")
                .extracting(e -> ((SQLException) e).getSQLState())
                .isEqualTo("22023");
        assertThatThrownBy(() -> positions.applied(at(position))).hasMessageContaining("nobody has seen");
    }

    // ---- what is confirmed without the consumer

    @Test
    void whatTheServerPassedOverIsConfirmedWhileNothingIsUnconfirmed() throws SQLException {
        var positions = logical(NOWHERE);
        positions.keptAlive(200);
        assertThat(positions.status().flushed()).isEqualTo(200);
        positions.arrived(250, 250, 250);
        positions.keptAlive(300);
        assertThat(positions.status().flushed()).isEqualTo(200);
        positions.flushed(at(250));
        positions.keptAlive(310);
        assertThat(positions.status().flushed()).isEqualTo(310);
    }

    @Test
    void aMessageWhereTheServerStoodIsUnconfirmed() throws SQLException {
        var positions = logical(NOWHERE);
        positions.keptAlive(200);
        positions.arrived(200, 200, 200);
        positions.keptAlive(250);
        assertThat(positions.status().flushed()).isEqualTo(200);
        positions.flushed(at(200));
        positions.keptAlive(260);
        assertThat(positions.status().flushed()).isEqualTo(260);
    }

    @Test
    void whatHasNoPositionNeedNotBeConfirmed() {
        var positions = logical(NOWHERE);
        positions.arrived(0, 0, 0);
        positions.keptAlive(200);
        assertThat(positions.status().flushed()).isEqualTo(200);
    }

    // ---- what may be confirmed

    @Test
    void nothingCanBeConfirmedBeforeItWasSent() throws SQLException {
        var positions = logical(NOWHERE);
        refuses(positions, 1);
        positions.keptAlive(200);
        positions.flushed(at(200));
        refuses(positions, 201);
        positions.arrived(300, 300, 300);
        positions.flushed(at(300));
        refuses(positions, 301);
        refuses(positions, -1);
    }

    @Test
    void aStreamThatLagsCannotConfirmTheEndOfTheServersLog() throws SQLException {
        var positions = new Positions(at(100), Positions.Idle.KEPT);
        positions.arrived(100, 110, 1000);
        assertThat(positions.serverEnd()).isEqualTo(at(1000));
        refuses(positions, 1000);
        refuses(positions, 111);
        positions.flushed(at(110));
        assertThat(positions.status()).isEqualTo(new Positions.Status(110, 110, 0));
    }

    @Test
    void whatAnEarlierConnectionBroughtCanBeConfirmed() throws SQLException {
        var positions = logical(at(500));
        positions.keptAlive(100);
        positions.flushed(at(500));
        positions.applied(at(500));
        assertThat(positions.status()).isEqualTo(new Positions.Status(500, 500, 500));
        refuses(positions, 501);
    }
}
