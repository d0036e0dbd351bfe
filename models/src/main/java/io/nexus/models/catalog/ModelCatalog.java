package io.nexus.models.catalog;

import io.nexus.models.role.ModelStatus;
import io.nexus.models.role.ModelUse;
import java.io.IOException;
import java.io.InputStream;
import java.io.Serializable;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** All 71 models, each checked once when the catalogue is made; immutable. A model that is missing, broken or out of
 * contract answers through its fallback: that is a verdict here, never an exception later. */
public final class ModelCatalog implements Serializable {
    private static final long serialVersionUID = 1;

    public static final int SIZE = 71;

    private static final String RESOURCES = "/PRODUCTION/";

    private final List<ModelEntry> entries;
    private final List<ModelVerdict> verdicts;

    private ModelCatalog(List<ModelEntry> entries, List<ModelVerdict> verdicts) {
        this.entries = List.copyOf(entries);
        this.verdicts = List.copyOf(verdicts);
    }

    /** The catalogue packaged with this program.
     *
     * @throws IllegalArgumentException if the manifest is not there or unreadable */
    public static ModelCatalog bundled() {
        return load(ModelCatalog::resource);
    }

    /** The catalogue of a folder laid out like {@code models/PRODUCTION}.
     *
     * @throws IllegalArgumentException if the manifest is not there or unreadable */
    public static ModelCatalog in(Path production) {
        return load(name -> file(production.resolve(name)));
    }

    /** Reads manifest and artifacts by their name below PRODUCTION. */
    static ModelCatalog load(Function<String, byte @Nullable []> read) {
        byte[] manifest = read.apply(Manifest.FILE);
        if (manifest == null) {
            throw new IllegalArgumentException("no " + Manifest.FILE + " beside the models");
        }
        List<ModelEntry> entries = Manifest.read(manifest).models();
        List<ModelVerdict> verdicts = new ArrayList<>();
        for (ModelEntry entry : entries) {
            verdicts.add(check(entry, read));
        }
        return new ModelCatalog(entries, verdicts);
    }

    private static ModelVerdict check(ModelEntry entry, Function<String, byte @Nullable []> read) {
        try {
            return ArtifactCheck.check(entry, entry.sha256() == null ? null : read.apply(entry.file()));
        } catch (UncheckedIOException e) {
            return ModelVerdict.of(Fault.MISSING_FILE, "unreadable: " + e.getMessage());
        }
    }

    public List<ModelEntry> entries() {
        return entries;
    }

    /** Row of an id, 0 to 70. */
    public ModelEntry entry(int id) {
        return entries.get(id);
    }

    /** What the check of an id's artifact said. */
    public ModelVerdict verdict(int id) {
        return verdicts.get(id);
    }

    /** Who answers for a model: itself, the first of its fallbacks that serves, else its formula. */
    public ModelUse use(int id) {
        ModelEntry entry = entry(id);
        ModelUse own = served(id);
        if (own != null) {
            return own;
        }
        for (int backup : entry.fallbackIds()) {
            ModelUse other = served(backup);
            if (other != null) {
                return other;
            }
        }
        return formula(id);
    }

    /** The last resort of a model, whether or not the model serves. */
    public ModelUse formula(int id) {
        return new ModelUse(id, entry(id).formula(), ModelStatus.FALLBACK);
    }

    /** Status of every model by {@code id-name}, in the order of ids. */
    public Map<String, ModelStatus> describe() {
        Map<String, ModelStatus> statusByModel = new LinkedHashMap<>();
        for (ModelEntry entry : entries) {
            boolean isServing = verdict(entry.id()).isServing();
            statusByModel.put(entry.id() + "-" + entry.name(), isServing ? ModelStatus.SERVING : ModelStatus.FALLBACK);
        }
        return statusByModel;
    }

    private @Nullable ModelUse served(int id) {
        String version = entry(id).version();
        return verdict(id).isServing() && version != null ? new ModelUse(id, version, ModelStatus.SERVING) : null;
    }

    private static byte @Nullable [] resource(String name) {
        try (InputStream stream = ModelCatalog.class.getResourceAsStream(RESOURCES + name)) {
            return stream == null ? null : stream.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(name, e);
        }
    }

    private static byte @Nullable [] file(Path path) {
        if (!Files.isRegularFile(path)) {
            return null;
        }
        try {
            return Files.readAllBytes(path);
        } catch (IOException e) {
            throw new UncheckedIOException(path.toString(), e);
        }
    }
}
