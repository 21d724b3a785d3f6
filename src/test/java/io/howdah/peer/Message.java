package io.howdah.peer;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * One protocol message as it went by.
 *
 * @param type its first byte; {@link #UNTYPED} for those that have none
 * @param body without type and length
 */
public record Message(Sender sender, char type, byte[] body) {
    /** The type of what a client sends before its session begins, and of the single byte that answers a request. */
    public static final char UNTYPED = 0;

    static final int SSL_REQUEST = 80877103;
    static final int GSS_REQUEST = 80877104;
    static final int CANCEL_REQUEST = 80877102;

    /** Who sent it. */
    public enum Sender {
        CLIENT,
        SERVER
    }

    /** The name in PostgreSQL's documentation. */
    public String name() {
        return sender == Sender.CLIENT ? clientName() : serverName();
    }

    private String clientName() {
        return switch (type) {
            case UNTYPED ->
                switch (body.length < 4 ? 0 : code()) {
                    case SSL_REQUEST -> "SSLRequest";
                    case GSS_REQUEST -> "GSSENCRequest";
                    case CANCEL_REQUEST -> "CancelRequest";
                    default -> "StartupMessage";
                };
            case 'B' -> "Bind";
            case 'C' -> "Close";
            case 'D' -> "Describe";
            case 'E' -> "Execute";
            case 'F' -> "FunctionCall";
            case 'H' -> "Flush";
            case 'P' -> "Parse";
            case 'Q' -> "Query";
            case 'S' -> "Sync";
            case 'X' -> "Terminate";
            case 'c' -> "CopyDone";
            case 'd' -> "CopyData";
            case 'f' -> "CopyFail";
            case 'p' -> "Password";
            default -> "Unknown(" + type + ")";
        };
    }

    private String serverName() {
        return switch (type) {
            case UNTYPED -> "Encryption" + (char) body[0];
            case '1' -> "ParseComplete";
            case '2' -> "BindComplete";
            case '3' -> "CloseComplete";
            case 'A' -> "NotificationResponse";
            case 'C' -> "CommandComplete";
            case 'D' -> "DataRow";
            case 'E' -> "ErrorResponse";
            case 'G' -> "CopyInResponse";
            case 'H' -> "CopyOutResponse";
            case 'I' -> "EmptyQueryResponse";
            case 'K' -> "BackendKeyData";
            case 'N' -> "NoticeResponse";
            case 'R' -> "Authentication";
            case 'S' -> "ParameterStatus";
            case 'T' -> "RowDescription";
            case 'V' -> "FunctionCallResponse";
            case 'W' -> "CopyBothResponse";
            case 'Z' -> "ReadyForQuery";
            case 'c' -> "CopyDone";
            case 'd' -> "CopyData";
            case 'n' -> "NoData";
            case 's' -> "PortalSuspended";
            case 't' -> "ParameterDescription";
            case 'v' -> "NegotiateProtocolVersion";
            default -> "Unknown(" + type + ")";
        };
    }

    /** The first four bytes of the body: a version, a request code, an authentication method. */
    public int code() {
        return ByteBuffer.wrap(body).getInt();
    }

    /** The body with ASCII as it is and every other byte as {@code \\xNN}. */
    public String text() {
        var text = new StringBuilder();
        for (byte b : body) {
            if (b >= ' ' && b < 0x7F && b != '\\') {
                text.append((char) b);
            } else {
                text.append(String.format("\\x%02X", b & 0xFF));
            }
        }
        return text.toString();
    }

    /** The C strings of the body from {@code offset} on. */
    public String[] strings(int offset) {
        return new String(body, offset, body.length - offset, StandardCharsets.UTF_8).split("\0");
    }

    /** As a line of a transcript: {@code > Query select 1\x00} from the client, {@code <} from the server. */
    @Override
    public String toString() {
        return ((sender == Sender.CLIENT ? "> " : "< ") + name() + " " + text()).strip();
    }
}
