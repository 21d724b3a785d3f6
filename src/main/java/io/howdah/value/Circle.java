package io.howdah.value;

import java.util.Objects;

/** A circle: {@code circle}. In text {@code <(1,2),3.5>}. The server refuses a radius below zero. */
public record Circle(Point center, double radius) {
    public Circle {
        Objects.requireNonNull(center, "center");
    }

    /** @throws IllegalArgumentException for any text but such as {@code <(1,2),3.5>} */
    public static Circle parse(String text) {
        GeometryText in = new GeometryText(text, "<(1,2),3.5>");
        Point center = in.take('<').point();
        double radius = in.take(',').number();
        in.take('>').end();
        return new Circle(center, radius);
    }

    @Override
    public String toString() {
        return "<" + center + "," + FloatText.of(radius) + ">";
    }
}
