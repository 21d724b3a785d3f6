package io.howdah.types;

import io.howdah.api.TypeCodec;
import io.howdah.error.SqlErrors;
import java.sql.Blob;
import java.sql.NClob;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;

/** What values that are objects of JDBC ({@link java.sql.Array}, {@link java.sql.Struct}) need of their connection. */
public interface SqlObjects {
    /** Of values without a connection. */
    SqlObjects NONE = new SqlObjects() {
        @Override
        public Map<String, Class<?>> typeMap() {
            return Map.of();
        }

        @Override
        public Codec<?> codecNamed(String typeName) {
            return null;
        }

        @Override
        public String nameOf(PgType type) {
            return type.name();
        }

        @Override
        public TypeCodec<?> userCodec(Class<?> javaType) {
            return null;
        }

        @Override
        public ResultSet rows(List<MadeColumn> columns, CodecContext context) throws SQLException {
            throw SqlErrors.notSupported("A value without a connection cannot be read as a result");
        }

        @Override
        public Blob largeBytes(long oid) throws SQLException {
            throw SqlErrors.notSupported("A large object cannot be read without a connection");
        }

        @Override
        public NClob largeText(long oid) throws SQLException {
            throw SqlErrors.notSupported("A large object cannot be read without a connection");
        }
    };

    /** Which classes the user has for types of the database, by the names of the types; never null. */
    Map<String, Class<?>> typeMap();

    /**
     * The codec of a type by the name that SQL has for it; null where there is nobody to ask.
     *
     * @throws SQLException 42602 if there is no such type
     */
    Codec<?> codecNamed(String typeName) throws SQLException;

    /** The name by which SQL finds a type now: with its schema, and in quotes, where that is not on the search path. */
    String nameOf(PgType type) throws SQLException;

    /** The codec of the user's for values of this class; null if there is none. */
    TypeCodec<?> userCodec(Class<?> javaType);

    /** A result of rows that no server sent. All columns have the same number of values. */
    ResultSet rows(List<MadeColumn> columns, CodecContext context) throws SQLException;

    /** A large object, which is read when somebody wants its bytes. */
    Blob largeBytes(long oid) throws SQLException;

    /** A large object of UTF-8, which is read when somebody wants its characters. */
    NClob largeText(long oid) throws SQLException;

    /** @param values one for each row, null for NULL */
    record MadeColumn(String name, Codec<?> codec, Format format, List<byte[]> values) {}

    /** The same with another type map. */
    default SqlObjects with(Map<String, Class<?>> otherTypeMap) {
        SqlObjects outer = this;
        return new SqlObjects() {
            @Override
            public Map<String, Class<?>> typeMap() {
                return otherTypeMap;
            }

            @Override
            public Codec<?> codecNamed(String typeName) throws SQLException {
                return outer.codecNamed(typeName);
            }

            @Override
            public String nameOf(PgType type) throws SQLException {
                return outer.nameOf(type);
            }

            @Override
            public TypeCodec<?> userCodec(Class<?> javaType) {
                return outer.userCodec(javaType);
            }

            @Override
            public ResultSet rows(List<MadeColumn> columns, CodecContext context) throws SQLException {
                return outer.rows(columns, context);
            }

            @Override
            public Blob largeBytes(long oid) throws SQLException {
                return outer.largeBytes(oid);
            }

            @Override
            public NClob largeText(long oid) throws SQLException {
                return outer.largeText(oid);
            }
        };
    }
}
