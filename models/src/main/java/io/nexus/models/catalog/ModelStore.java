package io.nexus.models.catalog;

import io.nexus.models.folder.ModelReader;
import io.nexus.models.folder.ModelSource;
import io.nexus.models.folder.Sha256;
import io.nexus.models.serving.Limits;
import io.nexus.models.serving.ModelImage;
import io.nexus.models.serving.Refusal;
import io.nexus.models.serving.RefusedException;
import java.io.IOException;
import java.lang.ref.WeakReference;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Models that this process has read, one image for all tasks that ask it. An image that no task holds any more may be forgotten. */
public final class ModelStore {
    private static final Map<String, WeakReference<ModelImage>> IMAGES = new ConcurrentHashMap<>();

    private ModelStore() {}

    /** The model of a file, read once.
     *
     * @throws RefusedException if it is refused, or its bytes are not those that were agreed upon
     * @throws IOException if it can't be read */
    public static ModelImage image(ModelPlace place, ServedFile file) throws RefusedException, IOException {
        String key = file.sha256() + ' ' + file.file(); // the name tells the format, too
        ModelImage known = known(key);
        if (known != null) {
            return known;
        }
        synchronized (IMAGES) { // reading two at once would take twice the memory
            ModelImage now = known(key);
            if (now != null) {
                return now;
            }
            ModelImage read = read(place.source(), file);
            IMAGES.put(key, new WeakReference<>(read));
            return read;
        }
    }

    private static @Nullable ModelImage known(String key) {
        WeakReference<ModelImage> reference = IMAGES.get(key);
        return reference == null ? null : reference.get();
    }

    private static ModelImage read(ModelSource source, ServedFile file) throws RefusedException, IOException {
        byte[] content = source.read(file.file(), Limits.DEFAULT.fileBytes());
        String sha256 = Sha256.of(content);
        if (!sha256.equals(file.sha256())) {
            throw new RefusedException(
                    Refusal.INCONSISTENT,
                    file.file() + " has SHA-256 " + sha256 + ", agreed upon is " + file.sha256(),
                    "nexus models diff, then nexus models lock");
        }
        return ModelReader.read(file.file(), content, Limits.DEFAULT).image();
    }
}
