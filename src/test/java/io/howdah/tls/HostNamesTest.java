package io.howdah.tls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.security.cert.CertificateParsingException;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HostNamesTest {
    private static final TestAuthority CA = TestAuthority.root("CA");

    @ParameterizedTest
    @CsvSource(nullValues = "-", textBlock = """
            # host              | common name    | DNS names               | addresses        | for it
            db.example          | -              | db.example              | -                | true
            DB.Example          | -              | db.EXAMPLE              | -                | true
            db.example.         | -              | db.example              | -                | true
            db.example          | -              | other.example db.example| -                | true
            db.example          | db.example     | other.example           | -                | false
            db.example          | db.example     | -                       | -                | true
            db.example          | *.example      | -                       | -                | true
            db.example          | db.example     | -                       | 192.0.2.1        | true
            db.example          | -              | *.example               | -                | true
            a.db.example        | -              | *.example               | -                | false
            a.db.example        | -              | *.db.example            | -                | true
            db.example          | -              | *.db.example            | -                | false
            .example            | -              | *.example               | -                | false
            db.example          | -              | d*.example              | -                | false
            db.example          | -              | db.*                    | -                | false
            db.example          | -              | *                       | -                | false
            db.                 | -              | *.                      | -                | false
            db.example          | -              | db.example.evil         | -                | false
            my_db               | -              | my_db                   | -                | true
            bücher.example      | -              | xn--bcher-kva.example   | -                | true
            bücher.example      | -              | *.example               | -                | true
            192.0.2.1           | -              | -                       | 192.0.2.1        | true
            192.0.2.1           | -              | -                       | 192.0.2.2        | false
            192.0.2.1           | 192.0.2.1      | -                       | -                | true
            192.0.2.1           | 192.0.2.1      | -                       | 192.0.2.2        | false
            192.0.2.1           | -              | 192.0.2.1               | -                | true
            192.0.2.1           | -              | *.0.2.1                 | -                | false
            192.0.2.1           | *.0.2.1        | -                       | -                | false
            192.0.2.1           | -              | db.example              | -                | false
            ::1                 | -              | -                       | ::1              | true
            0:0:0:0:0:0:0:1     | -              | -                       | ::1              | true
            2001:db8::1         | -              | -                       | 2001:db8::2      | false
            ::ffff:192.0.2.1    | -              | -                       | 192.0.2.1        | true
            """, delimiter = '|')
    void isForWhomTheCertificateSays(String host, String commonName, String dnsNames, String addresses, boolean match)
            throws Exception {
        var request = CA.certify(commonName == null ? "" : commonName);
        request.dns(dnsNames == null ? new String[0] : dnsNames.split(" "));
        request.ip(addresses == null ? new String[0] : addresses.split(" "));
        var names = HostNames.of(request.issue().certificate());
        boolean literal =
                host.indexOf(':') >= 0 || Character.isDigit(host.charAt(host.length() - 1)) && host.charAt(0) == '1';
        assertThat(names.match(host, literal ? Optional.of(InetAddress.getByName(host)) : Optional.empty()))
                .isEqualTo(match);
    }

    @Test
    void refusesAZeroInAName() {
        for (var request : new TestAuthority.Request[] {
            CA.certify("db").dns("db.example\0.evil.example"), CA.certify("db.example\0.evil.example")
        }) {
            var certificate = request.issue().certificate();
            assertThatThrownBy(() -> HostNames.of(certificate)).isInstanceOf(CertificateParsingException.class);
        }
    }

    /** They come from whoever answers: no control characters, no end of them. */
    @Test
    void showsNamesThatAnybodyMayHaveMade() throws Exception {
        var names = new String[1000];
        for (int i = 0; i < names.length; i++) {
            names[i] = "host" + i + "\u001b[31m.example";
        }
        var shown =
                HostNames.of(CA.certify("x").dns(names).issue().certificate()).shown();
        assertThat(shown)
                .startsWith("host0?[31m.example, host1")
                .endsWith(" and others")
                .hasSizeLessThan(230);
        assertThat(HostNames.of(CA.certify("").issue().certificate()).shown()).isEqualTo("no host at all");
    }
}
