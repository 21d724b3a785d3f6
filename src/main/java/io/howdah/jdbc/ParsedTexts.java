package io.howdah.jdbc;

import io.howdah.sql.ParseOptions;
import io.howdah.sql.ParsedSql;
import io.howdah.sql.SqlParser;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;

/** Texts of one kind of statement with what they were parsed to, least recently used first out. For any thread. */
final class ParsedTexts {
    private static final int MOST = 256;

    /** Characters; a longer text is hardly written by hand, and hardly comes again. */
    private static final int LONGEST = 16 * 1024;

    private final ReentrantLock lock = new ReentrantLock();
    private final Map<String, ParsedSql> texts = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, ParsedSql> eldest) {
            return size() > MOST;
        }
    };

    /** With these the texts were parsed. */
    private ParseOptions options;

    /** @param wanted hardly ever changes from call to call */
    ParsedSql parse(String sql, ParseOptions wanted) throws SQLException {
        lock.lock();
        try {
            // Asked for equality last: what the first such question of a record costs is seen when a program starts.
            if (wanted != options && (options == null || !wanted.equals(options))) {
                texts.clear();
                options = wanted;
            }
            ParsedSql known = texts.get(sql);
            if (known == null) {
                known = SqlParser.parse(sql, wanted);
                if (sql.length() <= LONGEST) {
                    texts.put(sql, known);
                }
            }
            return known;
        } finally {
            lock.unlock();
        }
    }
}
