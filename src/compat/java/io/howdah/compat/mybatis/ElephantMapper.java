package io.howdah.compat.mybatis;

import java.util.List;
import java.util.Map;
import org.apache.ibatis.annotations.Insert;
import org.apache.ibatis.annotations.Options;
import org.apache.ibatis.annotations.Param;
import org.apache.ibatis.annotations.Select;
import org.apache.ibatis.annotations.Update;
import org.apache.ibatis.cursor.Cursor;
import org.apache.ibatis.mapping.StatementType;

/** No casts and no type handlers, but for the array, of which MyBatis must be told. */
public interface ElephantMapper {
    @Insert("insert into elephant (name, sex, born, seen, nicknames) values (#{name}, #{sex}, #{born}, #{seen},"
            + " #{nicknames, typeHandler=org.apache.ibatis.type.ArrayTypeHandler})")
    @Options(useGeneratedKeys = true, keyProperty = "id", keyColumn = "id")
    int insert(Elephant elephant);

    @Insert({
        "<script>insert into elephant (name) values",
        "<foreach collection='list' item='it' separator=','>(#{it.name})</foreach></script>"
    })
    @Options(useGeneratedKeys = true, keyProperty = "id", keyColumn = "id")
    int insertAll(List<Elephant> elephants);

    @Select("select id, name, sex, born, seen from elephant where id = #{id}")
    Elephant find(long id);

    @Select("select name from elephant order by id")
    @Options(fetchSize = 10)
    Cursor<String> names();

    @Select("select * from elephant where name = #{name}")
    Map<String, Object> row(String name);

    @Update("update elephant set name = #{to} where name = #{from}")
    int rename(@Param("from") String from, @Param("to") String to);

    @Select("{call plus(#{a, mode=IN, jdbcType=INTEGER}, #{b, mode=INOUT, jdbcType=INTEGER})}")
    @Options(statementType = StatementType.CALLABLE)
    void plus(Map<String, Integer> arguments);
}
