package io.howdah.types.codec;

import io.howdah.error.SqlErrors;
import java.lang.reflect.Array;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.Collection;

/**
 * The elements of what Java has for an array: an array or a Collection, nested for more than one dimension. A byte[] is
 * no array here, but a value, and a char[] neither.
 */
final class JavaElements {
    private final Object array;
    private final int[] lengths;
    private final int count;

    /** Takes one element after the other. */
    @FunctionalInterface
    interface Taker {
        /** @param element may be null */
        void take(Object element) throws SQLException;
    }

    private JavaElements(Object array, int[] lengths, int count) {
        this.array = array;
        this.lengths = lengths;
        this.count = count;
    }

    /** Whether it has elements of its own. */
    static boolean isArray(Object value) {
        return value instanceof Collection
                || value instanceof java.sql.Array
                || value != null && value.getClass().isArray() && !(value instanceof byte[] || value instanceof char[]);
    }

    /** @throws SQLException 22023 if its sub-arrays differ in length, or are too deep */
    static JavaElements of(Object value) throws SQLException {
        Object array = opened(value);
        int[] lengths = new int[ElementCursor.MAX_DIMENSIONS];
        int dimensions = 0;
        long count = 1;
        Object inner = array;
        while (isArray(inner)) {
            if (dimensions == lengths.length) {
                throw SqlErrors.badArgument("An array of PostgreSQL has at most 6 dimensions, and this one has more");
            }
            inner = opened(inner);
            int length = length(inner);
            lengths[dimensions++] = length;
            count *= length;
            if (count == 0) {
                // Whatever its dimensions: PostgreSQL knows but one empty array.
                requireEmpty(array, 0);
                return new JavaElements(array, ElementCursor.NO_DIMENSIONS, 0);
            }
            if (count > Integer.MAX_VALUE) {
                throw SqlErrors.badArgument("The array has more elements than PostgreSQL can take");
            }
            inner = first(inner);
        }
        return new JavaElements(array, Arrays.copyOf(lengths, dimensions), (int) count);
    }

    int[] lengths() {
        return lengths;
    }

    int count() {
        return count;
    }

    /** The class that the array's own says its elements have; Object where it does not say. */
    Class<?> declaredClass() {
        Class<?> declared = array.getClass();
        while (declared.isArray() && declared != byte[].class) {
            declared = declared.getComponentType();
        }
        return Collection.class.isAssignableFrom(declared) ? Object.class : declared;
    }

    void forEach(Taker taker) throws SQLException {
        if (count > 0) {
            visit(array, 0, taker);
        }
    }

    private void visit(Object value, int dimension, Taker taker) throws SQLException {
        if (!isArray(value) || length(opened(value)) != lengths[dimension]) {
            throw ragged();
        }
        Object level = opened(value);
        if (level instanceof Collection<?> collection) {
            int passed = 0;
            for (Object element : collection) {
                if (passed++ < lengths[dimension]) {
                    visitElement(element, dimension, taker);
                }
            }
            if (passed != lengths[dimension]) {
                throw SqlErrors.badArgument("The Collection given as an array changes while it is read");
            }
        } else {
            for (int i = 0; i < lengths[dimension]; i++) {
                visitElement(Array.get(level, i), dimension, taker);
            }
        }
    }

    private void visitElement(Object element, int dimension, Taker taker) throws SQLException {
        if (dimension + 1 < lengths.length) {
            visit(element, dimension + 1, taker);
        } else if (isArray(element)) {
            throw SqlErrors.badArgument("The elements of an array must be of the same depth");
        } else {
            taker.take(element);
        }
    }

    private static void requireEmpty(Object value, int dimension) throws SQLException {
        if (!isArray(value) || dimension == ElementCursor.MAX_DIMENSIONS) {
            throw ragged();
        }
        Object level = opened(value);
        if (level instanceof Collection<?> collection) {
            for (Object element : collection) {
                requireEmpty(element, dimension + 1);
            }
        } else {
            for (int i = 0; i < length(level); i++) {
                requireEmpty(Array.get(level, i), dimension + 1);
            }
        }
    }

    private static SQLException ragged() {
        return SqlErrors.badArgument("The sub-arrays of an array must be of the same length, and none of them null");
    }

    /** What a java.sql.Array holds. */
    private static Object opened(Object value) throws SQLException {
        if (value instanceof java.sql.Array array) {
            Object opened = array.getArray();
            if (!isArray(opened) || opened instanceof java.sql.Array) {
                throw SqlErrors.badArgument("A java.sql.Array does not hold an array");
            }
            return opened;
        }
        return value;
    }

    private static int length(Object array) {
        return array instanceof Collection<?> collection ? collection.size() : Array.getLength(array);
    }

    private static Object first(Object array) {
        return array instanceof Collection<?> collection ? collection.iterator().next() : Array.get(array, 0);
    }
}
