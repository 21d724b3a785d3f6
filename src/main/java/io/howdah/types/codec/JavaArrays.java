package io.howdah.types.codec;

import io.howdah.error.SqlErrors;
import io.howdah.types.Cell;
import io.howdah.types.Codec;
import io.howdah.types.CodecContext;
import io.howdah.types.Conversions;
import io.howdah.types.JdbcTypes;
import java.lang.reflect.Array;
import java.math.BigDecimal;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/** Makes Java arrays and Lists of an array's elements; those of primitives without an object for each. */
final class JavaArrays {
    private final ElementCursor elements;
    private final Codec<?> element;

    /** Of the dimensions that are read. */
    private final int[] lengths;

    private JavaArrays(ElementCursor elements, Codec<?> element, int[] lengths) {
        this.elements = elements;
        this.element = element;
        this.lengths = lengths;
    }

    /**
     * As an array of this class: {@code int[]}, {@code UUID[][]}; Object[] stands for what JDBC would choose.
     *
     * @throws SQLException 42846 if the array has another number of dimensions, or a NULL where there are no objects
     */
    static Object read(ArrayCodec codec, Cell cell, Class<?> target) throws SQLException {
        ElementCursor elements = codec.elements(cell);
        Class<?> leaf = target;
        if (target == Object[].class) {
            leaf = usualClass(codec, cell);
        } else if (elements.count == 0) {
            return Array.newInstance(target.getComponentType(), 0);
        } else {
            for (int i = 0; i < elements.dimensions(); i++) {
                leaf = leaf.getComponentType();
                if (leaf == null) {
                    throw SqlErrors.cannotConvert(
                            codec.type().name() + " with " + elements.dimensions() + " dimensions", target);
                }
            }
        }
        return new JavaArrays(elements, codec.element(), elements.lengths).array(leaf);
    }

    /**
     * A stretch of the outermost dimension, as JDBC would have it.
     *
     * @param elements of the cell's array, at its start
     * @param skipped elements of that dimension before it
     * @param count of them in it
     */
    static Object slice(ArrayCodec codec, Cell cell, ElementCursor elements, int skipped, int count)
            throws SQLException {
        int[] lengths = elements.lengths.clone();
        if (lengths.length > 0) {
            skip(elements, (long) skipped * (elements.count / lengths[0]));
            lengths[0] = count;
        }
        return new JavaArrays(elements, codec.element(), lengths).array(usualClass(codec, cell));
    }

    static void skip(ElementCursor elements, long count) throws SQLException {
        for (long i = 0; i < count; i++) {
            elements.next();
        }
    }

    /** Nested where there are more dimensions than one. Not to be changed; NULL is null. */
    static List<?> list(ArrayCodec codec, Cell cell) throws SQLException {
        ElementCursor elements = codec.elements(cell);
        return new JavaArrays(elements, codec.element(), elements.lengths).list(usualClass(codec, cell), 0);
    }

    /** Of the elements, as JDBC would have them; Number where there are numerics among them that BigDecimal has not. */
    private static Class<?> usualClass(ArrayCodec codec, Cell cell) throws SQLException {
        Class<?> usual = codec.elementClass(cell.context());
        if (usual == BigDecimal.class) {
            ElementCursor elements = codec.elements(cell);
            for (int i = 0; i < elements.count; i++) {
                Cell each = elements.next();
                if (each != null && !NumericCodec.isFinite(each)) {
                    return Number.class;
                }
            }
        }
        return usual;
    }

    /** What JDBC would have in an array of such elements. */
    static Class<?> elementClass(Codec<?> given, CodecContext context) throws SQLException {
        Codec<?> element = given.base();
        if (element instanceof CompositeCodec composite) {
            return composite.objectClass(context);
        }
        if (element.type().isBuiltin()) {
            switch (element.type().name()) {
                case "int2" -> {
                    return Short.class;
                }
                case "bit", "xml", "refcursor" -> {
                    return String.class;
                }
                default -> {
                    // As for a column.
                }
            }
        }
        String name = JdbcTypes.className(element, -1);
        try {
            return Class.forName(name);
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException("no such class: " + name, e);
        }
    }

    private Object array(Class<?> leaf) throws SQLException {
        return lengths.length == 0 ? Array.newInstance(leaf, 0) : array(leaf, 0);
    }

    private Object array(Class<?> leaf, int dimension) throws SQLException {
        if (dimension == lengths.length - 1) {
            return leaves(leaf, lengths[dimension]);
        }
        Class<?> component = leaf;
        for (int i = dimension + 1; i < lengths.length; i++) {
            component = component.arrayType();
        }
        Object[] array = (Object[]) Array.newInstance(component, lengths[dimension]);
        for (int i = 0; i < array.length; i++) {
            array[i] = array(leaf, dimension + 1);
        }
        return array;
    }

    private Object leaves(Class<?> leaf, int length) throws SQLException {
        if (leaf.isPrimitive()) {
            return primitives(leaf, length);
        }
        Object[] array = (Object[]) Array.newInstance(leaf, length);
        for (int i = 0; i < length; i++) {
            array[i] = object(leaf);
        }
        return array;
    }

    private Object object(Class<?> leaf) throws SQLException {
        Cell cell = elements.next();
        if (cell == null) {
            return null;
        }
        return leaf == String.class ? element.readText(cell) : Conversions.as(element, cell, leaf);
    }

    private Object primitives(Class<?> leaf, int length) throws SQLException {
        if (leaf == int.class) {
            int[] array = new int[length];
            for (int i = 0; i < length; i++) {
                array[i] = element.readInt(present(leaf));
            }
            return array;
        }
        if (leaf == long.class) {
            long[] array = new long[length];
            for (int i = 0; i < length; i++) {
                array[i] = element.readLong(present(leaf));
            }
            return array;
        }
        if (leaf == double.class) {
            double[] array = new double[length];
            for (int i = 0; i < length; i++) {
                array[i] = element.readDouble(present(leaf));
            }
            return array;
        }
        if (leaf == float.class) {
            float[] array = new float[length];
            for (int i = 0; i < length; i++) {
                array[i] = element.readFloat(present(leaf));
            }
            return array;
        }
        if (leaf == boolean.class) {
            boolean[] array = new boolean[length];
            for (int i = 0; i < length; i++) {
                array[i] = element.readBoolean(present(leaf));
            }
            return array;
        }
        if (leaf == short.class) {
            short[] array = new short[length];
            for (int i = 0; i < length; i++) {
                array[i] = Conversions.as(element, present(leaf), Short.class);
            }
            return array;
        }
        throw SqlErrors.cannotConvert(elements.type.name(), leaf.arrayType());
    }

    private Cell present(Class<?> leaf) throws SQLException {
        Cell cell = elements.next();
        if (cell == null) {
            throw SqlErrors.cannotConvert(elements.type.name() + " with a NULL in it", leaf.arrayType());
        }
        return cell;
    }

    private List<?> list(Class<?> leaf, int dimension) throws SQLException {
        if (lengths.length == 0) {
            return List.of();
        }
        if (dimension == lengths.length - 1) {
            return Collections.unmodifiableList(Arrays.asList((Object[]) leaves(leaf, lengths[dimension])));
        }
        List<Object> list = new ArrayList<>(lengths[dimension]);
        for (int i = 0; i < lengths[dimension]; i++) {
            list.add(list(leaf, dimension + 1));
        }
        return Collections.unmodifiableList(list);
    }
}
