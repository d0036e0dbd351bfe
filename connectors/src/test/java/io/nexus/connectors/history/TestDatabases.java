package io.nexus.connectors.history;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.Map;
import java.util.stream.Stream;

/** The database servers of a test class; each starts when it is first asked for. */
final class TestDatabases implements AutoCloseable {
    private final Map<TestDatabase.Kind, TestDatabase> databaseByKind = new EnumMap<>(TestDatabase.Kind.class);
    private final Path directory;

    TestDatabases() throws IOException {
        directory = Files.createTempDirectory("nexus-history");
    }

    TestDatabase get(TestDatabase.Kind kind) throws SQLException {
        TestDatabase known = databaseByKind.get(kind);
        if (known == null) {
            known = kind == TestDatabase.Kind.H2 ? H2TestServer.start(directory) : PostgresServer.start(directory);
            databaseByKind.put(kind, known);
        }
        return known;
    }

    @Override
    public void close() throws IOException {
        databaseByKind.values().forEach(TestDatabase::close);
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
