package io.howdah.jdbc.result;

import io.howdah.sql.Quoting;
import io.howdah.sql.WrittenName;
import java.sql.SQLException;

/**
 * The name of a cursor, by which {@code update .. where current of name} means its current row.
 *
 * @param text as SQL has it, in quotes where it needs them
 * @param portal as the server knows it
 */
public record CursorName(String text, String portal) {
    /**
     * Reads a name as SQL would: one that needs no quotes but for its capital letters is in lower case, one in quotes is as
     * it stands there, and any other is taken as if it were in quotes.
     *
     * @throws SQLException if the name is empty or cannot be encoded
     */
    public static CursorName of(String name) throws SQLException {
        if (Quoting.isQuoted(name)) {
            return new CursorName(name, name.substring(1, name.length() - 1).replace("\"\"", "\""));
        }
        String folded = WrittenName.folded(name);
        return Quoting.isSimple(folded) ? new CursorName(name, folded) : new CursorName(Quoting.quoted(name), name);
    }
}
