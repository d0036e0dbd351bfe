package io.nexus.connectors.recorded;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A page of {@code docs} that is made from code. Run its test with {@code -Dnexus.docs=write} to write it anew. */
final class GeneratedDocument {
    private GeneratedDocument() {}

    /** The project's folder of that name, whether tests run in the module or in the root. */
    static Path folder(String name) {
        Path fromModule = Path.of("..", name);
        return Files.isDirectory(fromModule) && !Files.isDirectory(Path.of(name)) ? fromModule : Path.of(name);
    }

    static void assertUpToDate(String page, String text) throws IOException {
        Path file = folder("docs").resolve(page);
        if (System.getProperty("nexus.docs", "").equals("write")) {
            Files.writeString(file, text);
        }

        assertThat(file)
                .as("docs/%s is out of date; run this test with -Dnexus.docs=write", page)
                .hasContent(text);
    }
}
