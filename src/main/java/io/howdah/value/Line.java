package io.howdah.value;

/**
 * A line without ends: {@code line}, all points for which {@code a * x + b * y + c = 0}. In text <code>{1,-1,0}</code>.
 * The server refuses one of which {@code a} and {@code b} are both zero.
 */
public record Line(double a, double b, double c) {
    /** @throws IllegalArgumentException for any text but such as <code>{1,-1,0}</code> */
    public static Line parse(String text) {
        GeometryText in = new GeometryText(text, "{1,-1,0}");
        double a = in.take('{').number();
        double b = in.take(',').number();
        double c = in.take(',').number();
        in.take('}').end();
        return new Line(a, b, c);
    }

    @Override
    public String toString() {
        return "{" + FloatText.of(a) + "," + FloatText.of(b) + "," + FloatText.of(c) + "}";
    }
}
