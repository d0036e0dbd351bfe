package io.nexus.connectors.secret;

import io.nexus.connectors.file.WholeFile;
import java.io.IOException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

/** Files that only their owner may read. */
public final class SecretFile {
    private SecretFile() {}

    /** The file of a name. A name like {@code ${NEXUS_KEY_FILE}} is that of an environment variable that holds the path: a
     * variable may name a file of secrets, it never holds one.
     *
     * @throws IllegalArgumentException if there is no such variable */
    public static Path named(String name) {
        if (!name.startsWith("${") || !name.endsWith("}")) {
            return Path.of(name);
        }
        String variable = name.substring(2, name.length() - 1);
        String path = System.getenv(variable);
        if (path == null || path.isBlank()) {
            throw new IllegalArgumentException("the environment variable " + variable
                    + " should hold the path of a file, and is not set on this machine");
        }
        return Path.of(path);
    }

    /** Writes or replaces a file, at once and whole: whoever is killed now leaves none, the old or the new one.
     *
     * @throws IOException if it can't be written */
    public static void replace(Path file, byte[] content) throws IOException {
        WholeFile.replace(
                file, content, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    }
}
