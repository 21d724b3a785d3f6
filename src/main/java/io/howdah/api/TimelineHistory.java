package io.howdah.api;

/** The history file of a timeline, such as {@code 00000002.history}, and what stands in it. */
public record TimelineHistory(String fileName, String content) {}
