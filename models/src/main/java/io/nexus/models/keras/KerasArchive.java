package io.nexus.models.keras;

import io.nexus.models.serving.Limits;
import io.nexus.models.serving.Refusal;
import io.nexus.models.serving.RefusedException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.HashMap;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.jspecify.annotations.Nullable;

/** The three entries of a {@code .keras} file. Unpacks in memory and within limits; no path is followed. */
final class KerasArchive {
    private static final String METADATA = "metadata.json";
    private static final String CONFIG = "config.json";
    private static final String WEIGHTS = "model.weights.h5";
    /** Of a JSON entry. */
    private static final int JSON_BYTES = 16 << 20;
    /** No file of Keras has more, with assets. */
    private static final int ENTRIES = 1000;
    /** Unpacked bytes per packed byte; weights are hardly compressible and Keras does not compress them. */
    private static final int RATIO = 100;

    private final Map<String, byte[]> entries = new HashMap<>();

    private KerasArchive() {}

    /** Unpacks an archive.
     *
     * @throws RefusedException if it is damaged, too large, or lacks an entry */
    static KerasArchive read(byte[] content, Limits limits) throws RefusedException {
        KerasArchive archive = new KerasArchive();
        long most = Math.min(limits.fileBytes(), (long) content.length * RATIO);
        try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(content))) {
            archive.unpack(zip, most);
        } catch (IOException | IllegalArgumentException e) {
            if (archive.entries.isEmpty()) {
                throw noKeras();
            }
            throw Reasons.broken("this .keras archive does not unpack: " + e.getMessage());
        }
        return archive;
    }

    byte[] config() throws RefusedException {
        byte[] found = entries.get(CONFIG);
        if (found == null) {
            throw noKeras();
        }
        return found;
    }

    private static RefusedException noKeras() {
        return new RefusedException(
                Refusal.OTHER_FORMAT,
                "no " + CONFIG + " unpacks from this archive, so it is no Keras model or cut short",
                Reasons.SAVE_AGAIN);
    }

    byte[] metadata() throws RefusedException {
        return present(METADATA);
    }

    byte[] weights() throws RefusedException {
        return present(WEIGHTS);
    }

    private byte[] present(String name) throws RefusedException {
        byte[] found = entries.get(name);
        if (found == null) {
            throw Reasons.inconsistent("this .keras archive has no " + name);
        }
        return found;
    }

    private void unpack(ZipInputStream zip, long most) throws IOException, RefusedException {
        long left = most;
        int count = 0;
        for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
            String name = entry.getName();
            checkName(name);
            count++;
            if (count > ENTRIES) {
                throw Reasons.tooLarge("this .keras archive has more than " + ENTRIES + " entries");
            }
            boolean json = name.equals(METADATA) || name.equals(CONFIG);
            long bytes = json ? Math.min(left, JSON_BYTES) : left;
            if (json || name.equals(WEIGHTS)) {
                byte[] content = zip.readNBytes((int) Math.min(bytes + 1, Integer.MAX_VALUE - 8));
                checkSize(name, content.length, bytes);
                left -= content.length;
                if (entries.put(name, content) != null) {
                    throw Reasons.inconsistent("this .keras archive has two entries " + name);
                }
            } else {
                left -= skip(zip, name, bytes);
            }
        }
    }

    private static long skip(InputStream zip, String name, long bytes) throws IOException, RefusedException {
        long skipped = 0;
        byte[] buffer = new byte[1 << 16];
        for (int read = zip.read(buffer); read >= 0; read = zip.read(buffer)) {
            skipped += read;
            checkSize(name, skipped, bytes);
        }
        return skipped;
    }

    private static void checkSize(String name, long size, long most) throws RefusedException {
        if (size > most) {
            throw Reasons.tooLarge("entry " + Reasons.quoted(name) + " of this .keras archive unpacks to more than "
                    + most + " bytes");
        }
    }

    private static void checkName(@Nullable String name) throws RefusedException {
        if (name == null || name.startsWith("/") || name.contains("..") || name.contains("\\") || name.contains(":")) {
            throw new RefusedException(
                    Refusal.OUTSIDE_FILE,
                    "this .keras archive has an entry with a path outside: " + Reasons.quoted(String.valueOf(name)),
                    Reasons.SAVE_AGAIN);
        }
    }
}
