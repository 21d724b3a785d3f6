package io.howdah.config;

import io.howdah.api.ConnectionObserver;
import io.howdah.api.CredentialsProvider;
import io.howdah.api.OAuthDevicePrompt;
import io.howdah.api.OAuthTokenProvider;
import io.howdah.api.TypeCodec;
import io.howdah.config.ConnectionConfig.HostSpec;
import io.howdah.error.ConnectErrors;
import io.howdah.error.SqlErrors;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import javax.net.ssl.SSLContext;

/**
 * Values on their way into a {@link ConnectionConfig}: what URL, properties and setters said, each by the name its writer
 * used. Not thread-safe.
 *
 * <p>Where several sources give the same option the higher {@link Source} counts, whatever the order; within one source
 * the last.
 */
public final class Settings {
    /** Server settings by name: {@code param.work_mem=64MB}. */
    static final String PARAMETER_PREFIX = "param.";

    /** What StartupMessage reads for itself: a server setting of that name could change who logs in. */
    private static final Set<String> STARTUP_FIELDS = Set.of("user", "database", "replication");
    /** Server settings that a property or the driver itself decides. */
    private static final Map<String, String> DECIDED_ELSEWHERE = Map.of(
            "client_encoding", "the client encoding is always UTF8",
            "datestyle", "the driver reads dates in ISO style",
            "timezone", "use the property timeZone",
            "application_name", "use the property ApplicationName",
            "search_path", "use the property currentSchema",
            "options", "use the property options");

    /** Where a value comes from; later ones count more. */
    public enum Source {
        /** What holds when nobody says otherwise: {@code DriverManager}'s login timeout, say. */
        FALLBACK,
        /** libpq's environment variables, with {@code useEnvironment=true}. */
        ENVIRONMENT,
        /** A section of the service file. */
        SERVICE,
        /** {@code Properties} given to the driver, setters of a DataSource. */
        PROPERTIES,
        URL,
        /** Arguments of the very call that connects: {@code getConnection(user, password)}. */
        CALL
    }

    private record Setting(String value, Source source) {}

    private final Map<Option, Setting> options = new EnumMap<>(Option.class);
    private final Map<String, Setting> parameters = new LinkedHashMap<>();
    private final List<String> warnings = new ArrayList<>();
    private SSLContext sslContext;
    private CredentialsProvider credentialsProvider;
    private ConnectionObserver connectionObserver;
    private OAuthTokenProvider oauthTokenProvider;
    private OAuthDevicePrompt oauthDevicePrompt;
    private List<TypeCodec<?>> typeCodecs = List.of();
    private String url;

    public Settings copy() {
        var copy = new Settings();
        copy.options.putAll(options);
        copy.parameters.putAll(parameters);
        copy.warnings.addAll(warnings);
        copy.sslContext = sslContext;
        copy.credentialsProvider = credentialsProvider;
        copy.connectionObserver = connectionObserver;
        copy.oauthTokenProvider = oauthTokenProvider;
        copy.oauthDevicePrompt = oauthDevicePrompt;
        copy.typeCodecs = typeCodecs;
        copy.url = url;
        return copy;
    }

    /** Takes over all that the others say, each value with the rank of its own source. */
    public Settings add(Settings others) {
        others.options.forEach((option, setting) -> putRanked(options, option, setting));
        others.parameters.forEach((name, setting) -> putRanked(parameters, name, setting));
        warnings.addAll(others.warnings);
        if (others.oauthTokenProvider != null) {
            oauthTokenProvider = others.oauthTokenProvider;
        }
        if (others.oauthDevicePrompt != null) {
            oauthDevicePrompt = others.oauthDevicePrompt;
        }
        if (others.sslContext != null) {
            sslContext = others.sslContext;
        }
        if (others.credentialsProvider != null) {
            credentialsProvider = others.credentialsProvider;
        }
        if (others.connectionObserver != null) {
            connectionObserver = others.connectionObserver;
        }
        if (!others.typeCodecs.isEmpty()) {
            typeCodecs = others.typeCodecs;
        }
        if (others.url != null) {
            url = others.url;
        }
        return this;
    }

    private static <K> void putRanked(Map<K, Setting> settings, K key, Setting setting) {
        Setting present = settings.get(key);
        if (present == null || present.source.compareTo(setting.source) <= 0) {
            settings.put(key, setting);
        }
    }

    /** Who is asked for the credentials of each physical connection; null for nobody. */
    public Settings credentialsProvider(CredentialsProvider provider) {
        credentialsProvider = provider;
        return this;
    }

    Optional<CredentialsProvider> credentialsProvider() {
        return Optional.ofNullable(credentialsProvider);
    }

    /** Who is told what connections do; null for nobody. */
    public Settings connectionObserver(ConnectionObserver observer) {
        connectionObserver = observer;
        return this;
    }

    Optional<ConnectionObserver> connectionObserver() {
        return Optional.ofNullable(connectionObserver);
    }

    /** The user's own, for types that are not built in. */
    public Settings typeCodecs(List<TypeCodec<?>> codecs) {
        typeCodecs = List.copyOf(codecs);
        return this;
    }

    List<TypeCodec<?>> typeCodecs() {
        return typeCodecs;
    }

    /** The value as it was given, of the source that counts; empty if none gave one. */
    public Optional<String> get(Option option) {
        return options.containsKey(option) ? Optional.of(options.get(option).value) : Optional.empty();
    }

    /**
     * Gives an option a value, unless a higher source has. The value is read in {@link #build()}.
     *
     * @throws SQLException if the value holds a zero character
     */
    public Settings put(Option option, String value, Source source) throws SQLException {
        // In the startup message a zero ends a value, and what follows it would be read as further settings.
        if (value.indexOf('\0') >= 0) {
            throw SqlErrors.badConfiguration(
                    "The value of property " + option.propertyName() + " holds a zero character");
        }
        putRanked(options, option, new Setting(value, source));
        return this;
    }

    /**
     * As whom the call that connects wants to log in: a password given here counts alone, without the SCRAM keys and the
     * provider that others have named, and a user given here is not exchanged by a provider.
     *
     * @param user null for the one that others have named
     * @param password null for what others have named to prove it
     */
    public Settings login(String user, String password) throws SQLException {
        if (user != null) {
            put(Option.USER, user, Source.CALL);
        }
        if (password != null) {
            put(Option.PASSWORD, password, Source.CALL);
            // Not removed: a service file or the environment may name them still.
            put(Option.SCRAM_CLIENT_KEY, "", Source.CALL);
            put(Option.SCRAM_SERVER_KEY, "", Source.CALL);
            credentialsProvider = null;
        } else if (user != null && credentialsProvider != null) {
            credentialsProvider = onlyFor(user, credentialsProvider);
        }
        return this;
    }

    private static CredentialsProvider onlyFor(String user, CredentialsProvider provider) {
        return server -> {
            CredentialsProvider.Login login = provider.login(server);
            if (login != null && !login.user().equals(user)) {
                throw ConnectErrors.otherUser(user, login.user());
            }
            return login;
        };
    }

    /**
     * Gives whatever goes by that name a value.
     *
     * @return false if nothing does
     * @throws SQLException if the property is known and not to be had with that value
     */
    public boolean put(String name, String value, Source source) throws SQLException {
        Optional<Option> option = Option.find(name);
        if (option.isPresent()) {
            put(option.get(), value, source);
            return true;
        }
        if (name.regionMatches(true, 0, PARAMETER_PREFIX, 0, PARAMETER_PREFIX.length())) {
            putParameter(name.substring(PARAMETER_PREFIX.length()), value, source);
            return true;
        }
        Optional<OtherProperty> other = OtherProperty.find(name);
        if (other.isPresent()) {
            judge(other.get(), value);
            return true;
        }
        return false;
    }

    /** As {@link #put(String, String, Source)}, for a caller to whom an unknown name is an error. */
    public void require(String name, String value, Source source) throws SQLException {
        if (!put(name, value, source)) {
            throw SqlErrors.badConfiguration("Property " + name + " is not known" + NearestName.hint(name));
        }
    }

    /** Forgets what was given by that name, if anything. */
    public void remove(String name) {
        Optional<Option> option = Option.find(name);
        if (option.isPresent()) {
            options.remove(option.get());
        } else if (name.regionMatches(true, 0, PARAMETER_PREFIX, 0, PARAMETER_PREFIX.length())) {
            parameters.remove(name.substring(PARAMETER_PREFIX.length()).toLowerCase(Locale.ROOT));
        }
    }

    /** All values that were given, by the names of their properties, but those that are or may hold secrets. */
    public Map<String, String> withoutSecrets() {
        var values = new LinkedHashMap<String, String>();
        options.forEach((option, setting) -> {
            if (!option.keptOutOfUrl()) {
                values.put(option.propertyName(), setting.value);
            }
        });
        parameters().forEach((name, value) -> values.put(PARAMETER_PREFIX + name, value));
        return values;
    }

    /**
     * Takes over all entries, defaults included. An unknown one is a warning, since frameworks put their own there; of two
     * spellings of one name the canonical one counts.
     */
    public Settings putAll(Properties properties) throws SQLException {
        List<String> names = new ArrayList<>(properties.stringPropertyNames());
        Collections.sort(names);
        for (String name : names) {
            if (!isCanonical(name)) {
                putKnown(name, properties.getProperty(name));
            }
        }
        for (String name : names) {
            if (isCanonical(name)) {
                putKnown(name, properties.getProperty(name));
            }
        }
        for (var entry : properties.entrySet()) {
            if (entry.getKey() instanceof String name && !(entry.getValue() instanceof String)) {
                putObject(name, entry.getValue());
            }
        }
        return this;
    }

    private void putKnown(String name, String value) throws SQLException {
        if (!put(name, value, Source.PROPERTIES)) {
            warnings.add("Property " + name + " is not known and was ignored" + NearestName.hint(name));
        }
    }

    /** Who is asked for OAuth tokens; null for nobody. */
    public Settings oauthTokenProvider(OAuthTokenProvider provider) {
        oauthTokenProvider = provider;
        return this;
    }

    Optional<OAuthTokenProvider> oauthTokenProvider() {
        return Optional.ofNullable(oauthTokenProvider);
    }

    /** Who tells the user how to log in by the device flow; null for the log. */
    public Settings oauthDevicePrompt(OAuthDevicePrompt prompt) {
        oauthDevicePrompt = prompt;
        return this;
    }

    Optional<OAuthDevicePrompt> oauthDevicePrompt() {
        return Optional.ofNullable(oauthDevicePrompt);
    }

    boolean saysAnythingOfOAuth() {
        return oauthTokenProvider != null
                || options.containsKey(Option.OAUTH_TOKEN)
                || options.containsKey(Option.OAUTH_ISSUER)
                || options.containsKey(Option.OAUTH_CLIENT_ID)
                || options.containsKey(Option.OAUTH_CLIENT_SECRET);
    }

    /** Makes TLS as the application set it up; no certificate file is read then. */
    public Settings sslContext(SSLContext context) {
        sslContext = context;
        return this;
    }

    Optional<SSLContext> sslContext() {
        return Optional.ofNullable(sslContext);
    }

    /** Objects of the application's; and hand-written code puts numbers there, which {@code getProperty} does not see. */
    private void putObject(String name, Object value) throws SQLException {
        if (name.equalsIgnoreCase("sslContext")) {
            if (!(value instanceof SSLContext context)) {
                throw SqlErrors.badConfiguration("Property sslContext must be a javax.net.ssl.SSLContext, and is a "
                        + value.getClass().getName());
            }
            sslContext(context);
            return;
        }
        if (name.equalsIgnoreCase(OtherProperty.CREDENTIALS_PROVIDER)
                && value instanceof CredentialsProvider provider) {
            credentialsProvider = provider;
            return;
        }
        if (name.equalsIgnoreCase(OtherProperty.CONNECTION_OBSERVER) && value instanceof ConnectionObserver observer) {
            connectionObserver = observer;
            return;
        }
        if (name.equalsIgnoreCase(OtherProperty.OAUTH_TOKEN_PROVIDER) && value instanceof OAuthTokenProvider provider) {
            oauthTokenProvider = provider;
            return;
        }
        if (name.equalsIgnoreCase(OtherProperty.OAUTH_DEVICE_PROMPT) && value instanceof OAuthDevicePrompt prompt) {
            oauthDevicePrompt = prompt;
            return;
        }
        if (name.equalsIgnoreCase(OtherProperty.TYPE_CODECS)) {
            typeCodecs(typeCodecsOf(value));
            return;
        }
        boolean plain = value instanceof Number || value instanceof Boolean;
        if (!plain || !put(name, value.toString(), Source.PROPERTIES)) {
            warnings.add("Property " + name + " was ignored: its value is a "
                    + value.getClass().getName() + " and should be a String");
        }
    }

    private static List<TypeCodec<?>> typeCodecsOf(Object value) throws SQLException {
        List<TypeCodec<?>> codecs = new ArrayList<>();
        for (Object each : value instanceof Collection<?> several ? several : List.of(value)) {
            if (!(each instanceof TypeCodec<?> codec)) {
                throw SqlErrors.badConfiguration(
                        "Property typeCodecs must be a list of io.howdah.api.TypeCodec, and holds "
                                + (each == null
                                        ? "null"
                                        : "a " + each.getClass().getName()));
            }
            codecs.add(codec);
        }
        return codecs;
    }

    private static boolean isCanonical(String name) {
        Optional<Option> option = Option.find(name);
        return option.isPresent() && option.get().propertyName().equals(name);
    }

    private void putParameter(String name, String value, Source source) throws SQLException {
        if (!isParameterName(name)) {
            throw SqlErrors.badConfiguration("What follows " + PARAMETER_PREFIX
                    + " in the name of a property is not the name of a server setting");
        }
        String key = name.toLowerCase(Locale.ROOT);
        if (STARTUP_FIELDS.contains(key) || key.startsWith("_pq_")) {
            throw SqlErrors.badConfiguration(
                    "Property " + PARAMETER_PREFIX + key + " is refused: it is no plain setting");
        }
        if (DECIDED_ELSEWHERE.containsKey(key)) {
            throw SqlErrors.badConfiguration(
                    "Property " + PARAMETER_PREFIX + key + " is refused: " + DECIDED_ELSEWHERE.get(key));
        }
        if (value.indexOf('\0') >= 0) {
            throw SqlErrors.badConfiguration(
                    "The value of a property " + PARAMETER_PREFIX + ".. holds a zero character");
        }
        putRanked(parameters, key, new Setting(value, source));
    }

    /** Words with a dot between each two; in a word letters and underscores, behind its first digits and {@code $} too. */
    private static boolean isParameterName(String name) {
        boolean wordBegins = true;
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            boolean letter = c == '_' || c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z';
            boolean insideWord = c == '$' || c == '.' || c >= '0' && c <= '9';
            if (!letter && (wordBegins || !insideWord)) {
                return false;
            }
            wordBegins = c == '.';
        }
        return !wordBegins;
    }

    private void judge(OtherProperty property, String value) throws SQLException {
        if (property.asksForNothing(value)) {
            return;
        }
        if (property.verdict() != OtherProperty.Verdict.IGNORED) {
            throw SqlErrors.badConfiguration(property.message());
        }
        if (!warnings.contains(property.message())) {
            warnings.add(property.message());
        }
    }

    /** The URL the values came from, already without secrets. */
    Settings url(String safeUrl) {
        url = safeUrl;
        return this;
    }

    /** The URL the values came from, without secrets; null if they came from none. */
    public String safeUrl() {
        return url;
    }

    /** The URL the values came from, else one that says the same; without secrets. */
    String url(List<HostSpec> hosts) {
        return url != null ? url : UrlWriter.write(this, hosts);
    }

    /** The values of {@code param.<name>}, by name in lower case. */
    Map<String, String> parameters() {
        var values = new LinkedHashMap<String, String>();
        for (var parameter : parameters.entrySet()) {
            values.put(parameter.getKey(), parameter.getValue().value);
        }
        return values;
    }

    /** What was left aside, a sentence each. */
    public List<String> warnings() {
        return Collections.unmodifiableList(warnings);
    }

    /**
     * Reads all values and checks them, alone and together.
     *
     * @throws SQLException naming the property whose value cannot be used
     */
    public ParsedConfig build() throws SQLException {
        boolean complete =
                get(Option.SERVICE).isEmpty() && get(Option.USE_ENVIRONMENT).isEmpty();
        return complete ? assemble() : build(Surroundings.ofThisProcess());
    }

    /** As {@link #build()}, with what the process would lend. */
    ParsedConfig build(Surroundings surroundings) throws SQLException {
        Settings all = copy();
        if (new OptionReader(all).flag(Option.USE_ENVIRONMENT)) {
            surroundings.environmentInto(all);
        }
        if (!all.get(Option.SERVICE).orElse("").isEmpty()) {
            ServiceFile.readInto(all, surroundings);
        }
        return all.assemble();
    }

    private ParsedConfig assemble() throws SQLException {
        return new ParsedConfig(new ConfigAssembly(this).assemble(), warnings);
    }
}
