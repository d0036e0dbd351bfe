package io.nexus.cli.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermission;

/** A file as it was found.
 *
 * @param problem what is wrong with its content; empty if nothing is, or there is no file
 * @param isReadOnly whether its owner has taken away the right to write; it counts for the superuser, too */
record FoundFile(Path file, boolean exists, String problem, boolean isReadOnly) {
    /** Reads content, and throws if it is not whole. */
    interface Reader {
        void read(Path file) throws IOException;
    }

    static FoundFile of(Path file, Reader reader) {
        if (!Files.exists(file)) {
            return new FoundFile(file, false, "", false);
        }
        try {
            reader.read(file);
            return new FoundFile(file, true, "", isReadOnly(file));
        } catch (IOException | RuntimeException e) { // whatever a damaged file makes a parser do
            String text = String.valueOf(e.getMessage()).lines().findFirst().orElse("");
            boolean isNamed = text.contains(file.toString());
            return new FoundFile(file, true, isNamed ? text : file + " is damaged: " + text, isReadOnly(file));
        }
    }

    boolean isWhole() {
        return exists && problem.isEmpty();
    }

    static boolean isReadOnly(Path file) {
        var view = Files.getFileAttributeView(file, PosixFileAttributeView.class);
        try {
            return !Files.isWritable(file)
                    || (view != null && !view.readAttributes().permissions().contains(PosixFilePermission.OWNER_WRITE));
        } catch (IOException e) {
            return true;
        }
    }
}
