package io.howdah.bench;

import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import org.openjdk.jmh.infra.Blackhole;

/**
 * What tools ask of {@code DatabaseMetaData}, where there are few tables and where there are ten thousand: of one table, of
 * a schema of a thousand, of all.
 */
final class Catalogues {
    /** Workloads whose names begin so need the many tables. */
    static final String MANY = "metadata";

    private static final String FEW = "catalogue";
    private static final String SCHEMA = Tables.manySchema(3);
    private static final String TABLE = Tables.manyTable(3_007);

    private Catalogues() {}

    @FunctionalInterface
    private interface Question {
        ResultSet ask(DatabaseMetaData about) throws SQLException;
    }

    static List<Workload> all() {
        return List.of(
                workload(
                        "tables",
                        "getTables, " + Tables.CATALOGUE_TABLES + " tables",
                        about -> about.getTables(null, FEW, "%", new String[] {"TABLE"})),
                workload("columns", "getColumns of those tables", about -> about.getColumns(null, FEW, "%", "%")),
                workload("primary-keys", "getPrimaryKeys of one table", about -> about.getPrimaryKeys(null, FEW, "t7")),
                many("tables-all", "getTables", about -> about.getTables(null, null, "%", new String[] {"TABLE"})),
                many("tables-any", "getTables of all types", about -> about.getTables(null, null, null, null)),
                many(
                        "tables-schema",
                        "getTables of a schema",
                        about -> about.getTables(null, SCHEMA, "%", new String[] {"TABLE"})),
                many("tables-pattern", "getTables by a pattern", about -> about.getTables(null, SCHEMA, "t300%", null)),
                many("tables-one", "getTables of one table", about -> about.getTables(null, SCHEMA, TABLE, null)),
                many("columns-all", "getColumns", about -> about.getColumns(null, null, "%", "%")),
                many("columns-schema", "getColumns of a schema", about -> about.getColumns(null, SCHEMA, "%", "%")),
                many("columns-one", "getColumns of one table", about -> about.getColumns(null, SCHEMA, TABLE, "%")),
                many(
                        "columns-name",
                        "getColumns of one name in a schema",
                        about -> about.getColumns(null, SCHEMA, "%", "price")),
                many(
                        "columns-any-schema",
                        "getColumns of one table in any schema",
                        about -> about.getColumns(null, null, TABLE, "%")),
                many("keys-schema", "getPrimaryKeys of a schema", about -> about.getPrimaryKeys(null, SCHEMA, null)),
                many("keys-one", "getPrimaryKeys of one table", about -> about.getPrimaryKeys(null, SCHEMA, TABLE)),
                many(
                        "imported-schema",
                        "getImportedKeys of a schema",
                        about -> about.getImportedKeys(null, SCHEMA, null)),
                many(
                        "imported-one",
                        "getImportedKeys of one table",
                        about -> about.getImportedKeys(null, SCHEMA, TABLE)),
                many(
                        "exported-schema",
                        "getExportedKeys of a schema",
                        about -> about.getExportedKeys(null, SCHEMA, null)),
                many(
                        "exported-one",
                        "getExportedKeys of one table",
                        about -> about.getExportedKeys(null, SCHEMA, TABLE)),
                many(
                        "cross-reference",
                        "getCrossReference of two tables",
                        about -> about.getCrossReference(null, SCHEMA, Tables.manyTable(3_006), null, SCHEMA, TABLE)),
                many(
                        "cross-parent",
                        "getCrossReference of a table and any other",
                        about -> about.getCrossReference(null, SCHEMA, TABLE, null, null, null)),
                many(
                        "index-one",
                        "getIndexInfo of one table",
                        about -> about.getIndexInfo(null, SCHEMA, TABLE, false, true)),
                many(
                        "best-row",
                        "getBestRowIdentifier",
                        about -> about.getBestRowIdentifier(
                                null, SCHEMA, TABLE, DatabaseMetaData.bestRowTemporary, true)),
                many("schemas", "getSchemas", DatabaseMetaData::getSchemas),
                many("schemas-pattern", "getSchemas by a pattern", about -> about.getSchemas(null, "many%")),
                many("catalogs", "getCatalogs", DatabaseMetaData::getCatalogs),
                many("functions-all", "getFunctions", about -> about.getFunctions(null, null, "%")),
                many(
                        "functions-one",
                        "getFunctions of one name",
                        about -> about.getFunctions(null, "pg_catalog", "lower")),
                // The incumbent has other rows for polymorphic functions; of this name they are the same.
                many(
                        "function-columns",
                        "getFunctionColumns of one name",
                        about -> about.getFunctionColumns(null, "pg_catalog", "lower", "%")),
                many(
                        "function-columns-schema",
                        "getFunctionColumns of a schema",
                        about -> about.getFunctionColumns(null, "information_schema", "%", "%")),
                many("procedures", "getProcedures", about -> about.getProcedures(null, null, "%")),
                many("table-types", "getTableTypes", DatabaseMetaData::getTableTypes),
                many("client-info", "getClientInfoProperties", DatabaseMetaData::getClientInfoProperties));
    }

    private static Workload many(String name, String title, Question question) {
        return workload(MANY + "-" + name, title + ", " + Tables.MANY_TABLES + " tables", question);
    }

    private static Workload workload(String name, String title, Question question) {
        return Workload.of(
                name,
                title,
                opener -> Operation.on(
                        opener.connect(),
                        (Connection connection, Blackhole sink) ->
                                readAll(question.ask(connection.getMetaData()), sink)),
                Workload.noLimit("the queries are the driver's own"));
    }

    private static long readAll(ResultSet rows, Blackhole sink) throws SQLException {
        try (rows) {
            int columns = rows.getMetaData().getColumnCount();
            long count = 0;
            while (rows.next()) {
                for (int column = 1; column <= columns; column++) {
                    sink.consume(rows.getString(column));
                }
                count++;
            }
            return count;
        }
    }
}
