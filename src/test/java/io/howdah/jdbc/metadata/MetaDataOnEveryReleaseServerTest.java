package io.howdah.jdbc.metadata;

import static org.assertj.core.api.Assertions.assertThat;

import io.howdah.testserver.OnEveryRelease;
import io.howdah.testserver.TestServer;
import java.sql.DatabaseMetaData;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Types;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Each method that lists something, on each version: the columns that JDBC 4.3 wants, with their types. */
class MetaDataOnEveryReleaseServerTest {
    private static final String KEYS = """
            PKTABLE_CAT PKTABLE_SCHEM PKTABLE_NAME PKCOLUMN_NAME FKTABLE_CAT FKTABLE_SCHEM FKTABLE_NAME FKCOLUMN_NAME
            KEY_SEQ:short UPDATE_RULE:short DELETE_RULE:short FK_NAME PK_NAME DEFERRABILITY:short""";
    private static final String ROW_COLUMNS = """
            SCOPE:short COLUMN_NAME DATA_TYPE:int TYPE_NAME COLUMN_SIZE:int BUFFER_LENGTH:int DECIMAL_DIGITS:short
            PSEUDO_COLUMN:short""";

    @FunctionalInterface
    private interface Lister {
        ResultSet list(DatabaseMetaData about) throws SQLException;
    }

    private record Listing(String columns, Lister lister) {}

    private static final Map<String, Listing> LISTINGS = new LinkedHashMap<>();

    static {
        list("getTables", """
                TABLE_CAT TABLE_SCHEM TABLE_NAME TABLE_TYPE REMARKS TYPE_CAT TYPE_SCHEM TYPE_NAME
                SELF_REFERENCING_COL_NAME REF_GENERATION""", about -> about.getTables(null, null, null, null));
        list("getColumns", """
                TABLE_CAT TABLE_SCHEM TABLE_NAME COLUMN_NAME DATA_TYPE:int TYPE_NAME COLUMN_SIZE:int BUFFER_LENGTH:int
                DECIMAL_DIGITS:int NUM_PREC_RADIX:int NULLABLE:int REMARKS COLUMN_DEF SQL_DATA_TYPE:int
                SQL_DATETIME_SUB:int CHAR_OCTET_LENGTH:int ORDINAL_POSITION:int IS_NULLABLE SCOPE_CATALOG SCOPE_SCHEMA
                SCOPE_TABLE SOURCE_DATA_TYPE:short IS_AUTOINCREMENT IS_GENERATEDCOLUMN""", about -> about.getColumns(null, null, null, null));
        list("getPrimaryKeys", """
                TABLE_CAT TABLE_SCHEM TABLE_NAME COLUMN_NAME KEY_SEQ:short PK_NAME""", about -> about.getPrimaryKeys(null, null, null));
        list("getImportedKeys", KEYS, about -> about.getImportedKeys(null, null, null));
        list("getExportedKeys", KEYS, about -> about.getExportedKeys(null, null, null));
        list("getCrossReference", KEYS, about -> about.getCrossReference(null, null, null, null, null, null));
        list("getIndexInfo", """
                TABLE_CAT TABLE_SCHEM TABLE_NAME NON_UNIQUE:boolean INDEX_QUALIFIER INDEX_NAME TYPE:short
                ORDINAL_POSITION:short COLUMN_NAME ASC_OR_DESC CARDINALITY:long PAGES:long
                FILTER_CONDITION""", about -> about.getIndexInfo(null, null, null, false, true));
        list(
                "getBestRowIdentifier",
                ROW_COLUMNS,
                about -> about.getBestRowIdentifier(null, null, null, DatabaseMetaData.bestRowSession, true));
        list("getVersionColumns", ROW_COLUMNS, about -> about.getVersionColumns(null, null, null));
        list("getSchemas", "TABLE_SCHEM TABLE_CATALOG", DatabaseMetaData::getSchemas);
        list("getCatalogs", "TABLE_CAT", DatabaseMetaData::getCatalogs);
        list("getTableTypes", "TABLE_TYPE", DatabaseMetaData::getTableTypes);
        list("getProcedures", """
                PROCEDURE_CAT PROCEDURE_SCHEM PROCEDURE_NAME RESERVED_1 RESERVED_2 RESERVED_3 REMARKS
                PROCEDURE_TYPE:short SPECIFIC_NAME""", about -> about.getProcedures(null, null, null));
        list("getProcedureColumns", """
                PROCEDURE_CAT PROCEDURE_SCHEM PROCEDURE_NAME COLUMN_NAME COLUMN_TYPE:short DATA_TYPE:int TYPE_NAME
                PRECISION:int LENGTH:int SCALE:short RADIX:short NULLABLE:short REMARKS COLUMN_DEF SQL_DATA_TYPE:int
                SQL_DATETIME_SUB:int CHAR_OCTET_LENGTH:int ORDINAL_POSITION:int IS_NULLABLE
                SPECIFIC_NAME""", about -> about.getProcedureColumns(null, null, null, null));
        list("getFunctions", """
                FUNCTION_CAT FUNCTION_SCHEM FUNCTION_NAME REMARKS FUNCTION_TYPE:short
                SPECIFIC_NAME""", about -> about.getFunctions(null, null, null));
        list("getFunctionColumns", """
                FUNCTION_CAT FUNCTION_SCHEM FUNCTION_NAME COLUMN_NAME COLUMN_TYPE:short DATA_TYPE:int TYPE_NAME
                PRECISION:int LENGTH:int SCALE:short RADIX:short NULLABLE:short REMARKS CHAR_OCTET_LENGTH:int
                ORDINAL_POSITION:int IS_NULLABLE SPECIFIC_NAME""", about -> about.getFunctionColumns(null, null, null, null));
        list(
                "getUDTs",
                "TYPE_CAT TYPE_SCHEM TYPE_NAME CLASS_NAME DATA_TYPE:int REMARKS BASE_TYPE:short",
                about -> about.getUDTs(null, null, null, null));
        list("getAttributes", """
                TYPE_CAT TYPE_SCHEM TYPE_NAME ATTR_NAME DATA_TYPE:int ATTR_TYPE_NAME ATTR_SIZE:int DECIMAL_DIGITS:int
                NUM_PREC_RADIX:int NULLABLE:int REMARKS ATTR_DEF SQL_DATA_TYPE:int SQL_DATETIME_SUB:int
                CHAR_OCTET_LENGTH:int ORDINAL_POSITION:int IS_NULLABLE SCOPE_CATALOG SCOPE_SCHEMA SCOPE_TABLE
                SOURCE_DATA_TYPE:short""", about -> about.getAttributes(null, null, null, null));
        list(
                "getTablePrivileges",
                "TABLE_CAT TABLE_SCHEM TABLE_NAME GRANTOR GRANTEE PRIVILEGE IS_GRANTABLE",
                about -> about.getTablePrivileges(null, null, null));
        list(
                "getColumnPrivileges",
                "TABLE_CAT TABLE_SCHEM TABLE_NAME COLUMN_NAME GRANTOR GRANTEE PRIVILEGE IS_GRANTABLE",
                about -> about.getColumnPrivileges(null, null, null, null));
        list("getTypeInfo", """
                TYPE_NAME DATA_TYPE:int PRECISION:int LITERAL_PREFIX LITERAL_SUFFIX CREATE_PARAMS NULLABLE:short
                CASE_SENSITIVE:boolean SEARCHABLE:short UNSIGNED_ATTRIBUTE:boolean FIXED_PREC_SCALE:boolean
                AUTO_INCREMENT:boolean LOCAL_TYPE_NAME MINIMUM_SCALE:short MAXIMUM_SCALE:short SQL_DATA_TYPE:int
                SQL_DATETIME_SUB:int NUM_PREC_RADIX:int""", DatabaseMetaData::getTypeInfo);
        list(
                "getClientInfoProperties",
                "NAME MAX_LEN:int DEFAULT_VALUE DESCRIPTION",
                DatabaseMetaData::getClientInfoProperties);
        list(
                "getSuperTypes",
                "TYPE_CAT TYPE_SCHEM TYPE_NAME SUPERTYPE_CAT SUPERTYPE_SCHEM SUPERTYPE_NAME",
                about -> about.getSuperTypes(null, null, null));
        list(
                "getSuperTables",
                "TABLE_CAT TABLE_SCHEM TABLE_NAME SUPERTABLE_NAME",
                about -> about.getSuperTables(null, null, null));
        list("getPseudoColumns", """
                TABLE_CAT TABLE_SCHEM TABLE_NAME COLUMN_NAME DATA_TYPE:int COLUMN_SIZE:int DECIMAL_DIGITS:int
                NUM_PREC_RADIX:int COLUMN_USAGE REMARKS CHAR_OCTET_LENGTH:int
                IS_NULLABLE""", about -> about.getPseudoColumns(null, null, null, null));
    }

    private static void list(String method, String columns, Lister lister) {
        LISTINGS.put(method, new Listing(columns, lister));
    }

    @OnEveryRelease
    void everyListHasTheColumnsOfJdbc(TestServer server) throws SQLException {
        try (var connection = server.connect()) {
            for (var entry : LISTINGS.entrySet()) {
                try (ResultSet rows = entry.getValue().lister().list(connection.getMetaData())) {
                    assertThat(columns(rows.getMetaData()))
                            .as(entry.getKey())
                            .containsExactly(entry.getValue().columns().split("\\s+"));
                    while (rows.next()) {
                        for (int i = 1; i <= rows.getMetaData().getColumnCount(); i++) {
                            rows.getObject(i);
                        }
                    }
                }
            }
        }
    }

    private static List<String> columns(ResultSetMetaData about) throws SQLException {
        List<String> columns = new ArrayList<>();
        for (int i = 1; i <= about.getColumnCount(); i++) {
            columns.add(about.getColumnLabel(i)
                    + switch (about.getColumnType(i)) {
                        case Types.VARCHAR -> "";
                        case Types.BIT -> ":boolean";
                        case Types.SMALLINT -> ":short";
                        case Types.INTEGER -> ":int";
                        case Types.BIGINT -> ":long";
                        default -> ":" + about.getColumnTypeName(i);
                    });
        }
        return columns;
    }
}
