package io.howdah.jdbc;

import io.howdah.session.Flight;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.function.Consumer;

/**
 * All that is to travel in front of the next statement, in order. What a flight takes is gone once the server has run it: what
 * it was kept from goes with the next again.
 */
final class UnsentQueue {
    private final Deque<Unsent> queue = new ConcurrentLinkedDeque<>();

    boolean isEmpty() {
        return queue.isEmpty();
    }

    void add(Unsent last) {
        queue.add(last);
    }

    /** The flight that took them did nothing. */
    void putBack(List<Unsent> taken) {
        for (int i = taken.size() - 1; i >= 0; i--) {
            queue.addFirst(taken.get(i));
        }
    }

    boolean hasPartOfTransaction() {
        return !queue.isEmpty() && !queue.stream().allMatch(Unsent::isStanding);
    }

    boolean hasSettings() {
        return queue.stream().anyMatch(each -> !(each instanceof Unsent.Mark || each instanceof Unsent.Undecided));
    }

    /** @param name as it is written in the statements that set it */
    boolean hasSetting(String name) {
        // Asked for each name of a type that is looked up, and nearly always of an empty queue.
        for (Unsent each : queue) {
            if (each.sql().contains(name)) {
                return true;
            }
        }
        return false;
    }

    /** Whether the last of {@link #hasSetting} says what the parameter is to be. */
    boolean endsWithParameter(String name) {
        for (Iterator<Unsent> last = queue.descendingIterator(); last.hasNext(); ) {
            Unsent each = last.next();
            if (each.sql().contains(name)) {
                return each instanceof Unsent.Parameter parameter
                        && parameter.name().equals(name);
            }
        }
        return false;
    }

    boolean has(SavepointImpl savepoint) {
        return queue.stream().anyMatch(each -> each instanceof Unsent.Mark mark && mark.savepoint() == savepoint);
    }

    /** What a parameter is to be; null if nothing of it is here. */
    String parameter(String name) {
        for (Iterator<Unsent> last = queue.descendingIterator(); last.hasNext(); ) {
            if (last.next() instanceof Unsent.Parameter parameter
                    && parameter.name().equals(name)) {
                return parameter.value();
            }
        }
        return null;
    }

    /** Where no transaction is: in one, what stands for itself would be taken back with it. */
    void writeStanding(Flight flight) {
        if (queue.isEmpty()) {
            return;
        }
        for (Unsent each : queue) {
            if (each instanceof Unsent.Undecided undecided) {
                write(flight, undecided);
            } else if (each.isStanding()) {
                write(flight, each, done -> {});
                // Nor may one that fails take those before it back.
                flight.sync();
            }
        }
    }

    /** Behind {@link #writeStanding}. */
    void writeRest(Flight flight, Consumer<Unsent> whenDone) {
        for (Unsent each : queue) {
            if (!each.isStanding()) {
                write(flight, each, whenDone);
            }
        }
    }

    /** In a transaction. */
    void writeAll(Flight flight, Consumer<Unsent> whenDone) {
        for (Unsent each : queue) {
            if (!(each instanceof Unsent.Undecided)) {
                write(flight, each, whenDone);
            }
        }
    }

    private void write(Flight flight, Unsent.Undecided due) {
        List<String> commands = due.commands().get();
        for (String each : commands) {
            flight.executeQuietly(flight.statements().once(each));
        }
        if (!commands.isEmpty()) {
            flight.sync();
        }
        flight.whenSent(() -> queue.removeFirstOccurrence(due));
    }

    private void write(Flight flight, Unsent due, Consumer<Unsent> whenDone) {
        flight.executeQuietly(flight.statements().once(due.sql()));
        flight.whenDone(() -> {
            queue.removeFirstOccurrence(due);
            whenDone.accept(due);
        });
    }

    /** The server does not want it, and its user was told so. */
    void refused(String sql) {
        for (Unsent each : queue) {
            if (each.sql().equals(sql)) {
                queue.removeFirstOccurrence(each);
                return;
            }
        }
    }

    void dropSavepoints() {
        queue.removeIf(Unsent.Mark.class::isInstance);
    }

    /** It is taken back. */
    void dropPartOfTransaction() {
        queue.removeIf(each -> !each.isStanding());
    }

    /**
     * The transaction it was part of has ended without it: settings stand for themselves now, in their order, and
     * savepoints are gone.
     */
    void leaveTransaction() {
        List<Unsent> left = List.copyOf(queue);
        queue.removeAll(left);
        for (Unsent each : left) {
            if (each instanceof Unsent.Setting) {
                queue.add(new Unsent.Standing(each.sql()));
            } else if (each.isStanding()) {
                queue.add(each);
            }
        }
    }
}
