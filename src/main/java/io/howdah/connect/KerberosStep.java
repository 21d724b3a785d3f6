package io.howdah.connect;

import io.howdah.auth.GssExchange;
import io.howdah.auth.TokenExchange;
import io.howdah.error.GssErrors;
import io.howdah.transport.Deadline;
import io.howdah.transport.PassingThread;
import java.sql.SQLException;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;

/**
 * A step of a Kerberos conversation, with an end to the waiting: JGSS asks the key distribution centre on its way, for up
 * to minutes where that is out of reach, and knows no deadline.
 */
final class KerberosStep implements Runnable {
    private final GssExchange exchange;
    private final byte[] token;
    private final CountDownLatch ended = new CountDownLatch(1);
    private volatile Optional<byte[]> answer;
    private volatile SQLException failure;
    private volatile Throwable surprise;

    private KerberosStep(GssExchange exchange, byte[] token) {
        this.exchange = exchange;
        this.token = token;
    }

    static Optional<byte[]> answer(GssExchange exchange, byte[] token, Deadline deadline) throws SQLException {
        // Only the first step needs a ticket, and so the key distribution centre.
        if (deadline.isNever() || token.length > 0) {
            return exchange.answer(token);
        }
        var step = new KerberosStep(exchange, token);
        PassingThread.start("howdah-kerberos", step);
        if (!PassingThread.await(step.ended, deadline)) {
            throw GssErrors.timedOut(exchange.principal(), deadline.limit());
        }
        if (step.failure != null) {
            throw step.failure;
        }
        if (step.surprise != null) {
            throw GssErrors.exchangeFailed(exchange.principal(), step.surprise);
        }
        return step.answer;
    }

    /** The same conversation, its steps bound by the deadline. */
    static TokenExchange within(Deadline deadline, GssExchange exchange) {
        return new TokenExchange() {
            @Override
            public Optional<byte[]> answer(byte[] serverToken) throws SQLException {
                return KerberosStep.answer(exchange, serverToken, deadline);
            }

            @Override
            public boolean established() {
                return exchange.established();
            }
        };
    }

    @Override
    public void run() {
        try {
            answer = exchange.answer(token);
        } catch (SQLException e) {
            failure = e;
        } catch (RuntimeException | Error e) {
            surprise = e;
        } finally {
            ended.countDown();
        }
    }
}
