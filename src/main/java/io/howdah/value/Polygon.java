package io.howdah.value;

import java.util.List;

/**
 * An area within a line through all these points and back: {@code polygon}. In text {@code ((0,0),(1,1),(1,0))}.
 *
 * @param points at least one; a copy is kept. Equal are polygons that begin at the same one
 */
public record Polygon(List<Point> points) {
    /** @throws IllegalArgumentException if there is no point */
    public Polygon {
        points = GeometryText.atLeastOne(points);
    }

    public static Polygon of(Point... points) {
        return new Polygon(List.of(points));
    }

    /** @throws IllegalArgumentException for any text but such as {@code ((0,0),(1,1),(1,0))} */
    public static Polygon parse(String text) {
        GeometryText in = new GeometryText(text, "((0,0),(1,1),(1,0))");
        List<Point> points = in.take('(').points();
        in.take(')').end();
        return new Polygon(points);
    }

    @Override
    public String toString() {
        return "(" + GeometryText.join(points) + ")";
    }
}
