package io.nexus.models.folder;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;

/** The models that are packaged with the program: those that its lock file names. */
public final class PackagedSource implements ModelSource {
    private static final String ROOT = "/PRODUCTION/";

    /** The lock file of the packaged models.
     *
     * @throws IOException if the program was packaged without it */
    public ModelLock lock() throws IOException {
        return ModelLock.read(content(ModelLock.FILE));
    }

    @Override
    public String place() {
        return "the program itself";
    }

    @Override
    public List<String> names() throws IOException {
        List<String> names = new ArrayList<>();
        for (ModelLock.Locked locked : lock().files()) {
            names.add(locked.file());
            String provenance = locked.file() + Provenance.SUFFIX;
            if (PackagedSource.class.getResource(ROOT + provenance) != null) {
                names.add(provenance);
            }
        }
        return names.stream().sorted().toList();
    }

    @Override
    public byte[] read(String name, long mostBytes) throws IOException {
        return content(name);
    }

    private static byte[] content(String name) throws IOException {
        try (InputStream stream = PackagedSource.class.getResourceAsStream(ROOT + name)) {
            if (stream == null) {
                throw new FileNotFoundException(ROOT + name + " is not in this program: it was packaged without it");
            }
            return stream.readAllBytes();
        }
    }
}
