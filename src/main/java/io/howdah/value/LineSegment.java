package io.howdah.value;

import java.util.Objects;

/** A line from one point to another: {@code lseg}. In text {@code [(0,0),(1,2)]}. */
public record LineSegment(Point start, Point end) {
    public LineSegment {
        Objects.requireNonNull(start, "start");
        Objects.requireNonNull(end, "end");
    }

    /** @throws IllegalArgumentException for any text but such as {@code [(0,0),(1,2)]} */
    public static LineSegment parse(String text) {
        GeometryText in = new GeometryText(text, "[(0,0),(1,2)]");
        Point start = in.take('[').point();
        Point end = in.take(',').point();
        in.take(']').end();
        return new LineSegment(start, end);
    }

    @Override
    public String toString() {
        return "[" + start + "," + end + "]";
    }
}
