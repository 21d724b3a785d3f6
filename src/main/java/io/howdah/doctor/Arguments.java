package io.howdah.doctor;

import java.util.Optional;

/**
 * The words of the command line.
 *
 * @param url as given; never to be shown, since a password may be in it
 * @param query to be run once connected
 */
record Arguments(String url, Optional<String> query, PasswordSource password) {
    static final String USAGE = """
            Usage: java -jar howdah-VERSION-all.jar [-W] URL [-c SQL]

              URL     such as jdbc:howdah://db.example:5432/zoo?user=keeper&sslmode=verify-full
              -c SQL  runs one statement once connected, and prints its rows
              -W      asks for the password, so that it is neither in the URL nor seen by others

            Ends with 0 if all is well, 1 if the statement failed, 2 if arguments or URL are not understood, and where
            connecting failed with the phase: 3 resolve, 4 connect, 5 encrypt, 6 authenticate, 7 start.""";

    enum PasswordSource {
        SETTINGS,
        ASKED
    }

    /** Empty if they make no sense. */
    static Optional<Arguments> of(String... words) {
        String url = null;
        String query = null;
        var password = PasswordSource.SETTINGS;
        for (int i = 0; i < words.length; i++) {
            if (words[i].equals("-W")) {
                password = PasswordSource.ASKED;
            } else if (words[i].equals("-c") && query == null && i + 1 < words.length) {
                i++;
                query = words[i];
            } else if (!words[i].startsWith("-") && url == null) {
                url = words[i];
            } else {
                return Optional.empty();
            }
        }
        return url == null ? Optional.empty() : Optional.of(new Arguments(url, Optional.ofNullable(query), password));
    }

    @Override
    public String toString() {
        return "Arguments";
    }
}
