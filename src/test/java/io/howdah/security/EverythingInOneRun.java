package io.howdah.security;

import io.howdah.Driver;
import io.howdah.datasource.HowdahDataSource;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.io.Reader;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.Properties;

/**
 * A program that does what might leave traces, for {@link TracesServerTest} to look for them: large streams of unknown
 * length, XML, logins that succeed and fail, with all that can be said of them printed.
 */
final class EverythingInOneRun {
    private static final int LARGE = 12 << 20;

    private EverythingInOneRun() {}

    /** @param urls one per line of the file named, which no list of processes shows */
    public static void main(String[] files) throws Exception {
        for (String url : Files.readAllLines(Path.of(files[0]))) {
            try (Connection connection = DriverManager.getConnection(url)) {
                System.out.println(connection + " " + connection.getMetaData().getURL());
                work(connection);
            } catch (SQLException e) {
                e.printStackTrace();
            }
            Arrays.stream(new Driver().getPropertyInfo(url, new Properties()))
                    .forEach(info -> System.out.println(info.name + "=" + info.value));
            var source = new HowdahDataSource();
            source.setUrl(url);
            System.out.println(source + " " + source.getUrl() + " " + source.getReference());
        }
        System.out.println("done");
    }

    private static void work(Connection connection) throws SQLException {
        try (var select = connection.prepareStatement("select length(?::bytea), length(?::text), ?::xml::text")) {
            InputStream bytes = new ByteArrayInputStream(new byte[LARGE]);
            Reader text = new StringReader("x".repeat(LARGE));
            select.setBinaryStream(1, bytes);
            select.setCharacterStream(2, text);
            var xml = connection.createSQLXML();
            xml.setString("<a/>");
            select.setSQLXML(3, xml);
            try (var rows = select.executeQuery()) {
                rows.next();
                System.out.println(rows.getInt(1) + " " + rows.getInt(2) + " " + rows.getString(3));
            }
        }
    }
}
