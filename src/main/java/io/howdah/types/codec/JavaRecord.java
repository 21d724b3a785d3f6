package io.howdah.types.codec;

import io.howdah.error.SqlErrors;
import io.howdah.types.Cell;
import io.howdah.types.Codec;
import io.howdah.types.Conversions;
import io.howdah.types.PgType;
import java.lang.invoke.MethodType;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/**
 * A Java record whose components are the attributes of a composite type, by their names: {@code createdAt} is
 * {@code created_at}. Of a {@code record}, whose attributes have no names, they go by their order.
 */
final class JavaRecord<T> {
    private static final ClassValue<JavaRecord<?>> KNOWN = new ClassValue<>() {
        @Override
        protected JavaRecord<?> computeValue(Class<?> recordClass) {
            return new JavaRecord<>(recordClass);
        }
    };

    private final Class<T> recordClass;
    private final RecordComponent[] components;

    private JavaRecord(Class<T> recordClass) {
        this.recordClass = recordClass;
        this.components = recordClass.getRecordComponents();
    }

    @SuppressWarnings("unchecked") // What is computed for a class is of that class.
    static <T> JavaRecord<T> of(Class<T> recordClass) {
        return (JavaRecord<T>) KNOWN.get(recordClass);
    }

    /** Attributes for which there is no component are left out. */
    T read(CompositeFields fields, PgType type) throws SQLException {
        boolean named = fields.hasNames();
        if (!named && fields.count() != components.length) {
            throw SqlErrors.badArgument("The record class " + recordClass.getName() + " has " + components.length
                    + " components, and the row " + fields.count() + " attributes");
        }
        int[] indexes = new int[components.length];
        for (int i = 0; i < indexes.length; i++) {
            indexes[i] = named ? fields.indexOf(components[i].getName()) : i;
            if (indexes[i] < 0) {
                throw noAttribute(components[i], type);
            }
        }
        Object[] values = new Object[components.length];
        Class<?>[] parameters = new Class<?>[components.length];
        for (int i = 0; i < values.length; i++) {
            parameters[i] = components[i].getType();
            values[i] = value(fields, indexes[i], components[i], type);
        }
        return make(parameters, values);
    }

    private SQLException noAttribute(RecordComponent component, PgType type) {
        return SqlErrors.badArgument("The type " + type.name() + " has no attribute for " + recordClass.getName() + "."
                + component.getName());
    }

    private Object value(CompositeFields fields, int index, RecordComponent component, PgType type)
            throws SQLException {
        Class<?> wanted = component.getType();
        if (fields.isNull(index)) {
            if (wanted.isPrimitive()) {
                throw SqlErrors.badArgument("An attribute of type " + type.name() + " is NULL, and "
                        + recordClass.getName() + "." + component.getName() + " is a primitive that cannot be");
            }
            return null;
        }
        Codec<?> codec = fields.codec(index);
        if (wanted == List.class && codec.base() instanceof ArrayCodec array) {
            return list(array, fields.cell(index), component.getGenericType());
        }
        return Conversions.as(
                codec, fields.cell(index), MethodType.methodType(wanted).wrap().returnType());
    }

    /** Of elements of the class that the record says. */
    private static List<?> list(ArrayCodec codec, Cell cell, Type listType) throws SQLException {
        Type element = listType instanceof ParameterizedType generic ? generic.getActualTypeArguments()[0] : null;
        if (element instanceof Class<?> elementClass) {
            Object[] array = (Object[]) JavaArrays.read(codec, cell, elementClass.arrayType());
            return Collections.unmodifiableList(Arrays.asList(array));
        }
        return JavaArrays.list(codec, cell);
    }

    private T make(Class<?>[] parameters, Object[] values) throws SQLException {
        try {
            Constructor<T> constructor = recordClass.getDeclaredConstructor(parameters);
            if (!constructor.trySetAccessible()) {
                throw SqlErrors.notInstantiable(recordClass, null);
            }
            return constructor.newInstance(values);
        } catch (InvocationTargetException e) {
            throw SqlErrors.notInstantiable(recordClass, e.getCause());
        } catch (ReflectiveOperationException e) {
            throw SqlErrors.notInstantiable(recordClass, e);
        }
    }

    /** The components in the order of a type's attributes. Each must have the other. */
    Object[] values(Record row, CompositeCodec codec) throws SQLException {
        Object[] values = new Object[codec.attributeCount()];
        boolean[] given = new boolean[values.length];
        for (RecordComponent component : components) {
            int index = codec.indexOf(component.getName());
            if (index < 0) {
                throw noAttribute(component, codec.type());
            }
            values[index] = get(component, row);
            given[index] = true;
        }
        List<String> missing = new ArrayList<>();
        for (int i = 0; i < given.length; i++) {
            if (!given[i]) {
                missing.add(codec.attributeName(i));
            }
        }
        if (!missing.isEmpty()) {
            throw SqlErrors.badArgument("The record class " + recordClass.getName() + " has no component for "
                    + String.join(", ", missing) + " of type " + codec.type().name());
        }
        return values;
    }

    private Object get(RecordComponent component, Record row) throws SQLException {
        try {
            if (!component.getAccessor().trySetAccessible()) {
                throw SqlErrors.notInstantiable(recordClass, null);
            }
            return component.getAccessor().invoke(row);
        } catch (InvocationTargetException e) {
            throw SqlErrors.notInstantiable(recordClass, e.getCause());
        } catch (ReflectiveOperationException e) {
            throw SqlErrors.notInstantiable(recordClass, e);
        }
    }
}
