package io.howdah.session;

import io.howdah.wire.RowDescription;
import java.util.Arrays;

/**
 * A statement's text with its declared parameter types, the name it has on the server, and what the server told about
 * it. Touched under the wire lock only, but for the final fields.
 */
public final class PreparedQuery {
    private static final String UNNAMED = "";

    private final String sql;
    private final int[] declaredOids;
    private final String name;

    private boolean prepared;
    private boolean forgotten;
    private int[] parameterOids;
    private RowDescription described;
    private RowDescription bound;
    private int[] resultFormats;

    /** The same text with other declared types. */
    PreparedQuery nextVariant;

    /** The statement from whose description our declared types come; null if they come from the values. */
    PreparedQuery basis;

    private PreparedQuery(String sql, int[] declaredOids, String name) {
        this.sql = sql;
        this.declaredOids = declaredOids;
        this.name = name;
    }

    static PreparedQuery named(String name, String sql, int[] declaredOids) {
        return new PreparedQuery(sql, declaredOids, name);
    }

    /** One that lives for its flight only. What the server tells of it must not be remembered: nobody would check it. */
    static PreparedQuery unnamed(String sql, int[] declaredOids) {
        return new PreparedQuery(sql, declaredOids, UNNAMED);
    }

    public String sql() {
        return sql;
    }

    /** As declared in Parse; 0 where the server is to infer the type. Not to be changed. */
    public int[] declaredOids() {
        return declaredOids;
    }

    String name() {
        return name;
    }

    /** Whether it stays prepared; else it is parsed with each execution. */
    public boolean isNamed() {
        return !name.isEmpty();
    }

    /** Whether the server knows it by its name. */
    public boolean isPrepared() {
        return prepared;
    }

    /** Whether it left the cache; who holds it looks its text up again. */
    public boolean isForgotten() {
        return forgotten;
    }

    /** Whether the server has described it, so that the two answers below are valid. */
    public boolean isDescribed() {
        return parameterOids != null;
    }

    /** The parameters' types as the server has settled them; null until described. Not to be changed. */
    public int[] parameterOids() {
        return parameterOids;
    }

    /** The columns as described (all in text); null until described, and for a statement without a result. */
    public RowDescription described() {
        return described;
    }

    /** The columns as they come when bound with {@link #resultFormats()}. */
    RowDescription bound() {
        return bound;
    }

    int[] resultFormats() {
        return resultFormats;
    }

    void parsed() {
        prepared = isNamed();
    }

    void parametersAre(int[] oids) {
        parameterOids = oids;
    }

    /** @param columns null for a statement without a result */
    void columnsAre(RowDescription columns, ResultFormats formats) {
        described = columns;
        if (columns == null) {
            bound = null;
            resultFormats = null;
            return;
        }
        resultFormats = chosen(columns, formats);
        bound = columns.withFormats(resultFormats);
    }

    /** Whether a column of its result was one of this table when it was described. */
    boolean isOfTable(int tableOid) {
        for (int i = 0; described != null && i < described.count(); i++) {
            if (described.field(i).tableOid() == tableOid) {
                return true;
            }
        }
        return false;
    }

    /** Chooses once more, now that more is known of the types. */
    void chooseFormats(ResultFormats formats) {
        if (described != null) {
            int[] again = chosen(described, formats);
            if (!Arrays.equals(again, resultFormats)) {
                columnsAre(described, formats);
            }
        }
    }

    private static int[] chosen(RowDescription columns, ResultFormats formats) {
        int[] chosen = new int[columns.count()];
        for (int i = 0; i < chosen.length; i++) {
            chosen[i] = formats.formatOf(columns.field(i).typeOid());
        }
        return chosen;
    }

    void forget() {
        forgotten = true;
        prepared = false;
    }
}
