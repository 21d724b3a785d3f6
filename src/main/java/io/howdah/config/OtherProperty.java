package io.howdah.config;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * A property that other drivers or libpq know and this one does not honour: what is done with it, and why.
 *
 * @param why the end of the sentence "Property x is ignored: .."
 * @param harmless values (in lower case) that ask for nothing we do not do anyway; the empty one is always among them
 */
record OtherProperty(String name, List<String> aliases, Verdict verdict, String why, List<String> harmless) {

    enum Verdict {
        /** Goes by with a warning: nothing that a user could see depends on it. */
        IGNORED,
        /** An error until its feature is there: going on would not be what the user asked for. */
        NOT_YET,
        /** An error for good. */
        REFUSED
    }

    /** An object, which only {@code Properties} and DataSources can hold. */
    static final String CREDENTIALS_PROVIDER = "credentialsProvider";

    static final String CONNECTION_OBSERVER = "connectionObserver";
    static final String OAUTH_DEVICE_PROMPT = "oauthDevicePrompt";
    static final String OAUTH_TOKEN_PROVIDER = "oauthTokenProvider";

    private static final String TUNES = "it tunes another driver's inner workings";
    private static final String GSS = "Kerberos goes by the JDK's own JGSS on every system";
    private static final String IS_AN_OBJECT =
            "it is given as an object in Properties or to a DataSource, and no text can be that";
    private static final String LOADS_CLASS =
            "it names a class to load, and whoever can write the URL could run code that way";

    private static final String LOADS_TLS_CLASS = LOADS_CLASS
            + ". Give an SSLContext object as sslContext, in the Properties or to the DataSource; or certificates by"
            + " sslrootcert (system for the JVM's trust store), sslcert and sslkey";

    /** In the order of their names, those of libpq alone last. */
    static final List<OtherProperty> ALL = List.of(
            ignored("adaptiveFetch", TUNES, "false"),
            ignored("adaptiveFetchMaximum", TUNES, "-1"),
            ignored("adaptiveFetchMinimum", TUNES, "0"),
            ignored("allowEncodingChanges", "the client encoding is always UTF8", "false"),
            ignored("assumeMinServerVersion", "everything is sent at startup anyway"),
            refused("authenticationPluginClassName", LOADS_CLASS),
            ignored("binaryTransfer", "the format of each column is chosen by the driver", "true"),
            ignored("binaryTransferDisable", "the format of each column is chosen by the driver"),
            ignored("binaryTransferEnable", "the format of each column is chosen by the driver"),
            refused("classLoaderStrategy", "no class is loaded by name", "driver", "driver-first"),
            ignored("cleanupSavepoints", "the savepoints of autosave are released at once", "false", "true"),
            ignored("connectExecutor", "the caller's own thread keeps the time limit"),
            ignored("connectExecutorArg", "the caller's own thread keeps the time limit"),
            refused(CONNECTION_OBSERVER, IS_AN_OBJECT),
            ignored(
                    "convertBooleanToNumeric",
                    "the getters of numbers always read a boolean as 1 or 0",
                    "false",
                    "true"),
            refused(
                    CREDENTIALS_PROVIDER,
                    "it is an object (io.howdah.api.CredentialsProvider) in Properties or of a DataSource, never the name"
                            + " of a class"),
            ignored("databaseMetadataCacheFields", TUNES, "65536"),
            ignored("databaseMetadataCacheFieldsMiB", TUNES, "5"),
            ignored("disableColumnSanitiser", "column labels are matched both ways", "false"),
            ignored("flushCacheOnDdl", "a statement whose tables changed is prepared anew", "true", "false"),
            ignored("groupStartupParameters", "everything is sent at startup anyway", "false"),
            ignored("gsslib", GSS, "auto", "gssapi"),
            ignored("loggerFile", "logging goes through slf4j"),
            ignored("loggerLevel", "logging goes through slf4j"),
            ignored("maxSendBufferSize", TUNES, "8192"),
            refused(OAUTH_DEVICE_PROMPT, IS_AN_OBJECT),
            refused(OAUTH_TOKEN_PROVIDER, IS_AN_OBJECT),
            ignored("pemKeyAlgorithm", "a key says its algorithm itself", "rsa"),
            notYet(
                    "preferQueryMode",
                    "it cannot be chosen yet",
                    "extended",
                    "extendedforprepared",
                    "extendedcacheeverything"),
            ignored("reWriteBatchedInsertsSize", "a rewritten batch has no limit", "0"),
            refused("socketFactory", LOADS_CLASS),
            refused("socketFactoryArg", "it goes with socketFactory"),
            refused(
                    "sslContext",
                    "it is an object, not a text: an SSLContext in the Properties or given to the DataSource"),
            refused("sslfactory", LOADS_TLS_CLASS, "org.postgresql.ssl.libpqfactory"),
            refused("sslfactoryarg", "it goes with sslfactory"),
            refused("sslhostnameverifier", LOADS_CLASS + ". sslmode=verify-full compares the host name"),
            refused("sslpasswordcallback", LOADS_CLASS + ". Give sslpassword, or an SSLContext object as sslContext"),
            ignored("sspiServiceClass", GSS, "postgres"),
            ignored("unknownLength", "it is not available yet", "2147483647"),
            ignored("useSpnego", GSS, "false"),
            refused("xmlFactoryFactory", LOADS_CLASS),
            // libpq's own
            refused("client_encoding", "the client encoding is always UTF8", "auto", "utf8", "utf-8", "unicode"),
            refused(
                    "oauth_ca_file",
                    "the issuer's certificate is checked by the JVM's trust store (javax.net.ssl.trustStore)"),
            refused("requiressl", "it is obsolete. Write sslmode=require", "0"),
            ignored("sslcompression", "TLS has no compression any more", "0"),
            refused("sslkeylogfile", "it would write the keys of the connection to a file"),
            ignored("tcp_user_timeout", "Java cannot set it. socketTimeout limits how long an answer may take", "0"));

    private static final Map<String, OtherProperty> BY_NAME = ALL.stream()
            .flatMap(property ->
                    property.allNames().stream().map(name -> Map.entry(name.toLowerCase(Locale.ROOT), property)))
            .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, Map.Entry::getValue));

    /** Class names per data type: {@code datatype.geometry=com.example.Geometry}. */
    private static final OtherProperty DATA_TYPE = refused("datatype.*", LOADS_CLASS);

    /** The property of that name or alias, in any case. */
    static Optional<OtherProperty> find(String name) {
        String key = name.toLowerCase(Locale.ROOT);
        return Optional.ofNullable(key.startsWith("datatype.") ? DATA_TYPE : BY_NAME.get(key));
    }

    boolean asksForNothing(String value) {
        String key = value.strip().toLowerCase(Locale.ROOT);
        return key.isEmpty() || harmless.contains(key);
    }

    /** What is done with it, and why; without a value. */
    String message() {
        return "Property " + name
                + switch (verdict) {
                    case IGNORED -> " is ignored: " + why;
                    case NOT_YET -> " cannot have this value: " + why;
                    case REFUSED -> " is refused: " + why;
                };
    }

    List<String> allNames() {
        var names = new ArrayList<String>();
        names.add(name);
        names.addAll(aliases);
        return names;
    }

    private static OtherProperty ignored(String name, String why, String... harmless) {
        return new OtherProperty(name, List.of(), Verdict.IGNORED, why, List.of(harmless));
    }

    private static OtherProperty notYet(String name, String why, String... harmless) {
        return new OtherProperty(name, List.of(), Verdict.NOT_YET, why, List.of(harmless));
    }

    private static OtherProperty refused(String name, String why, String... harmless) {
        return new OtherProperty(name, List.of(), Verdict.REFUSED, why, List.of(harmless));
    }

    private OtherProperty alias(String... names) {
        return new OtherProperty(name, List.of(names), verdict, why, harmless);
    }
}
