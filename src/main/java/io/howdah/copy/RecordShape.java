package io.howdah.copy;

import io.howdah.error.CopyErrors;
import java.lang.reflect.Constructor;
import java.lang.reflect.InaccessibleObjectException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;

/** Which component of a record belongs to which column: that of its name, but for case and underscores. */
final class RecordShape {
    private final Class<? extends Record> type;
    private final RecordComponent[] components;

    /** For a record that is written: of each column its component. For one that is read: of each component its column. */
    private final int[] partners;

    private final Method[] accessors;

    /** Null for a record that is written. */
    private final Constructor<?> constructor;

    private RecordShape(
            Class<? extends Record> type,
            RecordComponent[] components,
            int[] partners,
            Method[] accessors,
            Constructor<?> constructor) {
        this.type = type;
        this.components = components;
        this.partners = partners;
        this.accessors = accessors;
        this.constructor = constructor;
    }

    /** Every column needs a component. */
    static RecordShape written(Class<? extends Record> type, List<String> columns) throws SQLException {
        RecordComponent[] components = type.getRecordComponents();
        int[] partners = new int[columns.size()];
        Method[] accessors = new Method[partners.length];
        for (int column = 0; column < partners.length; column++) {
            int component = 0;
            while (component < components.length && !isSame(components[component].getName(), columns.get(column))) {
                component++;
            }
            if (component == components.length) {
                throw CopyErrors.recordDoesNotFit(
                        type, "it has no component for column \"" + columns.get(column) + "\"");
            }
            partners[column] = component;
            accessors[column] = components[component].getAccessor();
            open(type, accessors[column]);
        }
        return new RecordShape(type, components, partners, accessors, null);
    }

    /** Every component needs a column. */
    static RecordShape read(Class<? extends Record> type, List<String> columns) throws SQLException {
        RecordComponent[] components = type.getRecordComponents();
        int[] partners = new int[components.length];
        Class<?>[] types = new Class<?>[components.length];
        for (int component = 0; component < components.length; component++) {
            types[component] = components[component].getType();
            int column = 0;
            while (column < columns.size() && !isSame(components[component].getName(), columns.get(column))) {
                column++;
            }
            if (column == columns.size()) {
                throw CopyErrors.recordDoesNotFit(
                        type, "there is no column for its component " + components[component].getName());
            }
            partners[component] = column;
        }
        try {
            Constructor<?> constructor = type.getDeclaredConstructor(types);
            open(type, constructor);
            return new RecordShape(type, components, partners, null, constructor);
        } catch (NoSuchMethodException e) {
            throw CopyErrors.recordDoesNotFit(type, "it has no canonical constructor");
        }
    }

    private static void open(Class<?> type, java.lang.reflect.AccessibleObject member) throws SQLException {
        try {
            member.setAccessible(true);
        } catch (InaccessibleObjectException e) {
            throw CopyErrors.recordDoesNotFit(type, "its module does not open it: " + e.getMessage());
        }
    }

    private static boolean isSame(String component, String column) {
        return folded(component).equals(folded(column));
    }

    private static String folded(String name) {
        return name.replace("_", "").toLowerCase(Locale.ROOT);
    }

    Class<?> type() {
        return type;
    }

    /** In the order of the columns. */
    Object[] values(Record row) throws SQLException {
        Object[] values = new Object[accessors.length];
        for (int i = 0; i < values.length; i++) {
            try {
                values[i] = accessors[i].invoke(row);
            } catch (InvocationTargetException e) {
                throw CopyErrors.sourceFailed(e.getCause());
            } catch (IllegalAccessException e) {
                throw CopyErrors.recordDoesNotFit(type, e.getMessage());
            }
        }
        return values;
    }

    int componentCount() {
        return components.length;
    }

    /** Zero-based. */
    int columnOf(int component) {
        return partners[component];
    }

    RecordComponent component(int index) {
        return components[index];
    }

    Object create(Object[] values) throws SQLException {
        try {
            return constructor.newInstance(values);
        } catch (InvocationTargetException e) {
            throw CopyErrors.sinkFailed(e.getCause());
        } catch (ReflectiveOperationException e) {
            throw CopyErrors.recordDoesNotFit(type, e.getMessage());
        }
    }
}
