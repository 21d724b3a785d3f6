package io.howdah.config;

import io.howdah.config.ConnectionConfig.HostSpec;
import java.util.List;
import java.util.stream.Collectors;

/** Settings that did not come from a JDBC URL as one, without secrets. */
final class UrlWriter {
    private UrlWriter() {}

    static String write(Settings settings, List<HostSpec> hosts) {
        var url = new StringBuilder("jdbc:postgresql://");
        url.append(hosts.stream().map(UrlWriter::host).collect(Collectors.joining(",")));
        url.append('/')
                .append(settings.get(Option.DATABASE).map(PercentCoding::encode).orElse(""));
        char separator = '?';
        for (Option option : Option.values()) {
            boolean elsewhere = option == Option.HOST || option == Option.PORT || option == Option.DATABASE;
            if (!elsewhere && !option.keptOutOfUrl() && settings.get(option).isPresent()) {
                url.append(separator).append(option.propertyName()).append('=');
                url.append(PercentCoding.encode(settings.get(option).orElseThrow()));
                separator = '&';
            }
        }
        return url.toString();
    }

    private static String host(HostSpec spec) {
        boolean address = !spec.isUnixSocket() && spec.host().indexOf(':') >= 0;
        String host = address ? "[" + spec.host().replace("%", "%25") + "]" : PercentCoding.encode(spec.host());
        return host + ":" + spec.port();
    }
}
