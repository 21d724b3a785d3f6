package io.howdah.jdbc.result;

import io.howdah.error.SqlErrors;
import io.howdah.error.SqlState;
import io.howdah.types.Codec;
import io.howdah.types.CompoundCodec;
import io.howdah.types.DatabaseTypes;
import io.howdah.types.DateTimeCodec;
import io.howdah.types.Format;
import io.howdah.types.PgType;
import io.howdah.types.TypeRegistry;
import io.howdah.wire.RowDescription;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * How to read the columns of a result: built once per description, shared by all results that have it. Does not change,
 * but that a type that was not known becomes known when somebody needs it.
 *
 * <p>Columns count from 0 here, unlike in JDBC.
 */
public final class ColumnLayout {
    /** Of a result without columns. */
    public static final ColumnLayout NO_COLUMNS =
            new ColumnLayout(new RowDescription(List.of()), new Codec<?>[0], new Format[0], null, Holds.ROWS);

    private final RowDescription description;
    private final Codec<?>[] codecs;
    private final Format[] formats;

    /** Null where all types are built in, or nobody can be asked. */
    private final DatabaseTypes types;

    /** Whether the database was asked about types that were not known. */
    private volatile boolean asked;

    /** Whether it was asked once more, about one whose values do not look like it. */
    private volatile boolean askedAgain;

    /** Null until a label is looked up; threads that meet here build the same. */
    private volatile Labels labels;

    private final Holds holds;

    /** What the rows are, for an error that helps. */
    private enum Holds {
        ROWS,
        GENERATED_KEYS
    }

    private ColumnLayout(
            RowDescription description, Codec<?>[] codecs, Format[] formats, DatabaseTypes types, Holds holds) {
        this.description = description;
        this.codecs = codecs;
        this.formats = formats;
        this.types = types;
        this.holds = holds;
    }

    /** One that reads values of types that are not known as text, and asks nobody. */
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
        return new ColumnLayout(description, codecs, formats, null, Holds.ROWS);
    }

    /** The same, which asks about types that are not known when they must be. */
    public ColumnLayout asking(DatabaseTypes database) {
        return new ColumnLayout(description, codecs, formats, database, holds);
    }

    /** The same, of generated keys: programs may look there for columns that are none. */
    public ColumnLayout ofKeys() {
        return new ColumnLayout(description, codecs, formats, types, Holds.GENERATED_KEYS);
    }

    /** The same columns in other formats. */
    ColumnLayout in(Format[] others) {
        return new ColumnLayout(description, codecs, others, types, holds);
    }

    /** Whether there are types among the columns that are not built in. */
    public boolean hasOtherTypes() {
        for (Codec<?> codec : codecs) {
            if (!codec.type().isBuiltin()) {
                return true;
            }
        }
        return false;
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

    /** For what can be told from the text of a value, whatever its type. */
    Codec<?> codec(int column) {
        return codecs[column];
    }

    /** For what depends on the type. Asks the database if the type is not known; if that cannot be, it is as text. */
    Codec<?> knownCodec(int column) throws SQLException {
        Codec<?> codec = codecs[column];
        return types != null && codec.type().isUnknown() && !asked ? learn(column) : codec;
    }

    /**
     * For a value that its codec could not read: if the type may have been altered since somebody looked it up, the codec of
     * what it is now. Once only.
     *
     * @throws SQLException the failure, if it has another reason
     */
    Codec<?> renewedCodec(int column, SQLException failure) throws SQLException {
        PgType type = codecs[column].type();
        boolean misread =
                SqlState.INVALID_BINARY.is(failure.getSQLState()) || SqlState.INVALID_TEXT.is(failure.getSQLState());
        if (types == null || askedAgain || !misread || type.isBuiltin() || type.isUnknown()) {
            throw failure;
        }
        askedAgain = true;
        if (!types.relearn(type.oid())) {
            throw failure;
        }
        codecs[column] = types.registry().codec(type.oid());
        return codecs[column];
    }

    /** The name of a column's type as SQL would have it. */
    String typeName(int column) throws SQLException {
        PgType type = knownCodec(column).type();
        return types == null ? type.name() : types.nameOf(type);
    }

    /** Of all columns at once. */
    private Codec<?> learn(int column) throws SQLException {
        List<Integer> oids = new ArrayList<>(codecs.length);
        for (Codec<?> codec : codecs) {
            if (codec.type().isUnknown()) {
                oids.add(codec.type().oid());
            }
        }
        if (types.learn(oids)) {
            for (int i = 0; i < codecs.length; i++) {
                codecs[i] = types.registry().codec(description.field(i).typeOid());
            }
            asked = true;
        }
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
                throw holds == Holds.GENERATED_KEYS ? SqlErrors.keyLabel(label) : SqlErrors.columnLabel(label);
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
