package io.howdah.api;

import java.io.InputStream;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/** A base backup that is arriving, file by file. For one thread. */
public interface BaseBackup extends AutoCloseable {
    /** From where the log is needed. */
    LogSequenceNumber start();

    long timeline();

    /** The base directory, which has no OID, among them. */
    List<Tablespace> tablespaces();

    /**
     * Goes on to the next file; what is left of the one before is passed over.
     *
     * @return empty behind the last, when the backup is complete
     * @throws SQLException the server's error; 08006 if the connection is lost, or the server silent for {@code socketTimeout}
     */
    Optional<File> next() throws SQLException;

    /** Up to where the log is needed; empty before the backup is complete. */
    Optional<LogSequenceNumber> end();

    /** How many bytes the server says to have done; 0 unless progress was asked for, and before version 15. */
    long bytesDone();

    /** Ends it: if it is not complete, the server is asked to cancel. */
    @Override
    void close() throws SQLException;

    /**
     * A part of the cluster.
     *
     * @param oid 0 for the base directory
     * @param location a path of the server's; empty for the base directory
     * @param kilobytes about; 0 unless progress was asked for
     */
    record Tablespace(long oid, String location, long kilobytes) {}

    /** What a file is. */
    enum Kind {
        /** A tar archive, compressed if that was asked for. */
        ARCHIVE,
        MANIFEST
    }

    /**
     * A file of the backup.
     *
     * @param name such as {@code base.tar}, {@code 16385.tar}, {@code backup_manifest}
     * @param stream its bytes; over with the next file. What it throws has the server's SQLException as its cause
     */
    record File(Kind kind, String name, InputStream stream) {}
}
