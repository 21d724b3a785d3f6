package io.howdah.jdbc;

import io.howdah.jdbc.metadata.TypeCodes;
import io.howdah.types.BuiltinTypes;
import io.howdah.types.JdbcTypes;
import io.howdah.types.PgType;
import java.sql.Types;
import java.util.List;

/** Tells {@code DatabaseMetaData} of types what {@code ResultSetMetaData} tells of columns. */
final class MetaDataTypes implements TypeCodes {
    static final MetaDataTypes INSTANCE = new MetaDataTypes();

    private static final int NO_MODIFIER = -1;

    private final List<BuiltinType> types = BuiltinTypes.ALL.stream()
            .map(MetaDataTypes::describe)
            .filter(MetaDataTypes::isSpecial)
            .toList();

    private MetaDataTypes() {}

    @Override
    public List<BuiltinType> builtinTypes() {
        return types;
    }

    private static BuiltinType describe(PgType type) {
        return new BuiltinType(
                type.oid(),
                JdbcTypes.sqlType(type),
                JdbcTypes.precision(type, NO_MODIFIER),
                JdbcTypes.scale(type, NO_MODIFIER),
                JdbcTypes.isSigned(type),
                JdbcTypes.isCaseSensitive(type));
    }

    private static boolean isSpecial(BuiltinType type) {
        boolean plain = type.sqlType() == Types.OTHER
                && type.precision() == Integer.MAX_VALUE
                && type.scale() == 0
                && !type.signed()
                && type.caseSensitive();
        return type.sqlType() != Types.ARRAY && !plain;
    }
}
