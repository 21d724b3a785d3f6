package io.howdah.types;

import java.util.List;

/** A few values of every type that has more to it than a name, as the server prints them. */
public final class TypeSamples {
    /** @param type as {@code pg_type} has it */
    public record Sample(String type, String text) {
        @Override
        public String toString() {
            return type + " " + (text.length() > 30 ? text.substring(0, 30) + ".." : text);
        }
    }

    public static final List<Sample> ALL = List.of(
            of("bool", "t"),
            of("int2", "-32768"),
            of("int4", "2147483647"),
            of("int8", "-9223372036854775808"),
            of("oid", "4294967295"),
            of("float4", "-1.5"),
            of("float8", "1.7976931348623157e+308"),
            of("float8", "NaN"),
            of("numeric", "-12345678.00090"),
            of("numeric", "0.00"),
            of("numeric", "NaN"),
            of("money", "$1,234.50"),
            of("text", "grüße 🐘"),
            of("varchar", "a \\ 'b'"),
            of("bpchar", "ab"),
            of("name", "pg_class"),
            of("char", "a"),
            of("bytea", "\\x00ff5c27"),
            of("date", "2024-02-29"),
            of("date", "infinity"),
            of("date", "0044-03-15 BC"),
            of("time", "24:00:00"),
            of("timetz", "23:59:59.000001+15:59:59"),
            of("timestamp", "1999-12-31 23:59:59.999999"),
            of("timestamp", "294276-12-31 23:59:59.999999"),
            of("timestamptz", "2024-07-01 14:00:00.5+02"),
            of("timestamptz", "-infinity"),
            of("interval", "1 year 2 mons -3 days +04:05:06.789"),
            of("uuid", "a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11"),
            of("bit", "1"),
            of("varbit", "101000001"),
            of("point", "(1.5,-2)"),
            of("line", "{1,-1,0.5}"),
            of("lseg", "[(0,0),(1,2)]"),
            of("box", "(3,4),(1,2)"),
            of("path", "[(0,0),(1,1)]"),
            of("polygon", "((0,0),(1,1),(1,0))"),
            of("circle", "<(1,2),3.5>"),
            of("inet", "192.168.0.1/24"),
            of("inet", "2001:db8::1"),
            of("cidr", "10.0.0.0/8"),
            of("macaddr", "08:00:2b:01:02:03"),
            of("macaddr8", "08:00:2b:01:02:03:04:05"),
            of("json", "{\"a\" : [1, null, \"é\"]}"),
            of("jsonb", "{\"a\": [1, null]}"),
            of("jsonpath", "$.\"a\"?(@ > 1)"),
            of("xml", "<a b=\"1\">x</a>"),
            of("tsvector", "'a':1A,2 'it''s \\\\ b'"),
            of("tsquery", "'a':B & !'b' <2> 'c':*"),
            of("pg_lsn", "16/B374D848"),
            of("xid", "4294967295"),
            of("cid", "7"),
            of("xid8", "18446744073709551615"),
            of("tid", "(4294967295,1)"),
            of("int2vector", "1 -2 3"),
            of("oidvector", "1 2 4294967295"),
            of("pg_snapshot", "10:20:10,14"),
            of("regclass", "pg_class"),
            of("aclitem", "=r/pg_monitor"),
            of("refcursor", "<unnamed portal 1>"),
            of("int4range", "[1,5)"),
            of("int8range", "empty"),
            of("numrange", "(,1.50]"),
            of("daterange", "[2024-01-01,)"),
            of("tsrange", "[\"2024-01-01 00:00:00\",\"2024-01-02 00:00:00\")"),
            of("tstzrange", "[\"2024-01-01 00:00:00+01\",infinity)"),
            of("int4multirange", "{[1,3),[5,8)}"),
            of("nummultirange", "{}"),
            of("_int4", "[0:1][1:2]={{1,NULL},{-3,4}}"),
            of("_text", "{\"a \\\"b\",NULL,\"NULL\",\"\"}"),
            of("_numeric", "{1.50,-0.0001}"),
            of("_timestamptz", "{\"2024-07-01 14:00:00.5+02\"}"),
            of("_uuid", "{a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11,NULL}"),
            of("_box", "{(3,4),(1,2);(1,1),(0,0)}"),
            of("_interval", "{\"1 day\",-00:00:01}"),
            of("_int4range", "{\"[1,5)\",empty}"),
            of("_bool", "{}"));

    private TypeSamples() {}

    private static Sample of(String type, String text) {
        return new Sample(type, text);
    }
}
