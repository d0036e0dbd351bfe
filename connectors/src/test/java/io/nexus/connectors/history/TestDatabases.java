package io.nexus.connectors.history;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.EnumMap;
import java.util.Map;

/** The database servers of this process: each starts when it is first asked for and ends with the process. */
final class TestDatabases {
    private static final Map<TestDatabase.Kind, TestDatabase> DATABASE_BY_KIND = new EnumMap<>(TestDatabase.Kind.class);

    private TestDatabases() {}

    /** A running server; a test without one is skipped. */
    static synchronized TestDatabase get(TestDatabase.Kind kind) throws SQLException, IOException {
        TestDatabase known = DATABASE_BY_KIND.get(kind);
        if (known == null) {
            Path target = Files.createDirectories(Path.of("target"));
            Path directory = Files.createTempDirectory(target.toAbsolutePath(), "databases");
            known = kind == TestDatabase.Kind.H2 ? H2TestServer.start(directory) : PostgresServer.start(directory);
            DATABASE_BY_KIND.put(kind, known);
        }
        return known;
    }
}
