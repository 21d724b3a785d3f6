package io.howdah.jdbc;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.io.Reader;
import java.io.StringReader;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.math.BigDecimal;
import java.sql.JDBCType;
import java.sql.ResultSet;
import java.sql.SQLType;
import java.util.Arrays;
import java.util.Calendar;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.Executor;
import java.util.stream.Collectors;

/** Calls the methods of JDBC's interfaces, one like the other. */
final class JdbcCalls {
    private JdbcCalls() {}

    /** Those of an interface and what it extends, without Object's and static ones; in a fixed order. */
    static List<Method> methods(Class<?> type) {
        return Arrays.stream(type.getMethods())
                .filter(method -> !Modifier.isStatic(method.getModifiers()))
                .sorted(Comparator.comparing(JdbcCalls::signature))
                .toList();
    }

    /** Such as {@code getDate(int, Calendar)}. */
    static String signature(Method method) {
        return method.getName()
                + Arrays.stream(method.getParameterTypes())
                        .map(Class::getSimpleName)
                        .collect(Collectors.joining(", ", "(", ")"));
    }

    /** What the call throws; null if nothing. */
    static Throwable call(Object target, Method method) {
        Object[] arguments = Arrays.stream(method.getParameterTypes())
                .map(JdbcCalls::argument)
                .toArray();
        try {
            method.invoke(target, arguments);
            return null;
        } catch (InvocationTargetException e) {
            return e.getCause();
        } catch (IllegalAccessException e) {
            throw new AssertionError(e);
        }
    }

    private static Object argument(Class<?> type) {
        if (type == int.class) {
            return ResultSet.CLOSE_CURSORS_AT_COMMIT;
        }
        if (type == long.class) {
            return 1L;
        }
        if (type == boolean.class) {
            return false;
        }
        if (type == byte.class) {
            return (byte) 1;
        }
        if (type == short.class) {
            return (short) 1;
        }
        if (type == float.class) {
            return 1f;
        }
        if (type == double.class) {
            return 1d;
        }
        if (type == String.class) {
            return "a";
        }
        if (type == BigDecimal.class) {
            return BigDecimal.ONE;
        }
        if (type == Class.class) {
            return Object.class;
        }
        if (type == InputStream.class) {
            return new ByteArrayInputStream(new byte[1]);
        }
        if (type == Reader.class) {
            return new StringReader("a");
        }
        if (type == SQLType.class) {
            return JDBCType.VARCHAR;
        }
        if (type == Calendar.class) {
            return Calendar.getInstance();
        }
        if (type == Map.class) {
            return Map.of();
        }
        if (type == Properties.class) {
            return new Properties();
        }
        if (type == Executor.class) {
            return (Executor) Runnable::run;
        }
        if (type == byte[].class) {
            return new byte[1];
        }
        if (type == int[].class) {
            return new int[] {1};
        }
        if (type == String[].class) {
            return new String[] {"a"};
        }
        return null;
    }
}
