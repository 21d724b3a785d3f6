package io.howdah.jdbc.result;

import io.howdah.error.SqlErrors;
import io.howdah.jdbc.lob.MemoryBlob;
import io.howdah.jdbc.lob.MemoryClob;
import io.howdah.jdbc.xml.SqlXmlImpl;
import io.howdah.types.BuiltinTypes;
import io.howdah.types.Cell;
import io.howdah.types.Codec;
import io.howdah.types.JdbcTypes;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.io.Reader;
import java.io.StringReader;
import java.net.MalformedURLException;
import java.net.URL;
import java.sql.Blob;
import java.sql.Clob;
import java.sql.NClob;
import java.sql.RowId;
import java.sql.SQLException;
import java.sql.SQLXML;
import java.sql.Types;

/** Values as the interfaces of JDBC that are more than a number or a text. Loaded when one is first asked for. */
final class LargeColumns {
    private LargeColumns() {}

    /** @return null if the class is none of those here */
    static <T> T as(Codec<?> codec, Cell cell, Class<T> target) throws SQLException {
        if (target == Blob.class) {
            return target.cast(blob(codec, cell));
        }
        if (target == Clob.class || target == NClob.class) {
            return target.cast(clob(codec, cell, target));
        }
        if (target == SQLXML.class) {
            return target.cast(xml(codec, cell));
        }
        if (target == RowId.class) {
            return target.cast(rowId(codec, cell));
        }
        if (target == URL.class) {
            return target.cast(url(codec, cell));
        }
        if (target == InputStream.class) {
            return target.cast(new ByteArrayInputStream(codec.readBytes(cell)));
        }
        return target == Reader.class ? target.cast(new StringReader(codec.readText(cell))) : null;
    }

    static Blob blob(Codec<?> codec, Cell cell) throws SQLException {
        if (codec.type().oid() == BuiltinTypes.OID.oid()) {
            return cell.context().objects().largeBytes(codec.readLong(cell));
        }
        if (codec.javaType() != byte[].class) {
            throw SqlErrors.cannotConvert(codec.type().name(), Blob.class);
        }
        return new MemoryBlob(codec.readBytes(cell));
    }

    static NClob clob(Codec<?> codec, Cell cell, Class<?> target) throws SQLException {
        if (codec.type().oid() == BuiltinTypes.OID.oid()) {
            return cell.context().objects().largeText(codec.readLong(cell));
        }
        if (!isText(codec) && !isJson(codec)) {
            throw SqlErrors.cannotConvert(codec.type().name(), target);
        }
        return new MemoryClob(codec.readText(cell));
    }

    static SQLXML xml(Codec<?> codec, Cell cell) throws SQLException {
        if (!isText(codec)) {
            throw SqlErrors.cannotConvert(codec.type().name(), SQLXML.class);
        }
        return new SqlXmlImpl(codec.readText(cell));
    }

    static RowId rowId(Codec<?> codec, Cell cell) throws SQLException {
        if (codec.type().oid() != BuiltinTypes.TID.oid()) {
            throw SqlErrors.cannotConvert(codec.type().name(), RowId.class);
        }
        return new RowIdImpl(codec.readText(cell));
    }

    static URL url(Codec<?> codec, Cell cell) throws SQLException {
        if (!isText(codec)) {
            throw SqlErrors.cannotConvert(codec.type().name(), URL.class);
        }
        try {
            return new URL(codec.readText(cell));
        } catch (MalformedURLException e) {
            throw SqlErrors.notAUrl(codec.type().name(), e);
        }
    }

    /** What is text to JDBC. */
    private static boolean isText(Codec<?> codec) {
        return switch (JdbcTypes.sqlType(codec.type())) {
            case Types.CHAR, Types.VARCHAR, Types.LONGVARCHAR, Types.SQLXML -> true;
            // Types of the database's own are what they print, for all that is known here.
            default -> !codec.type().isBuiltin() && codec.javaType() == String.class;
        };
    }

    /** Documents, for which JDBC has no code. */
    private static boolean isJson(Codec<?> codec) {
        int oid = codec.type().oid();
        return oid == BuiltinTypes.JSON.oid() || oid == BuiltinTypes.JSONB.oid();
    }
}
