package io.howdah.api;

import java.sql.SQLType;
import java.util.Objects;

/**
 * A type of PostgreSQL, for {@code setObject} and the other methods of JDBC that take a {@link SQLType}: the value is sent
 * as just this type.
 *
 * <pre>{@code
 * statement.setObject(1, "{\"a\": 1}", PostgresType.JSONB);
 * statement.setObject(2, Mood.HAPPY, PostgresType.named("zoo.mood"));
 * }</pre>
 *
 * @param name as SQL would have it: {@code int4}, {@code zoo.mood}, {@code "Odd name"}, {@code mood[]}; along the search
 *     path of the connection where no schema is named
 * @param number the OID of a built-in type; null for others, whose OIDs differ from database to database. The driver
 *     goes by the name
 */
public record PostgresType(String name, Integer number) implements SQLType {
    public static final PostgresType BOOL = new PostgresType("bool", 16);
    public static final PostgresType BYTEA = new PostgresType("bytea", 17);
    public static final PostgresType INT8 = new PostgresType("int8", 20);
    public static final PostgresType INT2 = new PostgresType("int2", 21);
    public static final PostgresType INT4 = new PostgresType("int4", 23);
    public static final PostgresType TEXT = new PostgresType("text", 25);
    public static final PostgresType OID = new PostgresType("oid", 26);
    public static final PostgresType JSON = new PostgresType("json", 114);
    public static final PostgresType XML = new PostgresType("xml", 142);
    public static final PostgresType POINT = new PostgresType("point", 600);
    public static final PostgresType LSEG = new PostgresType("lseg", 601);
    public static final PostgresType PATH = new PostgresType("path", 602);
    public static final PostgresType BOX = new PostgresType("box", 603);
    public static final PostgresType POLYGON = new PostgresType("polygon", 604);
    public static final PostgresType LINE = new PostgresType("line", 628);
    public static final PostgresType CIDR = new PostgresType("cidr", 650);
    public static final PostgresType FLOAT4 = new PostgresType("float4", 700);
    public static final PostgresType FLOAT8 = new PostgresType("float8", 701);
    public static final PostgresType CIRCLE = new PostgresType("circle", 718);
    public static final PostgresType MACADDR8 = new PostgresType("macaddr8", 774);
    public static final PostgresType MONEY = new PostgresType("money", 790);
    public static final PostgresType MACADDR = new PostgresType("macaddr", 829);
    public static final PostgresType INET = new PostgresType("inet", 869);
    public static final PostgresType BPCHAR = new PostgresType("bpchar", 1042);
    public static final PostgresType VARCHAR = new PostgresType("varchar", 1043);
    public static final PostgresType DATE = new PostgresType("date", 1082);
    public static final PostgresType TIME = new PostgresType("time", 1083);
    public static final PostgresType TIMESTAMP = new PostgresType("timestamp", 1114);
    public static final PostgresType TIMESTAMPTZ = new PostgresType("timestamptz", 1184);
    public static final PostgresType INTERVAL = new PostgresType("interval", 1186);
    public static final PostgresType TIMETZ = new PostgresType("timetz", 1266);
    public static final PostgresType BIT = new PostgresType("bit", 1560);
    public static final PostgresType VARBIT = new PostgresType("varbit", 1562);
    public static final PostgresType NUMERIC = new PostgresType("numeric", 1700);
    public static final PostgresType REFCURSOR = new PostgresType("refcursor", 1790);
    public static final PostgresType REGCLASS = new PostgresType("regclass", 2205);
    public static final PostgresType UUID = new PostgresType("uuid", 2950);
    public static final PostgresType PG_LSN = new PostgresType("pg_lsn", 3220);
    public static final PostgresType TSVECTOR = new PostgresType("tsvector", 3614);
    public static final PostgresType TSQUERY = new PostgresType("tsquery", 3615);
    public static final PostgresType JSONB = new PostgresType("jsonb", 3802);
    public static final PostgresType INT4RANGE = new PostgresType("int4range", 3904);
    public static final PostgresType NUMRANGE = new PostgresType("numrange", 3906);
    public static final PostgresType TSRANGE = new PostgresType("tsrange", 3908);
    public static final PostgresType TSTZRANGE = new PostgresType("tstzrange", 3910);
    public static final PostgresType DATERANGE = new PostgresType("daterange", 3912);
    public static final PostgresType INT8RANGE = new PostgresType("int8range", 3926);
    public static final PostgresType JSONPATH = new PostgresType("jsonpath", 4072);
    public static final PostgresType INT4MULTIRANGE = new PostgresType("int4multirange", 4451);
    public static final PostgresType NUMMULTIRANGE = new PostgresType("nummultirange", 4532);
    public static final PostgresType TSMULTIRANGE = new PostgresType("tsmultirange", 4533);
    public static final PostgresType TSTZMULTIRANGE = new PostgresType("tstzmultirange", 4534);
    public static final PostgresType DATEMULTIRANGE = new PostgresType("datemultirange", 4535);
    public static final PostgresType INT8MULTIRANGE = new PostgresType("int8multirange", 4536);

    public PostgresType {
        Objects.requireNonNull(name, "name");
    }

    /** A type by the name that SQL would use for it. It is looked up when a parameter is set, once per connection. */
    public static PostgresType named(String name) {
        return new PostgresType(name, null);
    }

    /** Arrays of the type, of any number of dimensions. */
    public PostgresType array() {
        return named(name + "[]");
    }

    @Override
    public String getName() {
        return name;
    }

    @Override
    public String getVendor() {
        return "PostgreSQL";
    }

    /** {@inheritDoc} The OID of a built-in type; else null. */
    @Override
    public Integer getVendorTypeNumber() {
        return number;
    }
}
