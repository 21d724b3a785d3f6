package io.howdah.config;

/** The version of this driver, which {@code Driver} and {@code DatabaseMetaData} must tell alike. */
public final class DriverVersion {
    public static final int MAJOR = 0;
    public static final int MINOR = 1;
    private static final int PATCH = 0;

    /** Such as {@code 1.2.3}. */
    public static final String TEXT = MAJOR + "." + MINOR + "." + PATCH;

    private DriverVersion() {}
}
