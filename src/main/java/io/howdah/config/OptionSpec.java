package io.howdah.config;

import java.util.List;

/** One row of the table that {@link Option} is, in words. */
final class OptionSpec {
    final String name;
    List<String> aliases = List.of();
    String environment;
    String defaultValue;
    Option.Kind kind = Option.Kind.TEXT;
    List<String> choices = List.of();
    boolean secret;
    int least;
    String documentation;

    private OptionSpec(String name) {
        this.name = name;
    }

    static OptionSpec named(String name) {
        return new OptionSpec(name);
    }

    OptionSpec alias(String... names) {
        aliases = List.of(names);
        return this;
    }

    OptionSpec env(String variable) {
        environment = variable;
        return this;
    }

    OptionSpec text(String defaultText) {
        defaultValue = defaultText;
        return this;
    }

    OptionSpec hidden() {
        secret = true;
        return this;
    }

    OptionSpec flag(String defaultFlag) {
        return kind(Option.Kind.FLAG, defaultFlag);
    }

    OptionSpec seconds(int defaultSeconds) {
        return kind(Option.Kind.SECONDS, Integer.toString(defaultSeconds));
    }

    OptionSpec milliseconds(int defaultMillis) {
        return kind(Option.Kind.MILLISECONDS, Integer.toString(defaultMillis));
    }

    OptionSpec bytes(int defaultBytes) {
        return kind(Option.Kind.BYTES, Integer.toString(defaultBytes));
    }

    OptionSpec integer(int defaultNumber, int smallest) {
        least = smallest;
        return kind(Option.Kind.INTEGER, Integer.toString(defaultNumber));
    }

    OptionSpec oneOf(String defaultChoice, String... values) {
        choices = List.of(values);
        return kind(Option.Kind.CHOICE, defaultChoice);
    }

    /** Ends the row. */
    OptionSpec doc(String sentence) {
        documentation = sentence;
        return this;
    }

    private OptionSpec kind(Option.Kind newKind, String newDefault) {
        kind = newKind;
        defaultValue = newDefault;
        return this;
    }
}
