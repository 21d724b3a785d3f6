package io.howdah.peer;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Cuts one direction of a connection into messages. After encryption has begun nothing can be told apart any more. */
final class Framer {
    private final Message.Sender sender;
    private byte[] left = new byte[0];
    private boolean typed;
    private boolean singleByte;
    private boolean opaque;

    Framer(Message.Sender sender) {
        this.sender = sender;
        this.typed = sender == Message.Sender.SERVER;
    }

    /** The messages that these bytes complete. */
    List<Message> take(byte[] bytes, int length) {
        if (opaque) {
            return List.of();
        }
        int end = left.length + length;
        byte[] all = Arrays.copyOf(left, end);
        System.arraycopy(bytes, 0, all, left.length, length);
        var messages = new ArrayList<Message>();
        int at = 0;
        int next;
        while ((next = endOfMessage(all, at)) > 0) {
            messages.add(message(all, at, next));
            at = next;
        }
        left = Arrays.copyOfRange(all, at, end);
        return messages;
    }

    /** The server's next answer is one byte without a length, see SSLRequest. */
    void expectSingleByte() {
        singleByte = true;
    }

    void becomeOpaque() {
        opaque = true;
    }

    /** What comes from here on was deciphered. */
    void becomeReadable() {
        opaque = false;
    }

    boolean isOpaque() {
        return opaque;
    }

    private int endOfMessage(byte[] bytes, int at) {
        int there = bytes.length - at;
        if (singleByte && there >= 1 && bytes[at] != 'E') {
            return at + 1;
        }
        int head = typed ? 5 : 4;
        if (there < head) {
            return -1;
        }
        int length = ByteBuffer.wrap(bytes, at + head - 4, 4).getInt();
        // A length below 4 is nonsense a test may send on purpose: the rest then stays one lump.
        return length < 4 || there < head - 4 + length ? -1 : at + head - 4 + length;
    }

    private Message message(byte[] bytes, int at, int end) {
        if (singleByte) {
            singleByte = false;
            if (bytes[at] != 'E') {
                return new Message(sender, Message.UNTYPED, Arrays.copyOfRange(bytes, at, end));
            }
        }
        if (typed) {
            return new Message(sender, (char) bytes[at], Arrays.copyOfRange(bytes, at + 5, end));
        }
        var message = new Message(sender, Message.UNTYPED, Arrays.copyOfRange(bytes, at + 4, end));
        typed = message.name().equals("StartupMessage");
        return message;
    }
}
