package io.howdah.types.codec;

import io.howdah.api.LogSequenceNumber;
import io.howdah.error.SqlErrors;
import io.howdah.error.ValueErrors;
import io.howdah.types.Cell;
import io.howdah.types.Codec;
import io.howdah.value.Bits;
import io.howdah.value.Box;
import io.howdah.value.Cidr;
import io.howdah.value.Circle;
import io.howdah.value.Inet;
import io.howdah.value.Interval;
import io.howdah.value.Json;
import io.howdah.value.Line;
import io.howdah.value.LineSegment;
import io.howdah.value.MacAddress;
import io.howdah.value.Path;
import io.howdah.value.Point;
import io.howdah.value.Polygon;
import io.howdah.value.TextSearchQuery;
import io.howdah.value.TextSearchVector;
import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;

/** Texts read as values of another type, which they are written like: a column of type {@code text} as an Interval. */
final class ValueText {
    private static final Map<Class<?>, Function<String, ?>> PARSERS = new HashMap<>();

    static {
        PARSERS.put(Interval.class, Interval::parse);
        PARSERS.put(Point.class, Point::parse);
        PARSERS.put(Line.class, Line::parse);
        PARSERS.put(LineSegment.class, LineSegment::parse);
        PARSERS.put(Box.class, Box::parse);
        PARSERS.put(Path.class, Path::parse);
        PARSERS.put(Polygon.class, Polygon::parse);
        PARSERS.put(Circle.class, Circle::parse);
        PARSERS.put(Inet.class, Inet::parse);
        PARSERS.put(Cidr.class, Cidr::parse);
        PARSERS.put(MacAddress.class, MacAddress::parse);
        PARSERS.put(Bits.class, Bits::parse);
        PARSERS.put(Json.class, Json::new);
        PARSERS.put(TextSearchVector.class, TextSearchVector::parse);
        PARSERS.put(TextSearchQuery.class, TextSearchQuery::parse);
        PARSERS.put(LogSequenceNumber.class, LogSequenceNumber::parse);
        for (Class<?> address : new Class<?>[] {InetAddress.class, Inet4Address.class, Inet6Address.class}) {
            PARSERS.put(address, text -> Inet.parse(text).toInetAddress());
        }
    }

    private ValueText() {}

    /**
     * Null for a class that is not one of these.
     *
     * @throws SQLException 22P02 where the text is no such value
     */
    static <C> C read(Codec<?> codec, Cell cell, Class<C> target) throws SQLException {
        Function<String, ?> parser = PARSERS.get(target);
        if (parser == null) {
            return null;
        }
        Object value;
        try {
            value = parser.apply(codec.readText(cell));
        } catch (IllegalArgumentException e) {
            throw ValueErrors.unreadableText(codec.type().name(), target, e.getMessage());
        }
        if (!target.isInstance(value)) {
            throw SqlErrors.cannotConvert(codec.type().name(), target);
        }
        return target.cast(value);
    }
}
