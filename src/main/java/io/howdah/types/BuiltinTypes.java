package io.howdah.types;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * The types that every PostgreSQL database has, under fixed numbers: name, OID, OID of arrays of it.
 *
 * @see <a href="https://www.postgresql.org/docs/current/catalog-pg-type.html">pg_type</a>
 */
public final class BuiltinTypes {
    private static final List<PgType> LIST = new ArrayList<>();

    public static final PgType BOOL = type("bool", 16, 1000);
    public static final PgType BYTEA = type("bytea", 17, 1001);
    public static final PgType CHAR = type("char", 18, 1002);
    public static final PgType NAME = type("name", 19, 1003);
    public static final PgType INT8 = type("int8", 20, 1016);
    public static final PgType INT2 = type("int2", 21, 1005);
    public static final PgType INT2VECTOR = type("int2vector", 22, 1006);
    public static final PgType INT4 = type("int4", 23, 1007);
    public static final PgType REGPROC = type("regproc", 24, 1008);
    public static final PgType TEXT = type("text", 25, 1009);
    public static final PgType OID = type("oid", 26, 1028);
    public static final PgType TID = type("tid", 27, 1010);
    public static final PgType XID = type("xid", 28, 1011);
    public static final PgType CID = type("cid", 29, 1012);
    public static final PgType OIDVECTOR = type("oidvector", 30, 1013);
    public static final PgType PG_DDL_COMMAND = type("pg_ddl_command", 32, 0);
    public static final PgType PG_TYPE = type("pg_type", 71, 210);
    public static final PgType PG_ATTRIBUTE = type("pg_attribute", 75, 270);
    public static final PgType PG_PROC = type("pg_proc", 81, 272);
    public static final PgType PG_CLASS = type("pg_class", 83, 273);
    public static final PgType JSON = type("json", 114, 199);
    public static final PgType XML = type("xml", 142, 143);
    public static final PgType PG_NODE_TREE = type("pg_node_tree", 194, 0);
    public static final PgType TABLE_AM_HANDLER = type("table_am_handler", 269, 0);
    public static final PgType INDEX_AM_HANDLER = type("index_am_handler", 325, 0);
    public static final PgType POINT = type("point", 600, 1017);
    public static final PgType LSEG = type("lseg", 601, 1018);
    public static final PgType PATH = type("path", 602, 1019);
    public static final PgType BOX = type("box", 603, 1020);
    public static final PgType POLYGON = type("polygon", 604, 1027);
    public static final PgType LINE = type("line", 628, 629);
    public static final PgType CIDR = type("cidr", 650, 651);
    public static final PgType FLOAT4 = type("float4", 700, 1021);
    public static final PgType FLOAT8 = type("float8", 701, 1022);
    public static final PgType UNKNOWN = type("unknown", 705, 0);
    public static final PgType CIRCLE = type("circle", 718, 719);
    public static final PgType MACADDR8 = type("macaddr8", 774, 775);
    public static final PgType MONEY = type("money", 790, 791);
    public static final PgType MACADDR = type("macaddr", 829, 1040);
    public static final PgType INET = type("inet", 869, 1041);
    public static final PgType ACLITEM = type("aclitem", 1033, 1034);
    public static final PgType BPCHAR = type("bpchar", 1042, 1014);
    public static final PgType VARCHAR = type("varchar", 1043, 1015);
    public static final PgType DATE = type("date", 1082, 1182);
    public static final PgType TIME = type("time", 1083, 1183);
    public static final PgType TIMESTAMP = type("timestamp", 1114, 1115);
    public static final PgType TIMESTAMPTZ = type("timestamptz", 1184, 1185);
    public static final PgType INTERVAL = type("interval", 1186, 1187);
    public static final PgType TIMETZ = type("timetz", 1266, 1270);
    public static final PgType BIT = type("bit", 1560, 1561);
    public static final PgType VARBIT = type("varbit", 1562, 1563);
    public static final PgType NUMERIC = type("numeric", 1700, 1231);
    public static final PgType REFCURSOR = type("refcursor", 1790, 2201);
    public static final PgType REGPROCEDURE = type("regprocedure", 2202, 2207);
    public static final PgType REGOPER = type("regoper", 2203, 2208);
    public static final PgType REGOPERATOR = type("regoperator", 2204, 2209);
    public static final PgType REGCLASS = type("regclass", 2205, 2210);
    public static final PgType REGTYPE = type("regtype", 2206, 2211);
    public static final PgType RECORD = type("record", 2249, 2287);
    public static final PgType CSTRING = type("cstring", 2275, 1263);
    public static final PgType ANY = type("any", 2276, 0);
    public static final PgType ANYARRAY = type("anyarray", 2277, 0);
    public static final PgType VOID = type("void", 2278, 0);
    public static final PgType TRIGGER = type("trigger", 2279, 0);
    public static final PgType LANGUAGE_HANDLER = type("language_handler", 2280, 0);
    public static final PgType INTERNAL = type("internal", 2281, 0);
    public static final PgType ANYELEMENT = type("anyelement", 2283, 0);
    public static final PgType ANYNONARRAY = type("anynonarray", 2776, 0);
    public static final PgType UUID = type("uuid", 2950, 2951);
    public static final PgType TXID_SNAPSHOT = type("txid_snapshot", 2970, 2949);
    public static final PgType FDW_HANDLER = type("fdw_handler", 3115, 0);
    public static final PgType PG_LSN = type("pg_lsn", 3220, 3221);
    public static final PgType TSM_HANDLER = type("tsm_handler", 3310, 0);
    public static final PgType PG_NDISTINCT = type("pg_ndistinct", 3361, 0);
    public static final PgType PG_DEPENDENCIES = type("pg_dependencies", 3402, 0);
    public static final PgType ANYENUM = type("anyenum", 3500, 0);
    public static final PgType TSVECTOR = type("tsvector", 3614, 3643);
    public static final PgType TSQUERY = type("tsquery", 3615, 3645);
    public static final PgType GTSVECTOR = type("gtsvector", 3642, 3644);
    public static final PgType REGCONFIG = type("regconfig", 3734, 3735);
    public static final PgType REGDICTIONARY = type("regdictionary", 3769, 3770);
    public static final PgType JSONB = type("jsonb", 3802, 3807);
    public static final PgType ANYRANGE = type("anyrange", 3831, 0);
    public static final PgType EVENT_TRIGGER = type("event_trigger", 3838, 0);
    public static final PgType INT4RANGE = range("int4range", 3904, 3905, INT4);
    public static final PgType NUMRANGE = range("numrange", 3906, 3907, NUMERIC);
    public static final PgType TSRANGE = range("tsrange", 3908, 3909, TIMESTAMP);
    public static final PgType TSTZRANGE = range("tstzrange", 3910, 3911, TIMESTAMPTZ);
    public static final PgType DATERANGE = range("daterange", 3912, 3913, DATE);
    public static final PgType INT8RANGE = range("int8range", 3926, 3927, INT8);
    public static final PgType JSONPATH = type("jsonpath", 4072, 4073);
    public static final PgType REGNAMESPACE = type("regnamespace", 4089, 4090);
    public static final PgType REGROLE = type("regrole", 4096, 4097);
    public static final PgType REGCOLLATION = type("regcollation", 4191, 4192);
    public static final PgType INT4MULTIRANGE = multirange("int4multirange", 4451, 6150, INT4RANGE);
    public static final PgType NUMMULTIRANGE = multirange("nummultirange", 4532, 6151, NUMRANGE);
    public static final PgType TSMULTIRANGE = multirange("tsmultirange", 4533, 6152, TSRANGE);
    public static final PgType TSTZMULTIRANGE = multirange("tstzmultirange", 4534, 6153, TSTZRANGE);
    public static final PgType DATEMULTIRANGE = multirange("datemultirange", 4535, 6155, DATERANGE);
    public static final PgType INT8MULTIRANGE = multirange("int8multirange", 4536, 6157, INT8RANGE);
    public static final PgType ANYMULTIRANGE = type("anymultirange", 4537, 0);
    public static final PgType ANYCOMPATIBLEMULTIRANGE = type("anycompatiblemultirange", 4538, 0);
    public static final PgType PG_BRIN_BLOOM_SUMMARY = type("pg_brin_bloom_summary", 4600, 0);
    public static final PgType PG_BRIN_MINMAX_MULTI_SUMMARY = type("pg_brin_minmax_multi_summary", 4601, 0);
    public static final PgType PG_MCV_LIST = type("pg_mcv_list", 5017, 0);
    public static final PgType PG_SNAPSHOT = type("pg_snapshot", 5038, 5039);
    public static final PgType XID8 = type("xid8", 5069, 271);
    public static final PgType ANYCOMPATIBLE = type("anycompatible", 5077, 0);
    public static final PgType ANYCOMPATIBLEARRAY = type("anycompatiblearray", 5078, 0);
    public static final PgType ANYCOMPATIBLENONARRAY = type("anycompatiblenonarray", 5079, 0);
    public static final PgType ANYCOMPATIBLERANGE = type("anycompatiblerange", 5080, 0);

    /** All of them, the array types included, each once. */
    public static final List<PgType> ALL = withArrays();

    private BuiltinTypes() {}

    private static PgType type(String name, int oid, int arrayOid) {
        return shaped(name, oid, arrayOid, TypeShape.BASE);
    }

    private static PgType range(String name, int oid, int arrayOid, PgType subtype) {
        return shaped(name, oid, arrayOid, new TypeShape.RangeOf(subtype.oid()));
    }

    private static PgType multirange(String name, int oid, int arrayOid, PgType range) {
        return shaped(name, oid, arrayOid, new TypeShape.MultirangeOf(range.oid()));
    }

    private static PgType shaped(String name, int oid, int arrayOid, TypeShape shape) {
        PgType type = PgType.builtin(name, oid, arrayOid, shape);
        LIST.add(type);
        return type;
    }

    private static List<PgType> withArrays() {
        List<PgType> all = new ArrayList<>(LIST);
        for (PgType element : LIST) {
            if (element.arrayOid() != 0) {
                char delimiter = element == BOX ? ';' : ',';
                TypeShape shape = new TypeShape.ArrayOf(element.oid(), delimiter);
                all.add(PgType.builtin("_" + element.name(), element.arrayOid(), 0, shape));
            }
        }
        return Collections.unmodifiableList(all);
    }
}
