package io.howdah.replication;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.howdah.api.BackupRequest;
import io.howdah.api.BackupRequest.Manifest;
import io.howdah.api.BaseBackup;
import io.howdah.api.LogSequenceNumber;
import io.howdah.testserver.OnEveryRelease;
import io.howdah.testserver.ServerOptions;
import io.howdah.testserver.TestServer;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.zip.GZIPInputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
class BaseBackupServerTest {
    @Test
    void aServerStartsFromABackup() throws SQLException {
        try (var primary = TestServer.startEmbedded(ServerOptions.defaults())) {
            ChangeDataCaptureServerTest.run(
                    connect(primary), "create table t (x text)", "insert into t values ('kept')");
            try (var restored = TestServer.startRestored(ServerOptions.defaults(), data -> restore(primary, data));
                    var connection = restored.connect()) {
                assertThat(ChangeDataCaptureServerTest.one(connection, "select x from t"))
                        .isEqualTo("kept");
            }
        }
    }

    private static java.sql.Connection connect(TestServer server) throws SQLException {
        return server.connect();
    }

    private static void restore(TestServer primary, Path data) throws IOException {
        try (var connection = primary.connect("replication=true");
                var backup = ReplicationServerTest.replication(connection)
                        .baseBackup(BackupRequest.labelled("test").fast().includingWal())) {
            BaseBackup.File file = backup.next().orElseThrow();
            assertThat(file.name()).isEqualTo("base.tar");
            unpack(file.stream(), data);
            assertThat(backup.next()).isEmpty();
            assertThat(backup.end().orElseThrow()).isGreaterThan(backup.start());
        } catch (SQLException e) {
            throw new IOException(e);
        }
    }

    private static void unpack(InputStream tar, Path data) throws IOException {
        var archive = new TarArchiveInputStream(tar);
        for (var entry = archive.getNextEntry(); entry != null; entry = archive.getNextEntry()) {
            Path path = data.resolve(entry.getName());
            if (entry.isDirectory()) {
                Files.createDirectories(path);
                Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rwx------"));
            } else {
                Files.copy(archive, path);
                Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rw-------"));
            }
        }
    }

    @OnEveryRelease
    void everyReleaseSendsAnArchive(TestServer server) throws SQLException, IOException {
        boolean hasManifest = server.major() >= 13;
        try (var connection = server.connect("replication=true")) {
            var request = BackupRequest.labelled("it's \\ a label").fast().withProgress();
            List<String> names = new ArrayList<>();
            Set<String> entries = new TreeSet<>();
            try (var backup = ReplicationServerTest.replication(connection)
                    .baseBackup(hasManifest ? request.withManifest(Manifest.YES) : request)) {
                assertThat(backup.start()).isGreaterThan(LogSequenceNumber.INVALID);
                assertThat(backup.tablespaces()).hasSize(1);
                assertThat(backup.tablespaces().get(0).kilobytes()).isPositive();
                for (var file = backup.next(); file.isPresent(); file = backup.next()) {
                    names.add(file.get().name());
                    if (file.get().kind() == BaseBackup.Kind.MANIFEST) {
                        assertThat(new String(file.get().stream().readAllBytes(), UTF_8))
                                .contains("PostgreSQL-Backup-Manifest-Version");
                        continue;
                    }
                    var archive = new TarArchiveInputStream(file.get().stream());
                    for (var entry = archive.getNextEntry(); entry != null; entry = archive.getNextEntry()) {
                        entries.add(entry.getName());
                        if (entry.getName().equals("backup_label")) {
                            assertThat(new String(archive.readAllBytes(), UTF_8))
                                    .contains("LABEL: it's \\ a label");
                        }
                    }
                }
                if (server.major() >= 15) {
                    assertThat(backup.bytesDone()).isPositive();
                }
                assertThat(backup.end()).isPresent();
            }
            assertThat(names).isEqualTo(hasManifest ? List.of("base.tar", "backup_manifest") : List.of("base.tar"));
            assertThat(entries).contains("PG_VERSION", "backup_label", "global/pg_control");
            assertThat(ReplicationServerTest.replication(connection)
                            .identifySystem()
                            .timeline())
                    .isEqualTo(1);
        }
    }

    @Test
    void aBackupMayBeCompressedAndClosedEarly() throws SQLException, IOException {
        try (var connection = TestServer.shared().connect("replication=true")) {
            var replication = ReplicationServerTest.replication(connection);
            try (var backup = replication.baseBackup(BackupRequest.labelled("z")
                    .fast()
                    .compressed("gzip")
                    .withOption("COMPRESSION_DETAIL", "'level=1'"))) {
                BaseBackup.File file = backup.next().orElseThrow();
                assertThat(file.name()).isEqualTo("base.tar.gz");
                var archive = new TarArchiveInputStream(new GZIPInputStream(file.stream()));
                assertThat(archive.getNextEntry().getName()).isEqualTo("backup_label");
            }
            assertThat(replication.identifySystem().timeline()).isEqualTo(1);
            assertThatThrownBy(() ->
                            replication.baseBackup(BackupRequest.labelled("z").compressed("stone")))
                    .isInstanceOf(SQLException.class);
            assertThat(replication.identifySystem().timeline()).isEqualTo(1);
        }
    }
}
