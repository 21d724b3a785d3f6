package io.howdah.jdbc.metadata;

/** What makes a column count up by itself, for those who describe columns. */
public final class SequenceDefaults {
    /**
     * A regular expression, as it stands between quotes in SQL, for the text of a default that asks a sequence for its next
     * value. In a text that only speaks of it the quote would stand twice; and a backslash would mean another thing where
     * {@code standard_conforming_strings} is off.
     */
    public static final String PATTERN = "[[:<:]]nextval[(][(]?''[^'']";

    private SequenceDefaults() {}
}
