package io.howdah.api;

import java.util.Objects;

/**
 * A server's version.
 *
 * @param major 18 of {@code 18.6}; 9 of {@code 9.6.24}; 0 if the text does not begin with a number
 * @param minor 6 of {@code 18.6}; 6 of {@code 9.6.24}; 0 for a beta
 * @param text as the server reports it, such as {@code 15.18 (Debian 15.18-0+deb12u1)}; empty if it reports none, never
 *     null
 */
public record ServerVersion(int major, int minor, String text) {

    public ServerVersion {
        Objects.requireNonNull(text, "text");
    }

    /**
     * Reads the value of the {@code server_version} parameter; whatever follows the leading numbers is kept as text. Not
     * null.
     */
    public static ServerVersion parse(String text) {
        int end = digits(text, 0);
        int major = number(text, 0, end);
        int minor = 0;
        if (end > 0 && end < text.length() && text.charAt(end) == '.') {
            minor = number(text, end + 1, digits(text, end + 1));
        }
        return new ServerVersion(major, minor, text);
    }

    /** Whether this is at least {@code major.minor}; for 9.x both count, from 10 on ask with minor 0. */
    public boolean atLeast(int wantedMajor, int wantedMinor) {
        return major > wantedMajor || (major == wantedMajor && minor >= wantedMinor);
    }

    @Override
    public String toString() {
        return text;
    }

    private static int digits(String text, int from) {
        int at = from;
        while (at < text.length() && at - from < 6 && text.charAt(at) >= '0' && text.charAt(at) <= '9') {
            at++;
        }
        return at;
    }

    private static int number(String text, int from, int to) {
        return from == to ? 0 : Integer.parseInt(text.substring(from, to));
    }
}
