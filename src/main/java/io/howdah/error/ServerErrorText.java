package io.howdah.error;

import io.howdah.api.ServerError;

/**
 * The message of a server's error as users and tools know it: severity, text, then one labelled line per field.
 *
 * <p>Tools read it: Hibernate takes the constraint's name from the text, DBeaver the position from its line.
 */
final class ServerErrorText {
    private ServerErrorText() {}

    static String of(ServerError error, ErrorDetail shown) {
        var text = new StringBuilder(error.severity()).append(": ").append(error.message());
        if (shown == ErrorDetail.SHOWN) {
            error.detail().ifPresent(detail -> line(text, "Detail", detail));
        }
        error.hint().ifPresent(hint -> line(text, "Hint", hint));
        if (error.position() > 0) {
            line(text, "Position", Integer.toString(error.position()));
        }
        if (shown == ErrorDetail.HIDDEN) {
            return text.toString();
        }
        error.where().ifPresent(where -> line(text, "Where", where));
        error.internalQuery().ifPresent(query -> line(text, "Internal Query", query));
        if (error.internalPosition() > 0) {
            line(text, "Internal Position", Integer.toString(error.internalPosition()));
        }
        return text.toString();
    }

    private static void line(StringBuilder text, String label, String value) {
        text.append("\n  ").append(label).append(": ").append(value);
    }
}
