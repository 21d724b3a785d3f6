package io.howdah.copy;

import io.howdah.types.Codec;
import java.util.List;

/**
 * What is copied.
 *
 * @param list as SQL has it: names of columns, or a query
 * @param names for people and records
 * @param codecs one for each
 * @param isBinary whether all of them are copied in binary; else all are text
 */
record Columns(String list, List<String> names, Codec<?>[] codecs, boolean isBinary) {
    int count() {
        return codecs.length;
    }
}
