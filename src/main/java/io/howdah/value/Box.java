package io.howdah.value;

/**
 * A rectangle with sides along the axes: {@code box}. In text {@code (3,4),(1,2)}.
 *
 * <p>Any two opposite corners make it; as PostgreSQL does, it remembers the upper right and the lower left one.
 */
public record Box(Point upperRight, Point lowerLeft) {
    public Box {
        Point one = upperRight;
        Point other = lowerLeft;
        upperRight = new Point(larger(one.x(), other.x()), larger(one.y(), other.y()));
        lowerLeft = new Point(smaller(one.x(), other.x()), smaller(one.y(), other.y()));
    }

    /** @throws IllegalArgumentException for any text but such as {@code (3,4),(1,2)} */
    public static Box parse(String text) {
        GeometryText in = new GeometryText(text, "(3,4),(1,2)");
        Point one = in.point();
        Point other = in.take(',').point();
        in.end();
        return new Box(one, other);
    }

    private static double larger(double first, double second) {
        return isLess(first, second) ? second : first;
    }

    private static double smaller(double first, double second) {
        return isLess(first, second) ? first : second;
    }

    /** As PostgreSQL compares: NaN is larger than all others, and 0 is not larger than -0. */
    private static boolean isLess(double first, double second) {
        return first < second || Double.isNaN(second) && !Double.isNaN(first);
    }

    @Override
    public String toString() {
        return upperRight + "," + lowerLeft;
    }
}
