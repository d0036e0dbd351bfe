package io.nexus.connectors.file;

import java.io.IOException;
import java.nio.file.Path;

/** A file does not hold what was written to it. */
public final class DamagedFileException extends IOException {
    private static final long serialVersionUID = 1;

    /** Names the file.
     *
     * @param problem what is wrong with its content */
    public DamagedFileException(Path file, String problem) {
        super(file + " is damaged: " + problem);
    }
}
