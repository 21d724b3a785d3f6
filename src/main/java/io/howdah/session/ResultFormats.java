package io.howdah.session;

/** Chooses the format a column is asked for, once per statement; given by those who know the types. */
@FunctionalInterface
public interface ResultFormats {
    ResultFormats TEXT = typeOid -> 0;

    /** @return 0 for text, 1 for binary; binary only for types that the server can send so */
    int formatOf(int typeOid);
}
