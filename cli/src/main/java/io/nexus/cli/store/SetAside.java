package io.nexus.cli.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Where a derived store goes that is made again: nothing is deleted. */
final class SetAside {
    private static final String FOLDER = "set-aside";

    private SetAside() {}

    /** Renames a store's file or folder; does nothing if there is none.
     *
     * @return where it is now
     * @throws IOException if it can't be renamed */
    static Path move(Path root, Path path) throws IOException {
        Path folder = Files.createDirectories(root.resolve(FOLDER));
        Path target = folder.resolve(path.getFileName().toString());
        for (int i = 2; Files.exists(target); i++) {
            target = folder.resolve(path.getFileName() + "." + i);
        }
        return Files.exists(path) ? Files.move(path, target) : target;
    }
}
