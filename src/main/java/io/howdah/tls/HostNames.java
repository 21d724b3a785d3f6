package io.howdah.tls;

import java.io.IOException;
import java.net.IDN;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Whom a certificate is for, by libpq's rules: the alternative names of type DNS and IP address; the common name only
 * where there is none of the host's own kind. A wildcard stands for one whole label, the first, and never in an address.
 *
 * @param dnsNames as they stand in the certificate, like {@code addresses} in text form
 * @see <a href="https://www.postgresql.org/docs/current/libpq-ssl.html#LIBQ-SSL-CERTIFICATES">Client Verification of Server
 *     Certificates</a>
 */
record HostNames(List<String> dnsNames, List<String> addresses, Optional<String> commonName) {
    private static final int DNS_NAME = 2;
    private static final int IP_ADDRESS = 7;
    private static final byte[] COMMON_NAME = Der.write(Der.OBJECT_ID, new byte[] {0x55, 4, 3});
    private static final int MOST_SHOWN = 5;

    /** @throws CertificateParsingException also for a name with a zero character, which others may read as its end */
    static HostNames of(X509Certificate certificate) throws CertificateParsingException {
        var dnsNames = new ArrayList<String>();
        var addresses = new ArrayList<String>();
        Collection<List<?>> names = certificate.getSubjectAlternativeNames();
        for (List<?> name : names == null ? List.<List<?>>of() : names) {
            Object type = name.get(0);
            if (type.equals(DNS_NAME) && name.get(1) instanceof String text) {
                dnsNames.add(text);
            } else if (type.equals(IP_ADDRESS) && name.get(1) instanceof String text) {
                addresses.add(text);
            }
        }
        Optional<String> commonName;
        try {
            commonName = commonName(certificate.getSubjectX500Principal().getEncoded());
        } catch (IOException e) {
            throw new CertificateParsingException("its subject is malformed", e);
        }
        if (dnsNames.stream().anyMatch(HostNames::holdsZero)
                || commonName.filter(HostNames::holdsZero).isPresent()) {
            throw new CertificateParsingException("a name in it holds a zero character");
        }
        return new HostNames(List.copyOf(dnsNames), List.copyOf(addresses), commonName);
    }

    private static boolean holdsZero(String name) {
        return name.indexOf('\0') >= 0;
    }

    /** @param address what the host is if it is an address itself */
    boolean match(String host, Optional<InetAddress> address) {
        return address.isPresent() ? matchAddress(host, address.get()) : matchName(host);
    }

    private boolean matchAddress(String host, InetAddress address) {
        for (String text : addresses) {
            if (equal(text, address)) {
                return true;
            }
        }
        for (String name : dnsNames) {
            if (name.equals(host)) {
                return true;
            }
        }
        return addresses.isEmpty() && commonName.isPresent() && commonName.get().equals(host);
    }

    /** The text comes from the certificate's four or sixteen bytes, so nobody is asked; with a mask it is no address. */
    private static boolean equal(String text, InetAddress address) {
        if (text.indexOf('/') >= 0) {
            return false;
        }
        try {
            return Arrays.equals(InetAddress.getByName(text).getAddress(), address.getAddress());
        } catch (UnknownHostException e) {
            return false;
        }
    }

    private boolean matchName(String host) {
        String name = ascii(host);
        for (String pattern : dnsNames) {
            if (matches(pattern.toLowerCase(Locale.ROOT), name)) {
                return true;
            }
        }
        return dnsNames.isEmpty()
                && commonName.isPresent()
                && matches(commonName.get().toLowerCase(Locale.ROOT), name);
    }

    /** As it stands in certificates: letters of other scripts in punycode, no dot of the root. */
    private static String ascii(String host) {
        String name = host.endsWith(".") ? host.substring(0, host.length() - 1) : host;
        try {
            return IDN.toASCII(name, IDN.ALLOW_UNASSIGNED).toLowerCase(Locale.ROOT);
        } catch (IllegalArgumentException e) {
            // Not to the rules of names, as my_db or a label too long: then only the very same text will do.
            return name.toLowerCase(Locale.ROOT);
        }
    }

    private static boolean matches(String pattern, String name) {
        if (!pattern.startsWith("*.")) {
            return pattern.equals(name);
        }
        int firstDot = name.indexOf('.');
        // "*." with nothing behind it, or in front of the dot, stands for nobody.
        return pattern.length() > 2 && firstDot > 0 && pattern.substring(1).equals(name.substring(firstDot));
    }

    /** For a message. */
    String shown() {
        var all = new ArrayList<String>(dnsNames);
        all.addAll(addresses);
        if (all.isEmpty()) {
            commonName.ifPresent(all::add);
        }
        if (all.isEmpty()) {
            return "no host at all";
        }
        String first = String.join(", ", all.subList(0, Math.min(MOST_SHOWN, all.size())));
        return Shown.of(first) + (all.size() > MOST_SHOWN ? " and others" : "");
    }

    /** The first in the subject: a sequence of sets of pairs. */
    private static Optional<String> commonName(byte[] subject) throws IOException {
        Der names = Der.of(subject).enter(Der.SEQUENCE);
        while (names.hasMore()) {
            Der set = names.enter(Der.SET);
            while (set.hasMore()) {
                Der pair = set.enter(Der.SEQUENCE);
                if (Arrays.equals(pair.element(), COMMON_NAME)) {
                    int tag = pair.tag();
                    Optional<Charset> charset = charset(tag);
                    return charset.isPresent()
                            ? Optional.of(new String(pair.enter(tag).rest(), charset.get()))
                            : Optional.empty();
                }
            }
        }
        return Optional.empty();
    }

    private static Optional<Charset> charset(int stringTag) {
        return switch (stringTag) {
            case 0x0C, 0x13, 0x16 -> Optional.of(StandardCharsets.UTF_8); // UTF8String, PrintableString, IA5String
            case 0x14 -> Optional.of(StandardCharsets.ISO_8859_1); // T61String, as everybody reads it
            case 0x1E -> Optional.of(StandardCharsets.UTF_16BE); // BMPString
            default -> Optional.empty();
        };
    }
}
