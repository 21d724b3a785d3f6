package io.howdah.jdbc.result;

/** Over no rows at all, such as the generated keys of a statement that was not asked for any. */
public final class EmptyCursor implements Cursor {
    /** What a closed result stands on. */
    static final EmptyCursor CLOSED = new EmptyCursor();

    static {
        CLOSED.close();
    }

    private Place place = Place.BEFORE_FIRST;

    @Override
    public Place place() {
        return place;
    }

    @Override
    public boolean next() {
        place = Place.AFTER_LAST;
        return false;
    }

    @Override
    public byte[] page() {
        throw noRow();
    }

    @Override
    public int offset(int column) {
        throw noRow();
    }

    @Override
    public int length(int column) {
        throw noRow();
    }

    @Override
    public long row() {
        return 0;
    }

    @Override
    public boolean isBeforeFirst() {
        return false;
    }

    @Override
    public boolean isLast() {
        return false;
    }

    @Override
    public boolean isAfterLast() {
        return false;
    }

    @Override
    public void close() {
        place = Place.CLOSED;
    }

    private static IllegalStateException noRow() {
        return new IllegalStateException("an empty result has no row");
    }
}
