package io.howdah.config;

import io.howdah.api.ConnectionObserver;
import java.time.Duration;
import java.util.Optional;

/**
 * Who is told what connections do.
 *
 * @param observer the user's own
 * @param slowStatements from when on a statement is worth a line of the log; zero for never
 * @param unclosed whether a connection that nobody holds any more, and nobody closed, is worth one
 * @param trace whether the log is told of each message
 */
public record ObserveSettings(
        Optional<ConnectionObserver> observer, Duration slowStatements, boolean unclosed, boolean trace) {}
