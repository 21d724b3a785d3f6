package io.howdah.config;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** Which property a mistyped name was meant to be. */
final class NearestName {
    private NearestName() {}

    /** {@code "; did you mean sslmode?"}, or nothing. */
    static String hint(String name) {
        return of(name).map(nearest -> "; did you mean " + nearest + "?").orElse("");
    }

    /** The known name that is at most one slip in three letters away; honoured ones first. */
    static Optional<String> of(String name) {
        String wanted = name.toLowerCase(Locale.ROOT);
        String nearest = null;
        int least = Math.min(3, name.length() / 3) + 1;
        for (Option option : Option.values()) {
            int distance = distance(wanted, option.propertyName());
            for (String alias : option.aliases()) {
                distance = Math.min(distance, distance(wanted, alias));
            }
            if (distance < least) {
                least = distance;
                nearest = option.propertyName();
            }
        }
        for (OtherProperty property : OtherProperty.ALL) {
            int distance = property.allNames().stream()
                    .mapToInt(known -> distance(wanted, known))
                    .min()
                    .orElseThrow();
            if (distance < least) {
                least = distance;
                nearest = property.name();
            }
        }
        return Optional.ofNullable(nearest);
    }

    /** Levenshtein's distance, where two letters the wrong way round are one slip. */
    private static int distance(String typed, String known) {
        String name = known.toLowerCase(Locale.ROOT);
        int[] beforeLast = new int[name.length() + 1];
        int[] last = new int[name.length() + 1];
        Arrays.setAll(last, j -> j);
        for (int i = 1; i <= typed.length(); i++) {
            int[] row = new int[name.length() + 1];
            row[0] = i;
            for (int j = 1; j <= name.length(); j++) {
                int change = typed.charAt(i - 1) == name.charAt(j - 1) ? 0 : 1;
                row[j] = Math.min(last[j - 1] + change, Math.min(last[j], row[j - 1]) + 1);
                if (i > 1
                        && j > 1
                        && typed.charAt(i - 1) == name.charAt(j - 2)
                        && typed.charAt(i - 2) == name.charAt(j - 1)) {
                    row[j] = Math.min(row[j], beforeLast[j - 2] + 1);
                }
            }
            beforeLast = last;
            last = row;
        }
        return last[name.length()];
    }
}
