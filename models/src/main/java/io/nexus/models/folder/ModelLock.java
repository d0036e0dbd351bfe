package io.nexus.models.folder;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.nexus.domain.check.Check;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The lock file of a folder: which bytes were agreed upon, in which role. Written by commands, never by a task.
 *
 * @param schemaVersion of this file
 * @param files that serve, sorted by file */
public record ModelLock(int schemaVersion, List<Locked> files) {
    /** Its name at the top of the folder. */
    public static final String FILE = "models.lock.json";

    static final int SCHEMA_VERSION = 1;
    private static final int SHA256_CHARACTERS = 64;
    private static final ObjectMapper JSON = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(SerializationFeature.INDENT_OUTPUT)
            .build();

    /** One file that was agreed upon.
     *
     * @param file below the folder
     * @param roleId of the catalogue; -1 if it has none
     * @param role name of the role or ensemble member; empty if it has none
     * @param format for people
     * @param writer library and version; empty if the file does not say
     * @param sha256 of its bytes in hex
     * @param binding SHA-256 of the order of its features if a file beside it gives one; empty if none does */
    public record Locked(
            String file, int roleId, String role, String format, String writer, String sha256, String binding) {
        public Locked {
            Check.notBlank("file", file);
            if (sha256.length() != SHA256_CHARACTERS) {
                throw new IllegalArgumentException("sha256 of " + file + " must have " + SHA256_CHARACTERS
                        + " characters, had " + sha256.length());
            }
        }
    }

    public ModelLock {
        if (schemaVersion != SCHEMA_VERSION) {
            throw new IllegalArgumentException("schemaVersion must be " + SCHEMA_VERSION + ", was " + schemaVersion);
        }
        files = List.copyOf(files);
        Set<String> names = new HashSet<>();
        for (Locked locked : files) {
            if (!names.add(locked.file())) {
                throw new IllegalArgumentException(locked.file() + " is locked twice");
            }
        }
    }

    /** A lock file's content.
     *
     * @throws IllegalArgumentException with the place, if it is none */
    public static ModelLock read(byte[] content) {
        try {
            return JSON.readValue(content, ModelLock.class);
        } catch (JsonMappingException e) {
            throw new IllegalArgumentException(
                    "unreadable " + FILE + " at " + place(e) + ": " + e.getOriginalMessage()
                            + "; write it again: nexus models lock",
                    e);
        } catch (IOException e) {
            throw new IllegalArgumentException(
                    "unreadable " + FILE + ": " + e.getMessage() + "; write it again: nexus models lock", e);
        }
    }

    private static String place(JsonMappingException e) {
        StringBuilder place = new StringBuilder();
        for (JsonMappingException.Reference step : e.getPath()) {
            String field = step.getFieldName();
            place.append(field == null ? "[" + step.getIndex() + "]" : (place.isEmpty() ? "" : ".") + field);
        }
        return place.isEmpty() ? "its top" : place.toString();
    }

    public byte[] toBytes() {
        try {
            return (JSON.writeValueAsString(this) + "\n").getBytes(StandardCharsets.UTF_8);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a lock has nothing that is no JSON", e);
        }
    }

    /** What was agreed upon for a file; null if it is not locked. */
    public @Nullable Locked find(String file) {
        return files.stream()
                .filter(locked -> locked.file().equals(file))
                .findFirst()
                .orElse(null);
    }
}
