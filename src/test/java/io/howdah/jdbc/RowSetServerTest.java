package io.howdah.jdbc;

import static io.howdah.jdbc.Answers.one;
import static io.howdah.jdbc.Answers.run;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.howdah.testserver.TestServer;
import java.io.StringWriter;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import javax.sql.RowSet;
import javax.sql.rowset.CachedRowSet;
import javax.sql.rowset.FilteredRowSet;
import javax.sql.rowset.JdbcRowSet;
import javax.sql.rowset.JoinRowSet;
import javax.sql.rowset.Predicate;
import javax.sql.rowset.RowSetFactory;
import javax.sql.rowset.RowSetProvider;
import javax.sql.rowset.WebRowSet;
import javax.sql.rowset.spi.SyncProviderException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The RowSets of the JDK over our connections. */
class RowSetServerTest {
    private final TestServer server = TestServer.shared();
    private Connection connection;
    private RowSetFactory factory;

    @BeforeEach
    void connect() throws SQLException {
        connection = server.connect();
        factory = RowSetProvider.newFactory();
        run(connection, "create temp table t (id int primary key, name text, weight numeric)");
        run(connection, "insert into t select n, 'n' || n, n * 1.5 from generate_series(1, 4) n");
    }

    @AfterEach
    void close() throws SQLException {
        connection.close();
    }

    private <T extends CachedRowSet> T filled(T rows, String sql) throws SQLException {
        try (var statement = connection.createStatement();
                ResultSet result = statement.executeQuery(sql)) {
            rows.populate(result);
        }
        return rows;
    }

    private CachedRowSet cached() throws SQLException {
        CachedRowSet rows = filled(factory.createCachedRowSet(), "select * from t order by id");
        rows.setTableName("t");
        rows.setKeyColumns(new int[] {1});
        return rows;
    }

    @Test
    void cachedRowsAreChangedAndSentBack() throws SQLException {
        connection.setAutoCommit(false);
        try (CachedRowSet rows = cached()) {
            rows.absolute(2);
            rows.updateString("name", "two");
            rows.updateRow();
            rows.absolute(3);
            rows.deleteRow();
            rows.moveToInsertRow();
            rows.updateInt(1, 9);
            rows.updateString(2, "nine");
            rows.updateNull(3);
            rows.insertRow();
            rows.moveToCurrentRow();
            rows.acceptChanges(connection);
        }
        assertThat(one(connection, "select string_agg(id || name, ' ' order by id) from t"))
                .isEqualTo("1n1 2two 4n4 9nine");
    }

    @Test
    void conflictsAreNoticed() throws SQLException {
        connection.setAutoCommit(false);
        try (CachedRowSet rows = cached()) {
            run(connection, "update t set name = 'theirs' where id = 1");
            rows.first();
            rows.updateString(2, "mine");
            rows.updateRow();
            assertThatThrownBy(() -> rows.acceptChanges(connection)).isInstanceOf(SyncProviderException.class);
        }
        assertThat(one(connection, "select name from t where id = 1")).isEqualTo("theirs");
    }

    @Test
    void cachedRowsAreFetchedByACommandOfTheirOwn() throws SQLException {
        try (CachedRowSet rows = factory.createCachedRowSet()) {
            rows.setUrl(server.jdbcUrl());
            rows.setUsername(server.user());
            rows.setPassword(server.password());
            rows.setCommand("select n, 'x' || n as x from generate_series(1, 5) n where n > ?");
            rows.setInt(1, 2);
            rows.execute();
            assertThat(rows.size()).isEqualTo(3);
            rows.last();
            assertThat(rows.getString("X")).isEqualTo("x5");
        }
    }

    @Test
    void jdbcRowsAreChangedInPlace() throws SQLException {
        // No command: the row set lives on the result it is given.
        String url = server.jdbcUrl();
        run(connection, "create table if not exists rowset_in_place (id int primary key, name text)");
        run(connection, "insert into rowset_in_place values (1, 'one') on conflict do nothing");
        try (JdbcRowSet rows = factory.createJdbcRowSet()) {
            rows.setUrl(url);
            rows.setUsername(server.user());
            rows.setPassword(server.password());
            rows.setCommand("select id, name from rowset_in_place");
            rows.execute();
            rows.next();
            rows.updateString("name", "changed");
            rows.updateRow();
            assertThat(rows.getString("name")).isEqualTo("changed");
            assertThat(one(connection, "select name from rowset_in_place")).isEqualTo("changed");
        } finally {
            run(connection, "drop table rowset_in_place");
        }
    }

    @Test
    void webRowsGoThroughXml() throws Exception {
        var xml = new StringWriter();
        try (WebRowSet rows = filled(factory.createWebRowSet(), "select * from t order by id")) {
            rows.writeXml(xml);
        }
        assertThat(xml.toString()).contains("<columnValue>n3</columnValue>", "<columnValue>4.5</columnValue>");
    }

    @Test
    void filteredRowsAreThoseThatPass() throws SQLException {
        try (FilteredRowSet rows = filled(factory.createFilteredRowSet(), "select * from t order by id")) {
            rows.setFilter(new EvenIds());
            int sum = 0;
            while (rows.next()) {
                sum += rows.getInt("id");
            }
            assertThat(sum).isEqualTo(6);
        }
    }

    private static final class EvenIds implements Predicate {
        @Override
        public boolean evaluate(RowSet rows) {
            try {
                return rows.getRow() > 0 && rows.getInt("id") % 2 == 0;
            } catch (SQLException e) {
                throw new AssertionError(e);
            }
        }

        @Override
        public boolean evaluate(Object value, int column) {
            return true;
        }

        @Override
        public boolean evaluate(Object value, String columnName) {
            return true;
        }
    }

    @Test
    void joinedRowsMatch() throws SQLException {
        CachedRowSet left = filled(factory.createCachedRowSet(), "select id, name from t");
        CachedRowSet right =
                filled(factory.createCachedRowSet(), "select n as id, 'r' || n as other from generate_series(3, 6) n");
        try (JoinRowSet rows = factory.createJoinRowSet()) {
            rows.addRowSet(left, "id");
            rows.addRowSet(right, "id");
            assertThat(rows.size()).isEqualTo(2);
            rows.next();
            assertThat(rows.getString("other")).startsWith("r");
        }
    }
}
