package io.howdah.config;

import java.util.List;

/** @param warnings what was left aside, a sentence each; no values in them */
public record ParsedConfig(ConnectionConfig config, List<String> warnings) {
    public ParsedConfig {
        warnings = List.copyOf(warnings);
    }
}
