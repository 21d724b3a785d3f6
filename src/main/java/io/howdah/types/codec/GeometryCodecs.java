package io.howdah.types.codec;

import io.howdah.error.SqlErrors;
import io.howdah.types.BuiltinTypes;
import io.howdah.types.Cell;
import io.howdah.types.Codec;
import io.howdah.types.PgType;
import io.howdah.value.Box;
import io.howdah.value.Circle;
import io.howdah.value.Line;
import io.howdah.value.LineSegment;
import io.howdah.value.Path;
import io.howdah.value.Point;
import io.howdah.value.Polygon;
import io.howdah.wire.ByteWriter;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** The geometric types: rows of {@code float8}, those of many points with a count before them. */
final class GeometryCodecs {
    private static final int NUMBER = 8;
    private static final int POINT = 2 * NUMBER;

    private GeometryCodecs() {}

    /** @throws IllegalArgumentException for a type that is none of these */
    static Codec<?> of(PgType type) {
        return switch (type.name()) {
            case "point" -> new OfPoint();
            case "line" -> new OfLine();
            case "lseg" -> new OfSegment();
            case "box" -> new OfBox();
            case "path" -> new OfPath();
            case "polygon" -> new OfPolygon();
            case "circle" -> new OfCircle();
            default -> throw new IllegalArgumentException(type.name());
        };
    }

    private static double number(Cell cell, int index) throws SQLException {
        return Double.longBitsToDouble(cell.int64(NUMBER * index));
    }

    private static Point point(Cell cell, int at) throws SQLException {
        return new Point(Double.longBitsToDouble(cell.int64(at)), Double.longBitsToDouble(cell.int64(at + NUMBER)));
    }

    private static List<Point> points(Cell cell, int at, int count) throws SQLException {
        List<Point> points = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            points.add(point(cell, at + POINT * i));
        }
        return points;
    }

    private static void write(Point point, ByteWriter out) {
        out.float64(point.x());
        out.float64(point.y());
    }

    private static void write(List<Point> points, ByteWriter out) {
        out.int32(points.size());
        for (Point point : points) {
            write(point, out);
        }
    }

    private static final class OfPoint extends ValueCodec<Point> {
        OfPoint() {
            super(BuiltinTypes.POINT, Point.class);
        }

        @Override
        Point fromBinary(Cell cell) throws SQLException {
            cell.requireLength(POINT, type());
            return point(cell, 0);
        }

        @Override
        Point fromText(String text) {
            return Point.parse(text);
        }

        @Override
        void toBinary(Point value, ByteWriter out) {
            write(value, out);
        }
    }

    private static final class OfLine extends ValueCodec<Line> {
        OfLine() {
            super(BuiltinTypes.LINE, Line.class);
        }

        @Override
        Line fromBinary(Cell cell) throws SQLException {
            cell.requireLength(3 * NUMBER, type());
            return new Line(number(cell, 0), number(cell, 1), number(cell, 2));
        }

        @Override
        Line fromText(String text) {
            return Line.parse(text);
        }

        @Override
        void toBinary(Line value, ByteWriter out) {
            out.float64(value.a());
            out.float64(value.b());
            out.float64(value.c());
        }
    }

    private static final class OfSegment extends ValueCodec<LineSegment> {
        OfSegment() {
            super(BuiltinTypes.LSEG, LineSegment.class);
        }

        @Override
        LineSegment fromBinary(Cell cell) throws SQLException {
            cell.requireLength(2 * POINT, type());
            return new LineSegment(point(cell, 0), point(cell, POINT));
        }

        @Override
        LineSegment fromText(String text) {
            return LineSegment.parse(text);
        }

        @Override
        void toBinary(LineSegment value, ByteWriter out) {
            write(value.start(), out);
            write(value.end(), out);
        }
    }

    private static final class OfBox extends ValueCodec<Box> {
        OfBox() {
            super(BuiltinTypes.BOX, Box.class);
        }

        @Override
        Box fromBinary(Cell cell) throws SQLException {
            cell.requireLength(2 * POINT, type());
            return new Box(point(cell, 0), point(cell, POINT));
        }

        @Override
        Box fromText(String text) {
            return Box.parse(text);
        }

        @Override
        void toBinary(Box value, ByteWriter out) {
            write(value.upperRight(), out);
            write(value.lowerLeft(), out);
        }
    }

    private static final class OfPath extends ValueCodec<Path> {
        OfPath() {
            super(BuiltinTypes.PATH, Path.class);
        }

        @Override
        Path fromBinary(Cell cell) throws SQLException {
            int closed = cell.int8(0);
            if (closed != 0 && closed != 1) {
                throw SqlErrors.malformedValue(type().name(), "it is neither open nor closed");
            }
            int count = cell.int32(1);
            requireParts(cell, 5, count, POINT);
            return new Path(points(cell, 5, count), closed == 1);
        }

        @Override
        Path fromText(String text) {
            return Path.parse(text);
        }

        @Override
        void toBinary(Path value, ByteWriter out) {
            out.int8(value.isClosed() ? 1 : 0);
            write(value.points(), out);
        }
    }

    private static final class OfPolygon extends ValueCodec<Polygon> {
        OfPolygon() {
            super(BuiltinTypes.POLYGON, Polygon.class);
        }

        @Override
        Polygon fromBinary(Cell cell) throws SQLException {
            int count = cell.int32(0);
            requireParts(cell, 4, count, POINT);
            return new Polygon(points(cell, 4, count));
        }

        @Override
        Polygon fromText(String text) {
            return Polygon.parse(text);
        }

        @Override
        void toBinary(Polygon value, ByteWriter out) {
            write(value.points(), out);
        }
    }

    private static final class OfCircle extends ValueCodec<Circle> {
        OfCircle() {
            super(BuiltinTypes.CIRCLE, Circle.class);
        }

        @Override
        Circle fromBinary(Cell cell) throws SQLException {
            cell.requireLength(3 * NUMBER, type());
            return new Circle(point(cell, 0), number(cell, 2));
        }

        @Override
        Circle fromText(String text) {
            return Circle.parse(text);
        }

        @Override
        void toBinary(Circle value, ByteWriter out) {
            write(value.center(), out);
            out.float64(value.radius());
        }
    }
}
