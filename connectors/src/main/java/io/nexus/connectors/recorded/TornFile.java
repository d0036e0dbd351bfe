package io.nexus.connectors.recorded;

import java.io.BufferedOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A gzip file that a killed process may have left without its end: whatever is appended to it could not be read. */
final class TornFile {
    private static final Logger LOG = LoggerFactory.getLogger(TornFile.class);
    private static final int BUFFER_BYTES = 1 << 16;

    private TornFile() {}

    /** Replaces a file, at once and whole, by its lines that can be read to their end.
     *
     * @throws IOException if it can't be read for another reason, or not be written */
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
        try {
            while (lines.next()) {
                out.write(lines.bytes(), lines.start(), lines.end() - lines.start());
                out.write('\n');
                copied++;
            }
        } catch (UncheckedIOException e) {
            IOException cause = e.getCause();
            if (!(cause instanceof EOFException) && !(cause instanceof ZipException)) {
                throw cause;
            }
            LOG.warn("{} has no proper end ({}); its first {} lines stay", file, cause.toString(), copied);
        }
    }
}
