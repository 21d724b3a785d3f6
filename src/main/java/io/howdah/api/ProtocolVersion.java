package io.howdah.api;

/**
 * A version of the frontend/backend protocol.
 *
 * @see <a href="https://www.postgresql.org/docs/current/protocol.html">Frontend/Backend Protocol</a>
 */
public record ProtocolVersion(int major, int minor) {
    /** What every supported server speaks. */
    public static final ProtocolVersion V3_0 = new ProtocolVersion(3, 0);
    /** PostgreSQL 18: cancel keys of up to 256 bytes. */
    public static final ProtocolVersion V3_2 = new ProtocolVersion(3, 2);

    /** As it stands in a StartupMessage: the major version in the upper two bytes. */
    public int code() {
        return major << 16 | minor;
    }

    /** The version that a {@link #code()} stands for; any code is one. */
    public static ProtocolVersion ofCode(int code) {
        return new ProtocolVersion(code >>> 16, code & 0xFFFF);
    }

    @Override
    public String toString() {
        return major + "." + minor;
    }
}
