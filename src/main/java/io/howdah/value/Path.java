package io.howdah.value;

import java.util.List;

/**
 * A line through one point after the other: {@code path}. In text {@code [(0,0),(1,1)]}, or, where it goes back to the
 * first point, {@code ((0,0),(1,1),(1,0))}.
 *
 * @param points at least one; a copy is kept
 */
public record Path(List<Point> points, boolean isClosed) {
    /** @throws IllegalArgumentException if there is no point */
    public Path {
        points = GeometryText.atLeastOne(points);
    }

    public static Path open(Point... points) {
        return new Path(List.of(points), false);
    }

    public static Path closed(Point... points) {
        return new Path(List.of(points), true);
    }

    /** @throws IllegalArgumentException for any text but such as {@code [(0,0),(1,1)]} and {@code ((0,0),(1,1))} */
    public static Path parse(String text) {
        GeometryText in = new GeometryText(text, "[(0,0),(1,1)] or ((0,0),(1,1))");
        boolean closed = !in.startsWith('[');
        List<Point> points = in.take(closed ? '(' : '[').points();
        in.take(closed ? ')' : ']').end();
        return new Path(points, closed);
    }

    @Override
    public String toString() {
        return (isClosed ? "(" : "[") + GeometryText.join(points) + (isClosed ? ")" : "]");
    }
}
