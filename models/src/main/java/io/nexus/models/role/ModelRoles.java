package io.nexus.models.role;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;

/** The 71 roles, in the order of their ids, as the program's own {@code PRODUCTION/manifest.json} has them. */
public final class ModelRoles {
    public static final int COUNT = 71;

    private static final String MANIFEST = "/PRODUCTION/" + Manifest.FILE;
    private static final List<ModelEntry> ALL = read();

    private ModelRoles() {}

    public static List<ModelEntry> all() {
        return ALL;
    }

    /** Role of an id, 0 to 70. */
    public static ModelEntry role(int id) {
        return ALL.get(id);
    }

    private static List<ModelEntry> read() {
        try (InputStream stream = ModelRoles.class.getResourceAsStream(MANIFEST)) {
            if (stream == null) {
                throw new IllegalStateException(MANIFEST + " is not in this program: it was packaged without it");
            }
            return Manifest.read(stream.readAllBytes()).models();
        } catch (IOException e) {
            throw new UncheckedIOException(MANIFEST, e);
        }
    }
}
