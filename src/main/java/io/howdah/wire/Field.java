package io.howdah.wire;

import java.util.Objects;

/**
 * One column of a RowDescription.
 *
 * @param name the column's label
 * @param tableOid 0 if the column is no plain column of a table
 * @param attributeNumber the column's number in that table; negative for system columns
 * @param typeOid of a domain's column that of its base type
 * @param typeSize in bytes; -1 variable, -2 NUL-terminated
 * @param typeModifier such as the length of a varchar; -1 for none
 * @param format 0 text, 1 binary
 */
public record Field(
        String name, int tableOid, int attributeNumber, int typeOid, int typeSize, int typeModifier, int format) {
    public Field {
        Objects.requireNonNull(name, "name");
    }

    Field withFormat(int newFormat) {
        return newFormat == format
                ? this
                : new Field(name, tableOid, attributeNumber, typeOid, typeSize, typeModifier, newFormat);
    }
}
