package io.howdah.datasource;

import io.howdah.api.ConnectionObserver;
import io.howdah.api.CredentialsProvider;
import io.howdah.api.OAuthDevicePrompt;
import io.howdah.api.OAuthTokenProvider;
import io.howdah.api.TypeCodec;
import io.howdah.config.Option;
import io.howdah.config.ParsedConfig;
import io.howdah.config.Settings;
import io.howdah.config.UrlParser;
import io.howdah.connect.HostMemory;
import io.howdah.error.ConnectErrors;
import java.io.PrintWriter;
import java.sql.SQLException;
import java.util.List;
import java.util.logging.Logger;
import javax.naming.NamingException;
import javax.naming.Reference;
import javax.naming.Referenceable;
import javax.naming.StringRefAddr;
import javax.net.ssl.SSLContext;
import javax.sql.CommonDataSource;

/**
 * What all DataSources of Howdah have in common: the properties, a URL, objects that no URL can name, JNDI.
 *
 * <p>What the URL says counts more than what the setters say, and user and password of the call that connects count most: with
 * a password of the call no SCRAM keys and no provider are asked, and where the call names a user alone, a provider that
 * logs in as another is refused with 28000.
 *
 * <p>A DataSource is not serializable, since it may hold a password.
 */
public abstract class HowdahCommonDataSource extends ConnectionProperties implements CommonDataSource, Referenceable {
    private final HostMemory hostMemory = new HostMemory();
    private Settings fromUrl = new Settings();
    private String url;
    private CredentialsProvider credentialsProvider;
    private ConnectionObserver connectionObserver;
    private SSLContext sslContext;
    private OAuthTokenProvider oauthTokenProvider;
    private OAuthDevicePrompt oauthDevicePrompt;
    private List<TypeCodec<?>> typeCodecs = List.of();
    private PrintWriter logWriter;

    HowdahCommonDataSource() {}

    /**
     * A JDBC URL, or what libpq takes: {@code postgresql://..} or {@code host=db1 user=joe}. Replaces what an earlier one
     * said; null takes it back.
     *
     * @throws IllegalArgumentException for one that is malformed or has an unknown property; the message quotes nothing
     */
    public void setUrl(String url) {
        try {
            fromUrl = url == null
                    ? new Settings()
                    : UrlParser.accepts(url) ? UrlParser.read(url, null) : UrlParser.readLibpq(url);
            this.url = url == null ? null : UrlParser.accepts(url) ? fromUrl.safeUrl() : "";
        } catch (SQLException e) {
            throw ConnectErrors.badProperty(e);
        }
    }

    /** The URL that was set, without secrets; empty if it was not a JDBC URL, null if there was none. */
    public String getUrl() {
        return url;
    }

    /** As {@link #setUrl}; the name that older code uses. */
    public void setURL(String url) {
        setUrl(url);
    }

    /** As {@link #getUrl}. */
    public String getURL() {
        return getUrl();
    }

    /**
     * Who is asked for user and password of each physical connection; null for nobody. It is not asked where the call that
     * connects gives a password, and must log in as the user that the call names.
     */
    public void setCredentialsProvider(CredentialsProvider provider) {
        credentialsProvider = provider;
    }

    /** Who is told what connections do; null for nobody. */
    public void setConnectionObserver(ConnectionObserver observer) {
        connectionObserver = observer;
    }

    /** Who is asked for OAuth tokens; null for nobody. */
    public void setOauthTokenProvider(OAuthTokenProvider provider) {
        oauthTokenProvider = provider;
    }

    /** Who tells the user how to log in by OAuth's device flow; null for the log. */
    public void setOauthDevicePrompt(OAuthDevicePrompt prompt) {
        oauthDevicePrompt = prompt;
    }

    /**
     * Codecs for types that are not built in, before those that are services; of two for one type the first counts. Give
     * the same objects to all DataSources of a database: connections share what they learn of its types with those that
     * have the same codecs.
     */
    public void setTypeCodecs(List<TypeCodec<?>> codecs) {
        typeCodecs = List.copyOf(codecs);
    }

    /**
     * Makes TLS as the application set it up, and {@code sslmode} verify-full unless it says otherwise: the driver still
     * compares the host name. No certificate file is read then, and properties that name one are refused. Null takes it back.
     */
    public void setSslContext(SSLContext context) {
        sslContext = context;
    }

    /** Kept for who asks for it; this driver logs by slf4j. */
    @Override
    public void setLogWriter(PrintWriter out) {
        logWriter = out;
    }

    /** Null unless somebody set one. */
    @Override
    public PrintWriter getLogWriter() {
        return logWriter;
    }

    /** The root of slf4j's bridge, if one is installed: this driver itself logs by slf4j. */
    @Override
    public Logger getParentLogger() {
        return Logger.getLogger("io.howdah");
    }

    /** Which hosts to try last, by what became of the connections of this DataSource. */
    final HostMemory hostMemory() {
        return hostMemory;
    }

    /** All that was said, merged, for one connection. */
    final ParsedConfig configuration() throws SQLException {
        return merged().build();
    }

    /** As {@link #configuration()}, for that user; null for what is not given. */
    final ParsedConfig configuration(String user, String password) throws SQLException {
        return merged().login(user, password).build();
    }

    private Settings merged() {
        return new Settings()
                .add(settings())
                .add(fromUrl)
                .credentialsProvider(credentialsProvider)
                .connectionObserver(connectionObserver)
                .sslContext(sslContext)
                .oauthTokenProvider(oauthTokenProvider)
                .oauthDevicePrompt(oauthDevicePrompt)
                .typeCodecs(typeCodecs);
    }

    /**
     * All properties but secrets: a naming service keeps them where others may read. Whoever looks the DataSource up gives
     * the password to {@code getConnection}, or has it in a password file.
     *
     * <p>Paths of files, of certificates say, are kept as they are, and taken from a reference as from a URL.
     *
     * @throws NamingException if there is an object in it: a provider, a prompt, an SSLContext; no reference can hold that.
     *     Or if {@code options} are, which may hold tokens and are not left out in silence: {@code param.<name>} is kept
     */
    @Override
    public Reference getReference() throws NamingException {
        if (credentialsProvider != null || oauthTokenProvider != null || oauthDevicePrompt != null) {
            throw new NamingException("A DataSource with a provider or a prompt cannot be kept in a naming service");
        }
        if (sslContext != null) {
            throw new NamingException("A DataSource with an SSLContext cannot be kept in a naming service");
        }
        if (!typeCodecs.isEmpty()) {
            throw new NamingException("A DataSource with type codecs cannot be kept in a naming service");
        }
        if (connectionObserver != null) {
            throw new NamingException("A DataSource with a connection observer cannot be kept in a naming service");
        }
        Settings said = merged();
        if (said.get(Option.OPTIONS).isPresent()) {
            throw new NamingException(
                    "A DataSource with the property options, which may hold secrets, cannot be kept in a"
                            + " naming service: give server settings as param.<name>");
        }
        var reference = new Reference(getClass().getName(), HowdahObjectFactory.class.getName(), null);
        said.withoutSecrets().forEach((name, value) -> reference.add(new StringRefAddr(name, value)));
        return reference;
    }
}
