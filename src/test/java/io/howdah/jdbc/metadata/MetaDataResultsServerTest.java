package io.howdah.jdbc.metadata;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.howdah.testserver.TestServer;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What can be done with a list of {@code DatabaseMetaData}, whichever it is and whatever happens meanwhile. */
class MetaDataResultsServerTest {
    @FunctionalInterface
    private interface Listing {
        ResultSet list(DatabaseMetaData about) throws SQLException;
    }

    /** Asked of the server, all but the last three. */
    private static final List<Listing> LISTINGS = List.of(
            about -> about.getTables(null, "pg_catalog", null, null),
            about -> about.getColumns(null, "pg_catalog", "pg_class", null),
            about -> about.getPrimaryKeys(null, "pg_catalog", "pg_class"),
            about -> about.getFunctions(null, "pg_catalog", "abs"),
            about -> about.getIndexInfo(null, "pg_catalog", "pg_class", false, true),
            DatabaseMetaData::getTypeInfo,
            DatabaseMetaData::getSchemas,
            DatabaseMetaData::getTableTypes,
            DatabaseMetaData::getClientInfoProperties,
            about -> about.getSuperTypes(null, null, null));

    @Test
    void listsCanBeMovedOverInAnyDirection() throws SQLException {
        try (Connection connection = TestServer.shared().connect()) {
            for (Listing listing : LISTINGS) {
                try (ResultSet rows = listing.list(connection.getMetaData())) {
                    int count = 0;
                    while (rows.next()) {
                        count++;
                    }
                    assertThat(rows.isAfterLast()).isEqualTo(count > 0);
                    assertThat(rows.getType()).isEqualTo(ResultSet.TYPE_SCROLL_INSENSITIVE);
                    assertThat(rows.last()).isEqualTo(count > 0);
                    assertThat(rows.getRow()).isEqualTo(count);
                    if (count > 0) {
                        String last = rows.getString(1);
                        rows.beforeFirst();
                        assertThat(rows.isBeforeFirst()).isTrue();
                        assertThat(rows.absolute(count)).isTrue();
                        assertThat(rows.getString(1)).isEqualTo(last);
                        assertThat(rows.absolute(-1)).isTrue();
                        assertThat(rows.isLast()).isTrue();
                        assertThat(rows.absolute(-count)).isTrue();
                        assertThat(rows.isFirst()).isTrue();
                        assertThat(rows.relative(count)).isFalse();
                        assertThat(rows.previous()).isTrue();
                        assertThat(rows.getString(1)).isEqualTo(last);
                    }
                }
            }
        }
    }

    /** Tools list tables, and alter and commit as they go; nobody asked for a cursor that ends there. */
    @Test
    void listsOutliveTheTransactionTheyWereReadIn() throws SQLException {
        try (Connection connection = TestServer.shared().connect("defaultRowFetchSize=3")) {
            connection.setAutoCommit(false);
            for (Listing listing : LISTINGS) {
                int expected = 0;
                try (ResultSet rows = listing.list(connection.getMetaData())) {
                    while (rows.next()) {
                        expected++;
                    }
                }
                int count = 0;
                try (ResultSet rows = listing.list(connection.getMetaData())) {
                    while (rows.next()) {
                        connection.commit();
                        count++;
                    }
                }
                assertThat(count).isEqualTo(expected);
            }
        }
    }

    @Test
    void whatIsKnownIsToldInAFailedTransaction() throws SQLException {
        try (Connection connection = TestServer.shared().connect();
                var statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            assertThatThrownBy(() -> statement.execute("select 1/0")).isInstanceOf(SQLException.class);
            for (Listing listing : LISTINGS.subList(LISTINGS.size() - 3, LISTINGS.size())) {
                try (ResultSet rows = listing.list(connection.getMetaData())) {
                    assertThat(rows.getMetaData().getColumnCount()).isPositive();
                    rows.next();
                }
            }
        }
    }

    @Test
    void temporaryTablesOfOthersAreNotListed() throws SQLException {
        try (Connection own = TestServer.shared().connect();
                Connection other = TestServer.shared().connect();
                var here = own.createStatement();
                var there = other.createStatement()) {
            there.execute("create temp table howdah_fleeting (a int primary key, b int references howdah_fleeting);"
                    + " create temp table howdah_kid () inherits (howdah_fleeting)");
            here.execute("create temp table howdah_fleeting (a int, b int primary key)");
            DatabaseMetaData about = own.getMetaData();
            String table = "howdah_fleeting";
            assertThat(count(about.getPrimaryKeys(null, null, table))).isEqualTo(1);
            assertThat(count(about.getBestRowIdentifier(null, null, table, 0, true)))
                    .isEqualTo(1);
            assertThat(count(about.getVersionColumns(null, null, table))).isEqualTo(1);
            assertThat(count(about.getImportedKeys(null, null, table))).isZero();
            assertThat(count(about.getExportedKeys(null, null, table))).isZero();
            assertThat(count(about.getSuperTables(null, null, "howdah_kid"))).isZero();
            assertThat(count(other.getMetaData().getExportedKeys(null, null, table)))
                    .isEqualTo(1);
        }
    }

    private static int count(ResultSet rows) throws SQLException {
        try (rows) {
            int count = 0;
            while (rows.next()) {
                count++;
            }
            return count;
        }
    }
}
