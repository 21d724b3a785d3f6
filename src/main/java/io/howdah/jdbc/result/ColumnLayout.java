package io.howdah.jdbc.result;

import io.howdah.error.SqlErrors;
import io.howdah.types.Codec;
import io.howdah.types.CompoundCodec;
import io.howdah.types.DateTimeCodec;
import io.howdah.types.Format;
import io.howdah.types.TypeRegistry;
import io.howdah.wire.RowDescription;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * How to read the columns of a result: built once per description, shared by all results that have it. Immutable.
 *
 * <p>Columns count from 0 here, unlike in JDBC.
 */
public final class ColumnLayout {
    /** Of a result without columns. */
    public static final ColumnLayout NO_COLUMNS =
            new ColumnLayout(new RowDescription(List.of()), new Codec<?>[0], new Format[0]);

    private final RowDescription description;
    private final Codec<?>[] codecs;
    private final Format[] formats;

    /** Null until a label is looked up; threads that meet here build the same. */
    private volatile Labels labels;

    private ColumnLayout(RowDescription description, Codec<?>[] codecs, Format[] formats) {
        this.description = description;
        this.codecs = codecs;
        this.formats = formats;
    }

    /** @param types where types that are to be known by name are defined already */
    public static ColumnLayout of(RowDescription description, TypeRegistry types) {
        Codec<?>[] codecs = new Codec<?>[description.count()];
        for (int i = 0; i < codecs.length; i++) {
            codecs[i] = types.codec(description.field(i).typeOid());
        }
        return of(description, codecs);
    }

    /** Of columns whose codecs are known. */
    static ColumnLayout of(RowDescription description, Codec<?>[] codecs) {
        Format[] formats = new Format[codecs.length];
        for (int i = 0; i < formats.length; i++) {
            formats[i] = description.field(i).format() == Format.BINARY.code() ? Format.BINARY : Format.TEXT;
        }
        return new ColumnLayout(description, codecs, formats);
    }

    /** Whether there are (or may be) dates or times in the columns, which {@code java.sql} understands in the JVM's zone. */
    boolean hasTimes() {
        for (Codec<?> codec : codecs) {
            if (codec instanceof DateTimeCodec<?> || codec instanceof CompoundCodec<?>) {
                return true;
            }
        }
        return false;
    }

    public RowDescription description() {
        return description;
    }

    public int count() {
        return codecs.length;
    }

    Codec<?> codec(int column) {
        return codecs[column];
    }

    Format format(int column) {
        return formats[column];
    }

    /**
     * The first column of this label, else the first that differs in case only.
     *
     * @throws SQLException 42703 if there is none
     */
    int indexOf(String label) throws SQLException {
        if (label == null) {
            throw SqlErrors.badArgument("A column's label must not be null");
        }
        Labels known = labels;
        if (known == null) {
            known = Labels.of(description);
            labels = known;
        }
        Integer column = known.exact.get(label);
        if (column == null) {
            column = known.anyCase.get(label);
            if (column == null) {
                throw SqlErrors.columnLabel(label);
            }
        }
        return column;
    }

    private record Labels(Map<String, Integer> exact, Map<String, Integer> anyCase) {
        static Labels of(RowDescription description) {
            Map<String, Integer> exact = new HashMap<>();
            Map<String, Integer> anyCase = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
            for (int i = 0; i < description.count(); i++) {
                String label = description.field(i).name();
                exact.putIfAbsent(label, i);
                anyCase.putIfAbsent(label, i);
            }
            return new Labels(exact, anyCase);
        }
    }
}
