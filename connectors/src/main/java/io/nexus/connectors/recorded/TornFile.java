package io.nexus.connectors.recorded;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A gzip file that a killed process may have left without its end: whatever is appended to it could not be read. */
final class TornFile {
    private static final Logger LOG = LoggerFactory.getLogger(TornFile.class);
    private static final int BUFFER_BYTES = 1 << 16;

    private TornFile() {}

    /** Replaces a file, at once and whole, by its lines that can be read to their end.
     *
     * @throws IOException if it can't be written
     * @throws java.io.UncheckedIOException if it can't be read for another reason than its missing end */
    static void mend(Path file) throws IOException {
        Path next = file.resolveSibling(file.getFileName() + ".next");
        try (GzipLines lines = new GzipLines(List.of(file));
                OutputStream out =
                        new BufferedOutputStream(new GZIPOutputStream(Files.newOutputStream(next)), BUFFER_BYTES)) {
            copy(file, lines, out);
        }
        Files.move(next, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    private static void copy(Path file, GzipLines lines, OutputStream out) throws IOException {
        long copied = 0;
        while (lines.next()) {
            out.write(lines.bytes(), lines.start(), lines.end() - lines.start());
            out.write('\n');
            copied++;
        }
        if (lines.tornFiles() > 0) {
            LOG.warn("{} had no proper end; its first {} lines stay", file, copied);
        }
    }
}
