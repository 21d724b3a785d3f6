package io.howdah.jdbc;

import io.howdah.error.SqlErrors;
import io.howdah.jdbc.wrapper.SelfWrapper;
import io.howdah.types.Codec;
import io.howdah.types.JdbcTypes;
import java.sql.ParameterMetaData;
import java.sql.SQLException;
import java.util.Arrays;

/** The types of parameters as the server has settled them. */
final class ParameterMetaDataImpl implements ParameterMetaData, SelfWrapper {
    private static final int NO_MODIFIER = -1;

    private final JdbcContext context;
    private final int[] oids;

    /** Null if all are {@link #parameterModeIn}. */
    private final int[] modes;

    ParameterMetaDataImpl(JdbcContext context, int[] oids) {
        this(context, oids, null);
    }

    /** @param modes as {@link #getParameterMode} has them */
    ParameterMetaDataImpl(JdbcContext context, int[] oids, int[] modes) {
        this.context = context;
        this.oids = oids;
        this.modes = modes;
    }

    @Override
    public int getParameterCount() {
        return oids.length;
    }

    @Override
    public int isNullable(int index) throws SQLException {
        oid(index);
        return parameterNullableUnknown;
    }

    @Override
    public boolean isSigned(int index) throws SQLException {
        return JdbcTypes.isSigned(codec(index).base().type());
    }

    /** {@inheritDoc} 0, not known: the server tells a parameter's type without its length. */
    @Override
    public int getPrecision(int index) throws SQLException {
        oid(index);
        return 0;
    }

    /** {@inheritDoc} 0, not known. */
    @Override
    public int getScale(int index) throws SQLException {
        oid(index);
        return 0;
    }

    @Override
    public int getParameterType(int index) throws SQLException {
        return JdbcTypes.sqlType(codec(index).type());
    }

    @Override
    public String getParameterTypeName(int index) throws SQLException {
        return context.nameOf(codec(index).type());
    }

    @Override
    public String getParameterClassName(int index) throws SQLException {
        return JdbcTypes.className(codec(index), NO_MODIFIER);
    }

    @Override
    public int getParameterMode(int index) throws SQLException {
        oid(index);
        return modes == null ? parameterModeIn : modes[index - 1];
    }

    private Codec<?> codec(int index) throws SQLException {
        int oid = oid(index);
        if (!context.types().knows(oid)) {
            context.databaseTypes().learn(Arrays.stream(oids).boxed().toList());
        }
        return context.types().codec(oid);
    }

    private int oid(int index) throws SQLException {
        if (index < 1 || index > oids.length) {
            throw SqlErrors.parameterIndex(index, oids.length);
        }
        return oids[index - 1];
    }
}
