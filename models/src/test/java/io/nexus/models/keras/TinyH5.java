package io.nexus.models.keras;

import io.jhdf.HdfFile;
import io.jhdf.WritableHdfFile;
import io.jhdf.api.WritableGroup;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Builds HDF5 files as Keras writes them, with a handful of weights. */
final class TinyH5 {
    private final Map<String, Object> weightsByPath = new LinkedHashMap<>();

    /** A weight at a path such as {@code dense/dense/kernel:0}: its layer first. */
    TinyH5 with(String path, Object values) {
        weightsByPath.put(path, values);
        return this;
    }

    /** A file of one model with its configuration. */
    byte[] model(String version, String config) {
        return write(file -> {
            file.putAttribute("keras_version", version);
            file.putAttribute("backend", "tensorflow");
            file.putAttribute("model_config", config);
            WritableGroup weights = file.putGroup("model_weights");
            put(weights, true);
        });
    }

    /** A file of numbered weights as in an archive. */
    byte[] numbered() {
        return write(file -> put(file, false));
    }

    private void put(WritableGroup root, boolean named) {
        Map<String, WritableGroup> groups = new HashMap<>();
        groups.put("", root);
        for (Map.Entry<String, Object> weight : weightsByPath.entrySet()) {
            String path = weight.getKey();
            int slash = path.lastIndexOf('/');
            group(groups, path.substring(0, slash)).putDataset(path.substring(slash + 1), weight.getValue());
        }
        for (String layer : weightsByPath.keySet().stream()
                .map(path -> path.substring(0, path.indexOf('/')))
                .distinct()
                .toList()) {
            List<String> names = weightsByPath.keySet().stream()
                    .filter(path -> path.startsWith(layer + "/"))
                    .map(path -> path.substring(layer.length() + 1))
                    .toList();
            if (named) {
                groups.get(layer).putAttribute("weight_names", names.toArray(new String[0]));
            }
        }
    }

    private static WritableGroup group(Map<String, WritableGroup> groups, String path) {
        WritableGroup found = groups.get(path);
        if (found == null) {
            int slash = path.lastIndexOf('/');
            WritableGroup parent = group(groups, slash < 0 ? "" : path.substring(0, slash));
            found = parent.putGroup(path.substring(slash + 1));
            groups.put(path, found);
        }
        return found;
    }

    /** What fills a file. */
    private interface Filling {
        void fill(WritableHdfFile file);
    }

    private static byte[] write(Filling filling) {
        try {
            Path path = Files.createTempFile("tiny", ".h5");
            try (WritableHdfFile file = HdfFile.write(path)) {
                filling.fill(file);
            }
            byte[] bytes = Files.readAllBytes(path);
            Files.delete(path);
            return bytes;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
