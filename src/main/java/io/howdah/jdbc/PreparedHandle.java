package io.howdah.jdbc;

import io.howdah.error.SqlErrors;
import io.howdah.jdbc.wrapper.SelfWrapper;
import io.howdah.pipeline.QueuedStatement;
import java.io.InputStream;
import java.io.Reader;
import java.math.BigDecimal;
import java.net.URL;
import java.sql.Array;
import java.sql.Blob;
import java.sql.Clob;
import java.sql.Connection;
import java.sql.Date;
import java.sql.NClob;
import java.sql.ParameterMetaData;
import java.sql.PreparedStatement;
import java.sql.Ref;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.RowId;
import java.sql.SQLException;
import java.sql.SQLType;
import java.sql.SQLWarning;
import java.sql.SQLXML;
import java.sql.Time;
import java.sql.Timestamp;
import java.util.Calendar;

/**
 * A prepared statement as its user holds it: thin, since the statement behind it is kept when this is closed, and serves
 * the next one who prepares the same text. A closed handle has let go of it.
 *
 * <p>Any thread may close it. A statement that is running then serves nobody else: it is closed by who runs it, at the end.
 */
final class PreparedHandle implements PreparedStatement, SelfWrapper {
    /** Null once closed. */
    private volatile PreparedStatementImpl statement;

    private final Runs runs = new Runs();

    private final ConnectionImpl connection;

    /** @param connection its user's, which may be another than the statement was made for */
    PreparedHandle(ConnectionImpl connection, PreparedStatementImpl statement) throws SQLException {
        this.connection = connection;
        this.statement = statement;
        statement.lentBy(this);
    }

    ConnectionImpl connection() {
        return connection;
    }

    /** What it would send now. */
    QueuedStatement queued(JdbcContext wanted) throws SQLException {
        PreparedStatementImpl open = open();
        if (open.context() != wanted) {
            throw SqlErrors.badArgument("The statement is one of another connection");
        }
        return open.queued();
    }

    private PreparedStatementImpl open() throws SQLException {
        PreparedStatementImpl open = statement;
        if (open == null) {
            throw SqlErrors.objectClosed("Statement");
        }
        return open;
    }

    /** The statement, which is nobody else's before {@link #ran}, even if this is closed meanwhile. */
    private PreparedStatementImpl run() throws SQLException {
        PreparedStatementImpl open = open();
        runs.begin();
        try {
            // It may be closed behind our back, with its connection.
            open.running();
        } catch (SQLException e) {
            end(open);
            throw e;
        }
        return open;
    }

    private void ran(PreparedStatementImpl running) throws SQLException {
        try {
            running.ran();
        } finally {
            end(running);
        }
    }

    private void end(PreparedStatementImpl running) throws SQLException {
        if (runs.end()) {
            running.close();
        }
    }

    @Override
    public void close() throws SQLException {
        int running = runs.close();
        if (running < 0) {
            return;
        }
        PreparedStatementImpl released = statement;
        statement = null;
        try {
            if (running == 0) {
                connection.parked().giveBack(released);
            } else {
                connection.parked().forget(released);
            }
        } finally {
            connection.preparedClosed(this);
        }
    }

    /** It cannot be used any more, or only when it is prepared anew. */
    void failed(SQLException error) {
        connection.preparedFailed(this, error);
    }

    @Override
    public boolean isClosed() {
        PreparedStatementImpl open = statement;
        return open == null || open.isClosed();
    }

    @Override
    public void closeOnCompletion() throws SQLException {
        open().closeOnCompletion();
    }

    /** The text, never the values. */
    @Override
    public String toString() {
        PreparedStatementImpl open = statement;
        return open == null ? "a closed statement" : open.toString();
    }

    // ---- all else is the statement's

    @Override
    public void addBatch() throws SQLException {
        PreparedStatementImpl running = run();
        try {
            running.addBatch();
        } finally {
            ran(running);
        }
    }

    @Override
    public void addBatch(String sql) throws SQLException {
        open().addBatch(sql);
    }

    @Override
    public void cancel() throws SQLException {
        PreparedStatementImpl open = open();
        // Once this is closed, what runs may be of the next who prepared the text.
        open.cancelIf(() -> statement == open);
    }

    @Override
    public void clearBatch() throws SQLException {
        open().clearBatch();
    }

    @Override
    public void clearParameters() throws SQLException {
        open().clearParameters();
    }

    @Override
    public void clearWarnings() throws SQLException {
        open().clearWarnings();
    }

    @Override
    public String enquoteIdentifier(String sql, boolean value) throws SQLException {
        return open().enquoteIdentifier(sql, value);
    }

    @Override
    public String enquoteLiteral(String sql) throws SQLException {
        return open().enquoteLiteral(sql);
    }

    @Override
    public String enquoteNCharLiteral(String sql) throws SQLException {
        return open().enquoteNCharLiteral(sql);
    }

    @Override
    public int[] executeBatch() throws SQLException {
        PreparedStatementImpl running = run();
        try {
            return running.executeBatch();
        } finally {
            ran(running);
        }
    }

    @Override
    public long[] executeLargeBatch() throws SQLException {
        PreparedStatementImpl running = run();
        try {
            return running.executeLargeBatch();
        } finally {
            ran(running);
        }
    }

    @Override
    public long executeLargeUpdate() throws SQLException {
        PreparedStatementImpl running = run();
        try {
            return running.executeLargeUpdate();
        } finally {
            ran(running);
        }
    }

    @Override
    public long executeLargeUpdate(String sql, int[] keys) throws SQLException {
        return open().executeLargeUpdate(sql, keys);
    }

    @Override
    public long executeLargeUpdate(String sql, String[] keys) throws SQLException {
        return open().executeLargeUpdate(sql, keys);
    }

    @Override
    public long executeLargeUpdate(String sql, int keys) throws SQLException {
        return open().executeLargeUpdate(sql, keys);
    }

    @Override
    public long executeLargeUpdate(String sql) throws SQLException {
        return open().executeLargeUpdate(sql);
    }

    @Override
    public ResultSet executeQuery() throws SQLException {
        PreparedStatementImpl running = run();
        try {
            return running.executeQuery();
        } finally {
            ran(running);
        }
    }

    @Override
    public ResultSet executeQuery(String sql) throws SQLException {
        return open().executeQuery(sql);
    }

    @Override
    public int executeUpdate() throws SQLException {
        PreparedStatementImpl running = run();
        try {
            return running.executeUpdate();
        } finally {
            ran(running);
        }
    }

    @Override
    public int executeUpdate(String sql, int[] keys) throws SQLException {
        return open().executeUpdate(sql, keys);
    }

    @Override
    public int executeUpdate(String sql, String[] keys) throws SQLException {
        return open().executeUpdate(sql, keys);
    }

    @Override
    public int executeUpdate(String sql, int keys) throws SQLException {
        return open().executeUpdate(sql, keys);
    }

    @Override
    public int executeUpdate(String sql) throws SQLException {
        return open().executeUpdate(sql);
    }

    @Override
    public boolean execute() throws SQLException {
        PreparedStatementImpl running = run();
        try {
            return running.execute();
        } finally {
            ran(running);
        }
    }

    @Override
    public boolean execute(String sql, int[] keys) throws SQLException {
        return open().execute(sql, keys);
    }

    @Override
    public boolean execute(String sql, String[] keys) throws SQLException {
        return open().execute(sql, keys);
    }

    @Override
    public boolean execute(String sql, int keys) throws SQLException {
        return open().execute(sql, keys);
    }

    @Override
    public boolean execute(String sql) throws SQLException {
        return open().execute(sql);
    }

    @Override
    public Connection getConnection() throws SQLException {
        open().requireOpen();
        return connection;
    }

    @Override
    public int getFetchDirection() throws SQLException {
        return open().getFetchDirection();
    }

    @Override
    public int getFetchSize() throws SQLException {
        return open().getFetchSize();
    }

    @Override
    public ResultSet getGeneratedKeys() throws SQLException {
        PreparedStatementImpl running = run();
        try {
            return running.getGeneratedKeys();
        } finally {
            ran(running);
        }
    }

    @Override
    public long getLargeMaxRows() throws SQLException {
        return open().getLargeMaxRows();
    }

    @Override
    public long getLargeUpdateCount() throws SQLException {
        return open().getLargeUpdateCount();
    }

    @Override
    public int getMaxFieldSize() throws SQLException {
        return open().getMaxFieldSize();
    }

    @Override
    public int getMaxRows() throws SQLException {
        return open().getMaxRows();
    }

    @Override
    public ResultSetMetaData getMetaData() throws SQLException {
        PreparedStatementImpl running = run();
        try {
            return running.getMetaData();
        } finally {
            ran(running);
        }
    }

    @Override
    public boolean getMoreResults() throws SQLException {
        PreparedStatementImpl running = run();
        try {
            return running.getMoreResults();
        } finally {
            ran(running);
        }
    }

    @Override
    public boolean getMoreResults(int value) throws SQLException {
        PreparedStatementImpl running = run();
        try {
            return running.getMoreResults(value);
        } finally {
            ran(running);
        }
    }

    @Override
    public ParameterMetaData getParameterMetaData() throws SQLException {
        PreparedStatementImpl running = run();
        try {
            return running.getParameterMetaData();
        } finally {
            ran(running);
        }
    }

    @Override
    public int getQueryTimeout() throws SQLException {
        return open().getQueryTimeout();
    }

    @Override
    public int getResultSetConcurrency() throws SQLException {
        return open().getResultSetConcurrency();
    }

    @Override
    public int getResultSetHoldability() throws SQLException {
        return open().getResultSetHoldability();
    }

    @Override
    public int getResultSetType() throws SQLException {
        return open().getResultSetType();
    }

    @Override
    public ResultSet getResultSet() throws SQLException {
        return open().getResultSet();
    }

    @Override
    public int getUpdateCount() throws SQLException {
        return open().getUpdateCount();
    }

    @Override
    public SQLWarning getWarnings() throws SQLException {
        return open().getWarnings();
    }

    @Override
    public boolean isCloseOnCompletion() throws SQLException {
        return open().isCloseOnCompletion();
    }

    @Override
    public boolean isPoolable() throws SQLException {
        return open().isPoolable();
    }

    @Override
    public boolean isSimpleIdentifier(String value) throws SQLException {
        return open().isSimpleIdentifier(value);
    }

    @Override
    public void setArray(int index, Array value) throws SQLException {
        open().setArray(index, value);
    }

    @Override
    public void setAsciiStream(int index, InputStream value, int more) throws SQLException {
        open().setAsciiStream(index, value, more);
    }

    @Override
    public void setAsciiStream(int index, InputStream value, long more) throws SQLException {
        open().setAsciiStream(index, value, more);
    }

    @Override
    public void setAsciiStream(int index, InputStream value) throws SQLException {
        open().setAsciiStream(index, value);
    }

    @Override
    public void setBigDecimal(int index, BigDecimal value) throws SQLException {
        open().setBigDecimal(index, value);
    }

    @Override
    public void setBinaryStream(int index, InputStream value, int more) throws SQLException {
        open().setBinaryStream(index, value, more);
    }

    @Override
    public void setBinaryStream(int index, InputStream value, long more) throws SQLException {
        open().setBinaryStream(index, value, more);
    }

    @Override
    public void setBinaryStream(int index, InputStream value) throws SQLException {
        open().setBinaryStream(index, value);
    }

    @Override
    public void setBlob(int index, InputStream value, long more) throws SQLException {
        open().setBlob(index, value, more);
    }

    @Override
    public void setBlob(int index, InputStream value) throws SQLException {
        open().setBlob(index, value);
    }

    @Override
    public void setBlob(int index, Blob value) throws SQLException {
        open().setBlob(index, value);
    }

    @Override
    public void setBoolean(int index, boolean value) throws SQLException {
        open().setBoolean(index, value);
    }

    @Override
    public void setByte(int index, byte value) throws SQLException {
        open().setByte(index, value);
    }

    @Override
    public void setBytes(int index, byte[] value) throws SQLException {
        open().setBytes(index, value);
    }

    @Override
    public void setCharacterStream(int index, Reader value, int more) throws SQLException {
        open().setCharacterStream(index, value, more);
    }

    @Override
    public void setCharacterStream(int index, Reader value, long more) throws SQLException {
        open().setCharacterStream(index, value, more);
    }

    @Override
    public void setCharacterStream(int index, Reader value) throws SQLException {
        open().setCharacterStream(index, value);
    }

    @Override
    public void setClob(int index, Reader value, long more) throws SQLException {
        open().setClob(index, value, more);
    }

    @Override
    public void setClob(int index, Reader value) throws SQLException {
        open().setClob(index, value);
    }

    @Override
    public void setClob(int index, Clob value) throws SQLException {
        open().setClob(index, value);
    }

    @Override
    public void setCursorName(String value) throws SQLException {
        open().setCursorName(value);
    }

    @Override
    public void setDate(int index, Date value, Calendar more) throws SQLException {
        open().setDate(index, value, more);
    }

    @Override
    public void setDate(int index, Date value) throws SQLException {
        open().setDate(index, value);
    }

    @Override
    public void setDouble(int index, double value) throws SQLException {
        open().setDouble(index, value);
    }

    @Override
    public void setEscapeProcessing(boolean value) throws SQLException {
        open().setEscapeProcessing(value);
    }

    @Override
    public void setFetchDirection(int value) throws SQLException {
        open().setFetchDirection(value);
    }

    @Override
    public void setFetchSize(int value) throws SQLException {
        open().setFetchSize(value);
    }

    @Override
    public void setFloat(int index, float value) throws SQLException {
        open().setFloat(index, value);
    }

    @Override
    public void setInt(int index, int value) throws SQLException {
        open().setInt(index, value);
    }

    @Override
    public void setLargeMaxRows(long value) throws SQLException {
        open().setLargeMaxRows(value);
    }

    @Override
    public void setLong(int index, long value) throws SQLException {
        open().setLong(index, value);
    }

    @Override
    public void setMaxFieldSize(int value) throws SQLException {
        open().setMaxFieldSize(value);
    }

    @Override
    public void setMaxRows(int value) throws SQLException {
        open().setMaxRows(value);
    }

    @Override
    public void setNCharacterStream(int index, Reader value, long more) throws SQLException {
        open().setNCharacterStream(index, value, more);
    }

    @Override
    public void setNCharacterStream(int index, Reader value) throws SQLException {
        open().setNCharacterStream(index, value);
    }

    @Override
    public void setNClob(int index, Reader value, long more) throws SQLException {
        open().setNClob(index, value, more);
    }

    @Override
    public void setNClob(int index, Reader value) throws SQLException {
        open().setNClob(index, value);
    }

    @Override
    public void setNClob(int index, NClob value) throws SQLException {
        open().setNClob(index, value);
    }

    @Override
    public void setNString(int index, String value) throws SQLException {
        open().setNString(index, value);
    }

    @Override
    public void setNull(int index, int value, String more) throws SQLException {
        open().setNull(index, value, more);
    }

    @Override
    public void setNull(int index, int value) throws SQLException {
        open().setNull(index, value);
    }

    @Override
    public void setObject(int index, Object value, int more, int more3) throws SQLException {
        open().setObject(index, value, more, more3);
    }

    @Override
    public void setObject(int index, Object value, int more) throws SQLException {
        open().setObject(index, value, more);
    }

    @Override
    public void setObject(int index, Object value, SQLType more, int more3) throws SQLException {
        open().setObject(index, value, more, more3);
    }

    @Override
    public void setObject(int index, Object value, SQLType more) throws SQLException {
        open().setObject(index, value, more);
    }

    @Override
    public void setObject(int index, Object value) throws SQLException {
        open().setObject(index, value);
    }

    @Override
    public void setPoolable(boolean value) throws SQLException {
        open().setPoolable(value);
    }

    @Override
    public void setQueryTimeout(int value) throws SQLException {
        open().setQueryTimeout(value);
    }

    @Override
    public void setRef(int index, Ref value) throws SQLException {
        open().setRef(index, value);
    }

    @Override
    public void setRowId(int index, RowId value) throws SQLException {
        open().setRowId(index, value);
    }

    @Override
    public void setSQLXML(int index, SQLXML value) throws SQLException {
        open().setSQLXML(index, value);
    }

    @Override
    public void setShort(int index, short value) throws SQLException {
        open().setShort(index, value);
    }

    @Override
    public void setString(int index, String value) throws SQLException {
        open().setString(index, value);
    }

    @Override
    public void setTime(int index, Time value, Calendar more) throws SQLException {
        open().setTime(index, value, more);
    }

    @Override
    public void setTime(int index, Time value) throws SQLException {
        open().setTime(index, value);
    }

    @Override
    public void setTimestamp(int index, Timestamp value, Calendar more) throws SQLException {
        open().setTimestamp(index, value, more);
    }

    @Override
    public void setTimestamp(int index, Timestamp value) throws SQLException {
        open().setTimestamp(index, value);
    }

    @Override
    public void setURL(int index, URL value) throws SQLException {
        open().setURL(index, value);
    }

    @Override
    @Deprecated
    public void setUnicodeStream(int index, InputStream value, int more) throws SQLException {
        open().setUnicodeStream(index, value, more);
    }
}
