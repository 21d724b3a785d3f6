package io.howdah.jdbc.result;

import io.howdah.sql.Quoting;
import io.howdah.wire.Field;
import io.howdah.wire.RowDescription;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The table behind a result, as the catalogue knows it: which columns of the result are its own, and which of them tell
 * one row from all others.
 *
 * <p>The server says with each column of a result which column of which table it is. So nobody reads the query, and a view
 * or an alias deceives nobody.
 */
final class EditableTable {
    private final String name;
    private final String refusal;

    /** For each column of the result; null for one that is not the table's. */
    private final Column[] columns;

    /** Columns of the result, counted from 0. */
    private final int[] key;

    /**
     * @param name quoted
     * @param number negative for a system column, which only the server writes
     * @param type the name of its type, quoted, with its schema: a search path that changes means no other type
     */
    private record Column(int number, String name, String type, boolean notNull) {}

    private EditableTable(String name, String refusal, Column[] columns, int[] key) {
        this.name = name;
        this.refusal = refusal;
        this.columns = columns;
        this.key = key;
    }

    private static EditableTable refused(String why) {
        return new EditableTable(null, why, new Column[0], new int[0]);
    }

    /** Of a query that is no plain one of a single table, as far as its text tells. */
    static EditableTable ofJoin() {
        return refused("it is of more than one table, of one joined with itself, or not of a SELECT");
    }

    /** Never null: one that cannot be edited has a {@link #refusal()}. */
    static EditableTable behind(RowDescription result, Connection connection) throws SQLException {
        int table = 0;
        for (int i = 0; i < result.count(); i++) {
            int each = result.field(i).tableOid();
            if (each != 0 && table != 0 && each != table) {
                return refused("its columns are of more than one table");
            }
            table = each == 0 ? table : each;
        }
        if (table == 0) {
            return refused("none of its columns is a table's");
        }
        return ask(result, table, connection);
    }

    private static EditableTable ask(RowDescription result, int table, Connection connection) throws SQLException {
        int version = connection.getMetaData().getDatabaseMajorVersion();
        // Columns that an index only carries came with version 11.
        String keyCount = version >= 11 ? "i.indnkeyatts" : "i.indnatts";
        String sql = """
                SELECT a.attnum, a.attname, tn.nspname, t.typname, a.attnotnull,
                       n.nspname, c.relname, c.relkind,
                       EXISTS (SELECT 1 FROM pg_catalog.pg_inherits h
                               WHERE h.inhparent OPERATOR(pg_catalog.=) c.oid),
                       (SELECT pg_catalog.string_agg(
                                   %1$s OPERATOR(pg_catalog.||) ' '::text OPERATOR(pg_catalog.||) i.indkey::text,
                                   ',' ORDER BY NOT i.indisprimary, %1$s, i.indexrelid)
                        FROM pg_catalog.pg_index i
                        WHERE i.indrelid OPERATOR(pg_catalog.=) c.oid AND i.indisunique AND i.indisvalid
                          AND i.indimmediate AND i.indpred IS NULL)
                FROM pg_catalog.pg_attribute a
                     JOIN pg_catalog.pg_class c ON c.oid OPERATOR(pg_catalog.=) a.attrelid
                     JOIN pg_catalog.pg_namespace n ON n.oid OPERATOR(pg_catalog.=) c.relnamespace
                     JOIN pg_catalog.pg_type t ON t.oid OPERATOR(pg_catalog.=) a.atttypid
                     JOIN pg_catalog.pg_namespace tn ON tn.oid OPERATOR(pg_catalog.=) t.typnamespace
                WHERE a.attrelid OPERATOR(pg_catalog.=) %2$s::pg_catalog.oid AND NOT a.attisdropped
                """.formatted(keyCount, Integer.toUnsignedString(table));
        Map<Integer, Column> known = new HashMap<>();
        String name = null;
        String kind = null;
        boolean hasChildren = false;
        String keys = null;
        try (PreparedStatement query = connection.prepareStatement(sql);
                ResultSet rows = query.executeQuery()) {
            while (rows.next()) {
                String type = qualified(rows.getString(3), rows.getString(4));
                Column column = new Column(rows.getInt(1), Quoting.quoted(rows.getString(2)), type, rows.getBoolean(5));
                known.put(column.number(), column);
                name = qualified(rows.getString(6), rows.getString(7));
                kind = rows.getString(8);
                hasChildren = rows.getBoolean(9);
                keys = rows.getString(10);
            }
        }
        if (name == null) {
            return refused("its table was dropped, or put in the place of another since the statement was prepared");
        }
        boolean isPlain = "r".equals(kind);
        if (!isPlain && !"p".equals(kind)) {
            return refused(name + " is no table");
        }
        if (isPlain && hasChildren) {
            return refused("other tables inherit from " + name + ", so that its key tells nothing of their rows");
        }
        if (!isPlain && (version == 12 || version == 13)) {
            // Of a row that moves to another partition, these can tell ctid and tableoid only, and fail at xmin.
            known.keySet().removeIf(number -> number < -1 && number > -6);
        }
        Column[] columns = new Column[result.count()];
        for (int i = 0; i < columns.length; i++) {
            Field field = result.field(i);
            columns[i] = field.tableOid() == table ? known.get(field.attributeNumber()) : null;
        }
        int[] key = keys == null ? null : bestKey(keys, result, table, columns);
        if (key == null && isPlain) {
            key = rowVersion(columns);
        }
        if (key == null) {
            return refused("it has no primary key of " + name + ", nor another unique key of columns that are not null:"
                    + " select the key's columns, or ctid and xmin");
        }
        return new EditableTable(name, null, columns, key);
    }

    /** The first of the table's keys whose columns are all in the result and never null; null if none is. */
    private static int[] bestKey(String keys, RowDescription result, int table, Column[] columns) {
        for (String index : split(keys, ',')) {
            List<String> words = split(index, ' ');
            int[] key = new int[Integer.parseInt(words.get(0))];
            boolean usable = true;
            for (int i = 0; i < key.length && usable; i++) {
                // An expression has the number 0, and no column has.
                key[i] = position(result, table, Integer.parseInt(words.get(i + 1)));
                usable = key[i] >= 0 && columns[key[i]] != null && columns[key[i]].notNull();
            }
            if (usable) {
                return key;
            }
        }
        return null;
    }

    /**
     * {@code ctid} and {@code xmin}, by which a row without a key is found as long as nobody changes it; null if one of them
     * is not in the result. Where the row was, {@code ctid} alone finds another as soon as the server reuses the place.
     */
    private static int[] rowVersion(Column[] columns) {
        int[] key = {systemColumn("ctid", columns), systemColumn("xmin", columns)};
        return key[0] < 0 || key[1] < 0 ? null : key;
    }

    /** By its name: their numbers differ between versions of the server. */
    private static int systemColumn(String name, Column[] columns) {
        for (int i = 0; i < columns.length; i++) {
            Column each = columns[i];
            if (each != null && each.number() < 0 && each.name().equals('"' + name + '"')) {
                return i;
            }
        }
        return -1;
    }

    private static String qualified(String schema, String name) throws SQLException {
        return Quoting.quoted(schema) + '.' + Quoting.quoted(name);
    }

    private static int position(RowDescription result, int table, int attribute) {
        for (int i = 0; i < result.count(); i++) {
            if (result.field(i).tableOid() == table && result.field(i).attributeNumber() == attribute) {
                return i;
            }
        }
        return -1;
    }

    private static List<String> split(String text, char at) {
        List<String> parts = new ArrayList<>();
        int from = 0;
        for (int to = text.indexOf(at); to >= 0; to = text.indexOf(at, from)) {
            parts.add(text.substring(from, to));
            from = to + 1;
        }
        parts.add(text.substring(from));
        return parts;
    }

    /** Why it cannot be edited, as a half sentence; null if it can. */
    String refusal() {
        return refusal;
    }

    /** Quoted, with its schema. */
    String name() {
        return name;
    }

    /** Columns of the result that find a row again, counted from 0. */
    int[] key() {
        return key;
    }

    /** Whether a column of the result is one of the table's. */
    boolean has(int column) {
        return columns[column] != null;
    }

    /** Whether a value can be given to a column of the result. */
    boolean canSet(int column) {
        return has(column) && columns[column].number() > 0;
    }

    /** Quoted. */
    String columnName(int column) {
        return columns[column].name();
    }

    /** A parameter of a column's type: explicitly, so that text and null do for every type. */
    String parameter(int column) {
        return "CAST(? AS " + columns[column].type() + ')';
    }
}
