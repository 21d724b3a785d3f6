package io.howdah.peer;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Collectors;

/**
 * What went over one connection, in order, and how often the client waited. Safe for two pumps at once.
 *
 * <p>A round trip begins with what a client sends after it was answered. A message that follows one which needs no answer
 * (Bind, Execute, ..) is of the same flight, and so is one sent while the answer to an earlier Sync is due; thus a long
 * flight stays one round trip though the server begins to answer before it ends.
 */
final class Traffic {
    /** After these a client may wait. */
    private static final String WAITING_POINTS = "SQHFpcf" + Message.UNTYPED;

    private final ReentrantLock lock = new ReentrantLock();
    private final Framer client = new Framer(Message.Sender.CLIENT);
    private final Framer server = new Framer(Message.Sender.SERVER);
    private final List<Message> messages = new ArrayList<>();
    private int roundTrips;
    private int bursts;
    private int answersDue;
    private boolean mayWait = true;
    private boolean answered = true;
    private Message.Sender last = Message.Sender.SERVER;

    /** Takes in one write of the client; returns the messages it completed. */
    List<Message> fromClient(byte[] bytes, int length) {
        lock.lock();
        try {
            bursts++;
            if (client.isOpaque() && last == Message.Sender.SERVER) {
                roundTrips++;
            }
            last = Message.Sender.CLIENT;
            var taken = client.take(bytes, length);
            taken.forEach(this::clientSent);
            return taken;
        } finally {
            lock.unlock();
        }
    }

    List<Message> fromServer(byte[] bytes, int length) {
        lock.lock();
        try {
            last = Message.Sender.SERVER;
            var taken = server.take(bytes, length);
            taken.forEach(this::serverSent);
            return taken;
        } finally {
            lock.unlock();
        }
    }

    private void clientSent(Message message) {
        messages.add(message);
        if (message.type() == 'X') {
            return;
        }
        if (mayWait && answered && answersDue == 0) {
            roundTrips++;
            answered = false;
        }
        mayWait = WAITING_POINTS.indexOf(message.type()) >= 0;
        if (message.type() == 'S' || message.type() == 'Q' || message.type() == 'F') {
            answersDue++;
        }
        if (message.name().equals("SSLRequest") || message.name().equals("GSSENCRequest")) {
            server.expectSingleByte();
        }
    }

    private void serverSent(Message message) {
        messages.add(message);
        answered = true;
        switch (message.type()) {
            case 'Z' -> answersDue = Math.max(0, answersDue - 1);
            // The client is asked for data: what it sends now, it sends after an answer.
            case 'G', 'W' -> {
                answersDue = 0;
                mayWait = true;
            }
            case Message.UNTYPED -> {
                if (message.body()[0] != 'N') {
                    client.becomeOpaque();
                    server.becomeOpaque();
                }
            }
            default -> {}
        }
    }

    /** What is handed in from here on was deciphered. */
    void becomeReadable() {
        lock.lock();
        try {
            client.becomeReadable();
            server.becomeReadable();
        } finally {
            lock.unlock();
        }
    }

    List<Message> messages() {
        lock.lock();
        try {
            return List.copyOf(messages);
        } finally {
            lock.unlock();
        }
    }

    int roundTrips() {
        lock.lock();
        try {
            return roundTrips;
        } finally {
            lock.unlock();
        }
    }

    /** How many pieces the client's bytes arrived in: at least one a write, for writes that a read can hold. */
    int bursts() {
        lock.lock();
        try {
            return bursts;
        } finally {
            lock.unlock();
        }
    }

    void reset() {
        lock.lock();
        try {
            messages.clear();
            roundTrips = 0;
            bursts = 0;
        } finally {
            lock.unlock();
        }
    }

    static String transcript(List<Message> messages) {
        return messages.stream().map(message -> message + "\n").collect(Collectors.joining());
    }
}
