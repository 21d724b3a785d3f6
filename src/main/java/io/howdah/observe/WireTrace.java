package io.howdah.observe;

import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A line of the log for each message, with its name and size. What is in a message is left out but for what holds no value
 * and no secret: transaction status, command tag, SQLSTATE, which kind of authentication.
 *
 * <p>One per connection. One thread may read and another write at the same time: each direction has a state of its own.
 *
 * @see <a href="https://www.postgresql.org/docs/current/protocol-message-formats.html">Message Formats</a>
 */
public final class WireTrace {
    private static final Logger LOG = LoggerFactory.getLogger("io.howdah.wire");

    private final Direction sent;
    private final Direction received;

    /** @param connection tells this connection from others in the log */
    public WireTrace(String connection) {
        this(connection, LOG::trace);
    }

    /** @param lines who is told, a line at a time */
    WireTrace(String connection, Consumer<String> lines) {
        sent = new Direction(lines, connection + " -> ", Names.OF_FRONTEND, true);
        received = new Direction(lines, connection + " <- ", Names.OF_BACKEND, false);
    }

    /** Whether anybody wants it; to be asked before a connection is traced. */
    public static boolean isWanted() {
        return LOG.isTraceEnabled();
    }

    /** These bytes were sent. */
    public void sent(byte[] bytes, int offset, int length) {
        sent.take(bytes, offset, length);
    }

    /** These bytes have come. */
    public void received(byte[] bytes, int offset, int length) {
        received.take(bytes, offset, length);
    }

    /** Finds the messages in one direction of a stream, wherever it is cut. */
    private static final class Direction {
        /** A type and a length that counts itself. */
        private static final int HEADER = 5;

        private static final int LENGTH = 4;
        private static final int SHOWN = 200;

        private final Consumer<String> lines;
        private final String prefix;
        private final String[] names;

        /** Whether the next message is a StartupMessage, which has no type. */
        private boolean untyped;

        private final byte[] header = new byte[HEADER];
        private int headerBytes;

        /** Of the present message's body. */
        private long missing;

        private long bodyLength;
        private final byte[] shown = new byte[SHOWN];
        private int shownBytes;

        /** Messages of data come by the thousand: they are counted. */
        private char repeated;

        private long repetitions;
        private long repeatedBytes;

        Direction(Consumer<String> lines, String prefix, String[] names, boolean untyped) {
            this.lines = lines;
            this.prefix = prefix;
            this.names = names;
            this.untyped = untyped;
        }

        void take(byte[] bytes, int offset, int length) {
            int at = offset;
            int end = offset + length;
            while (at < end) {
                if (missing == 0 && headerBytes < headerLength()) {
                    header[headerBytes++] = bytes[at++];
                    if (headerBytes == headerLength()) {
                        begin();
                    }
                } else {
                    int count = (int) Math.min(missing, end - at);
                    int worth = Math.min(count, SHOWN - shownBytes);
                    System.arraycopy(bytes, at, shown, shownBytes, worth);
                    shownBytes += worth;
                    at += count;
                    missing -= count;
                }
                if (missing == 0 && headerBytes == headerLength()) {
                    finish();
                }
            }
        }

        private int headerLength() {
            return untyped ? LENGTH : HEADER;
        }

        private void begin() {
            int at = untyped ? 0 : 1;
            int claimed = (header[at] & 0xff) << 24
                    | (header[at + 1] & 0xff) << 16
                    | (header[at + 2] & 0xff) << 8
                    | header[at + 3] & 0xff;
            // A length that cannot be is the driver's to complain of.
            bodyLength = Math.max(0, claimed - LENGTH);
            missing = bodyLength;
            shownBytes = 0;
        }

        private void finish() {
            char type = untyped ? '\0' : (char) (header[0] & 0xff);
            headerBytes = 0;
            boolean data = type == 'D' && names == Names.OF_BACKEND || type == 'd';
            if (type != repeated) {
                tellRepeated();
            }
            if (data) {
                repeated = type;
                repetitions++;
                repeatedBytes += bodyLength;
            } else {
                tell(type);
            }
            untyped = false;
        }

        private void tellRepeated() {
            if (repetitions > 0) {
                lines.accept(prefix + name(repeated) + " x " + repetitions + ", " + repeatedBytes + " bytes");
                repetitions = 0;
                repeatedBytes = 0;
                repeated = '\0';
            }
        }

        private void tell(char type) {
            lines.accept(prefix + name(type) + ", " + bodyLength + " bytes" + detail(type));
        }

        private String name(char type) {
            if (type == '\0') {
                return "StartupMessage";
            }
            String name = type < names.length ? names[type] : null;
            return name == null ? "(unknown message " + (int) type + ")" : name;
        }

        private String detail(char type) {
            if (names != Names.OF_BACKEND) {
                return "";
            }
            return switch (type) {
                case 'Z' -> shownBytes == 1 ? ": " + printable(0, 1) : "";
                case 'C' -> ": " + printable(0, shownBytes - 1);
                case 'R' -> shownBytes >= 4 ? ": " + (shown[3] & 0xff) : "";
                case 'E', 'N' -> ": " + sqlState();
                default -> "";
            };
        }

        private String sqlState() {
            int at = 0;
            while (at < shownBytes && shown[at] != 0) {
                int end = at + 1;
                while (end < shownBytes && shown[end] != 0) {
                    end++;
                }
                if (shown[at] == 'C') {
                    return printable(at + 1, end);
                }
                at = end + 1;
            }
            return "no SQLSTATE";
        }

        /** What a hostile server could put there must not look like lines of the log. */
        private String printable(int from, int to) {
            return to <= from
                    ? ""
                    : new String(shown, from, to - from, StandardCharsets.US_ASCII).replaceAll("[^ -~]", "?");
        }
    }

    /** By their types. */
    private static final class Names {
        static final String[] OF_FRONTEND = table(
                "B",
                "Bind",
                "C",
                "Close",
                "D",
                "Describe",
                "E",
                "Execute",
                "F",
                "FunctionCall",
                "H",
                "Flush",
                "P",
                "Parse",
                "Q",
                "Query",
                "S",
                "Sync",
                "X",
                "Terminate",
                "c",
                "CopyDone",
                "d",
                "CopyData",
                "f",
                "CopyFail",
                "p",
                "(authentication)");

        static final String[] OF_BACKEND = table(
                "1",
                "ParseComplete",
                "2",
                "BindComplete",
                "3",
                "CloseComplete",
                "A",
                "NotificationResponse",
                "C",
                "CommandComplete",
                "D",
                "DataRow",
                "E",
                "ErrorResponse",
                "G",
                "CopyInResponse",
                "H",
                "CopyOutResponse",
                "I",
                "EmptyQueryResponse",
                "K",
                "BackendKeyData",
                "N",
                "NoticeResponse",
                "R",
                "Authentication",
                "S",
                "ParameterStatus",
                "T",
                "RowDescription",
                "V",
                "FunctionCallResponse",
                "W",
                "CopyBothResponse",
                "Z",
                "ReadyForQuery",
                "c",
                "CopyDone",
                "d",
                "CopyData",
                "n",
                "NoData",
                "s",
                "PortalSuspended",
                "t",
                "ParameterDescription",
                "v",
                "NegotiateProtocolVersion");

        private Names() {}

        private static String[] table(String... typesAndNames) {
            var names = new String[128];
            for (int i = 0; i < typesAndNames.length; i += 2) {
                names[typesAndNames[i].charAt(0)] = typesAndNames[i + 1];
            }
            return names;
        }
    }
}
