package io.howdah.value;

/**
 * A point of the plane: {@code point}. In text {@code (1.5,-2)}.
 *
 * <p>Coordinates are equal as {@link Double#compare} says: NaN is equal to itself, and 0 is not -0.
 */
public record Point(double x, double y) {
    /** @throws IllegalArgumentException for any text but such as {@code (1.5,-2)} */
    public static Point parse(String text) {
        GeometryText in = new GeometryText(text, "(1,2)");
        Point point = in.point();
        in.end();
        return point;
    }

    @Override
    public String toString() {
        return "(" + FloatText.of(x) + "," + FloatText.of(y) + ")";
    }
}
