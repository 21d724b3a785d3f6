package io.howdah.session;

import io.howdah.api.ServerError;
import io.howdah.error.SqlState;
import io.howdah.wire.ErrorFields;

/** From the fields on the wire to the record users see. */
final class ServerErrors {
    private ServerErrors() {}

    static ServerError of(ErrorFields fields) {
        // 'V' is the severity in English, from 9.6 on.
        String severity = fields.get('V').orElseGet(() -> fields.get('S', "ERROR"));
        return new ServerError(
                severity,
                sqlState(fields.get('C', "")),
                fields.get('M', "(the server gave no message)"),
                fields.get('D'),
                fields.get('H'),
                fields.number('P'),
                fields.number('p'),
                fields.get('q'),
                fields.get('W'),
                fields.get('s'),
                fields.get('t'),
                fields.get('c'),
                fields.get('d'),
                fields.get('n'),
                fields.get('F'),
                fields.number('L'),
                fields.get('R'));
    }

    /** What is none would have others decide by its first two characters on who knows what. */
    private static String sqlState(String sent) {
        boolean valid = sent.length() == SqlState.INTERNAL_ERROR.code().length();
        for (int i = 0; i < sent.length() && valid; i++) {
            char c = sent.charAt(i);
            valid = c >= '0' && c <= '9' || c >= 'A' && c <= 'Z';
        }
        return valid ? sent : SqlState.INTERNAL_ERROR.code();
    }
}
