package io.howdah.jdbc;

import io.howdah.error.SqlErrors;
import io.howdah.jdbc.wrapper.SelfWrapper;
import io.howdah.types.JdbcTypes;
import io.howdah.types.TypeRegistry;
import java.sql.ParameterMetaData;
import java.sql.SQLException;

/** The types of parameters as the server has settled them. */
final class ParameterMetaDataImpl implements ParameterMetaData, SelfWrapper {
    private static final int NO_MODIFIER = -1;

    private final TypeRegistry types;
    private final int[] oids;

    ParameterMetaDataImpl(TypeRegistry types, int[] oids) {
        this.types = types;
        this.oids = oids;
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
        return JdbcTypes.isSigned(types.type(oid(index)));
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
        return JdbcTypes.sqlType(types.type(oid(index)));
    }

    @Override
    public String getParameterTypeName(int index) throws SQLException {
        return types.type(oid(index)).name();
    }

    @Override
    public String getParameterClassName(int index) throws SQLException {
        return JdbcTypes.className(types.type(oid(index)), NO_MODIFIER);
    }

    @Override
    public int getParameterMode(int index) throws SQLException {
        oid(index);
        return parameterModeIn;
    }

    private int oid(int index) throws SQLException {
        if (index < 1 || index > oids.length) {
            throw SqlErrors.parameterIndex(index, oids.length);
        }
        return oids[index - 1];
    }
}
