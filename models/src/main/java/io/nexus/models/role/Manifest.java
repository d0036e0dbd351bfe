package io.nexus.models.role;

import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.util.List;

/** The file of the roles.
 *
 * @param models all rows in the order of their ids */
record Manifest(int schemaVersion, List<ModelEntry> models) {
    static final String FILE = "manifest.json";
    private static final int SCHEMA_VERSION = 1;
    private static final ObjectMapper JSON = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
            .build();

    Manifest {
        if (schemaVersion != SCHEMA_VERSION) {
            throw new IllegalArgumentException(
                    "manifest schemaVersion must be " + SCHEMA_VERSION + ", was " + schemaVersion);
        }
        models = List.copyOf(models);
        if (models.size() != ModelRoles.COUNT) {
            throw new IllegalArgumentException(
                    "the manifest must have " + ModelRoles.COUNT + " models, had " + models.size());
        }
        for (int id = 0; id < ModelRoles.COUNT; id++) {
            if (models.get(id).id() != id) {
                throw new IllegalArgumentException("row " + id + " of the manifest has id "
                        + models.get(id).id());
            }
        }
    }

    /** Rows of a manifest file.
     *
     * @throws IllegalArgumentException with the place, if it is no manifest of this version */
    static Manifest read(byte[] file) {
        try {
            return JSON.readValue(file, Manifest.class);
        } catch (IOException e) {
            throw new IllegalArgumentException("unreadable " + FILE + ": " + e.getMessage(), e);
        }
    }
}
