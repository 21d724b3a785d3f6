package io.howdah.session;

import io.howdah.api.Notification;
import io.howdah.api.ServerError;
import io.howdah.api.ServerVersion;
import io.howdah.observe.Watch;
import io.howdah.transport.Deadline;
import io.howdah.wire.Backend;
import io.howdah.wire.Body;
import io.howdah.wire.ErrorFields;
import io.howdah.wire.Inbound;
import io.howdah.wire.ProtocolException;
import java.io.IOException;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The only reader of a channel: takes out what a server may say at any time (notices, changed parameters,
 * notifications) and hands everything else up.
 */
public final class Receiver {
    /** Of parameters that a server may report, which reports some fifteen. */
    private static final int MOST_PARAMETERS = 1_000;

    /** In all their names and values. A search path may be long. */
    private static final int MOST_PARAMETER_CHARACTERS = 1 << 20;

    private final Channel channel;
    /** A server reports some fifteen. */
    private final Map<String, String> parameters = new ConcurrentHashMap<>(20);

    private int parameterCharacters;

    private volatile int parameterChanges;

    /** Whether there is a database, whose text can be had in UTF8. */
    private boolean hasDatabase = true;

    private Watch watch = Watch.NOBODY;
    /** Null until somebody wants them. */
    private NoticeSink notices;

    public Receiver(Channel channel) {
        this.channel = channel;
    }

    /** From here on the server may say that it converts no text: there is none that needs it. */
    public void withoutDatabase() {
        hasDatabase = false;
    }

    /** The type of the next message that is an answer, or {@link Inbound#NOT_YET}. */
    public int next(Deadline deadline) throws IOException {
        while (true) {
            int type = channel.next(deadline);
            if (!takeAside(type)) {
                return type;
            }
        }
    }

    /** Whether the message at hand is one that a server may send at any time; it is dealt with then. */
    boolean takeAside(int type) throws IOException {
        switch (type) {
            case Backend.NOTICE_RESPONSE -> notice(ServerErrors.of(ErrorFields.read(body())));
            case Backend.PARAMETER_STATUS -> parameterStatus(body());
            case Backend.NOTIFICATION_RESPONSE -> notification(body());
            default -> {
                return false;
            }
        }
        return true;
    }

    /** The current message. */
    public Body body() {
        return Body.of(channel.inbound());
    }

    private void notice(ServerError notice) {
        if (notices != null) {
            notices.onNotice(notice);
        }
    }

    /** Who gets the notices, and the notifications, from now on. */
    public void noticesTo(NoticeSink sink) {
        notices = sink;
    }

    /** Who is to be told of notifications. */
    void watchedBy(Watch newWatch) {
        watch = newWatch;
    }

    /** What the server last reported of a parameter; null if it does not report it. From any thread. */
    public String parameter(String name) {
        return parameters.get(name);
    }

    /** Grows with each report, so that snapshots of parameters know when they are old. From any thread. */
    public int parameterChanges() {
        return parameterChanges;
    }

    /** As the server reported it at startup. */
    public ServerVersion serverVersion() {
        return ServerVersion.parse(parameters.getOrDefault("server_version", ""));
    }

    /** The ErrorResponse at hand. */
    public ServerError error() throws IOException {
        return ServerErrors.of(ErrorFields.read(body()));
    }

    private void parameterStatus(Body body) throws ProtocolException {
        String name = body.cString();
        String value = body.cString();
        body.requireEnd();
        if (name.equals("client_encoding") && hasDatabase && !isUtf8(value)) {
            throw new ProtocolException(
                    "client_encoding was changed to " + value
                            + ", and this driver reads and writes UTF8 only. Use convert_to or convert_from for other encodings");
        }
        String before = parameters.put(name, value);
        parameterCharacters += value.length() + (before == null ? name.length() : -before.length());
        if (parameters.size() > MOST_PARAMETERS || parameterCharacters > MOST_PARAMETER_CHARACTERS) {
            throw new ProtocolException("the server reports " + parameters.size() + " parameters of "
                    + parameterCharacters + " characters");
        }
        // One thread at a time reads a channel, so nothing is lost between reading and writing the counter.
        parameterChanges = parameterChanges + 1;
    }

    private static boolean isUtf8(String encoding) {
        String name = encoding.toUpperCase(Locale.ROOT);
        return name.equals("UTF8") || name.equals("UTF-8") || name.equals("UNICODE");
    }

    private void notification(Body body) throws ProtocolException {
        int processId = body.int32();
        String channelName = body.cString();
        String payload = body.cString();
        body.requireEnd();
        watch.notified(channelName, processId);
        if (notices != null) {
            notices.onNotification(new Notification(channelName, payload, processId));
        }
    }
}
