package io.howdah.types.codec;

import io.howdah.error.SqlErrors;
import io.howdah.types.BuiltinTypes;
import io.howdah.types.Cell;
import io.howdah.value.TextSearchVector;
import io.howdah.value.TextSearchVector.Lexeme;
import io.howdah.value.TextSearchVector.Position;
import io.howdah.value.TextSearchVector.Weight;
import io.howdah.wire.ByteWriter;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** {@code tsvector}: a count of words; of each the text up to a NUL, a count of positions, and these in two bytes each. */
final class TsvectorCodec extends ValueCodec<TextSearchVector> {
    private static final Weight[] WEIGHTS = Weight.values();
    private static final int WEIGHT_SHIFT = 14;

    /** The server keeps no more, and takes no more. */
    private static final int MAX_POSITIONS = 255;

    TsvectorCodec() {
        super(BuiltinTypes.TSVECTOR, TextSearchVector.class);
    }

    @Override
    TextSearchVector fromBinary(Cell cell) throws SQLException {
        int count = cell.int32(0);
        List<Lexeme> lexemes = new ArrayList<>();
        int at = 4;
        for (int i = 0; i < count; i++) {
            int end = at;
            while (cell.int8(end) != 0) {
                end++;
            }
            String text = new String(cell.bytes(), cell.offset() + at, end - at, StandardCharsets.UTF_8);
            int positions = cell.int16(end + 1) & 0xFFFF;
            at = end + 3;
            List<Position> where = new ArrayList<>();
            for (int j = 0; j < positions; j++) {
                int position = cell.int16(at) & 0xFFFF;
                where.add(new Position(position & Position.MAX_INDEX, WEIGHTS[position >> WEIGHT_SHIFT]));
                at += 2;
            }
            lexemes.add(new Lexeme(text, where));
        }
        if (count < 0 || at != cell.length()) {
            throw SqlErrors.malformedValue(type().name(), cell.length() + " bytes for a count of " + count);
        }
        return new TextSearchVector(lexemes);
    }

    @Override
    TextSearchVector fromText(String text) {
        return TextSearchVector.parse(text);
    }

    @Override
    void toBinary(TextSearchVector value, ByteWriter out) throws SQLException {
        out.int32(value.lexemes().size());
        for (Lexeme lexeme : value.lexemes()) {
            TextCodec.encode(lexeme.text(), out);
            out.int8(0);
            int count = Math.min(MAX_POSITIONS, lexeme.positions().size());
            out.int16(count);
            for (Position position : lexeme.positions().subList(0, count)) {
                out.int16(position.weight().ordinal() << WEIGHT_SHIFT | position.index());
            }
        }
    }
}
