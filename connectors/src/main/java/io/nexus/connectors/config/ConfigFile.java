package io.nexus.connectors.config;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLGenerator;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads the configuration file. */
public final class ConfigFile {
    private static final ObjectMapper YAML = new ObjectMapper(new YAMLFactory()
            .disable(YAMLGenerator.Feature.WRITE_DOC_START_MARKER)
            .enable(YAMLGenerator.Feature.MINIMIZE_QUOTES));

    private ConfigFile() {}

    /** The configuration of a YAML file, or the defaults if there is none.
     *
     * @throws ConfigException naming file, line, key, value and range; also if there is no such file
     * @throws IOException if the file can't be read otherwise */
    public static <R extends Record> R read(@Nullable Path file, R defaults) throws IOException {
        return read(file, defaults, Set.of());
    }

    /** The same of a file that also has sections of others.
     *
     * @param others top-level keys that are passed over */
    public static <R extends Record> R read(@Nullable Path file, R defaults, Set<String> others) throws IOException {
        if (file == null) {
            return defaults;
        }
        YamlDocument document = YamlDocument.read(file);
        Map<String, @Nullable Object> ours = new LinkedHashMap<>(document.values());
        ours.keySet().removeAll(others);
        try {
            return ConfigBinder.bind(defaults, ours);
        } catch (ConfigException e) {
            throw new ConfigException(document.place(file, e.key()) + ": " + e.getMessage());
        }
    }

    /** All keys and values as YAML that {@link #read} takes. */
    public static String text(Record config) {
        return yaml(ConfigBinder.tree(config));
    }

    /** One section with all its keys, as YAML that {@link #read} takes.
     *
     * @param name its key */
    public static String section(String name, Record section) {
        return yaml(Map.of(name, ConfigBinder.tree(section)));
    }

    private static String yaml(Map<String, Object> tree) {
        try {
            return YAML.writeValueAsString(tree);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("numbers and texts are always YAML", e);
        }
    }

    /** SHA-256 of all keys and values, in hex: equal configurations have equal hashes. */
    public static String hash(Record config) {
        try {
            byte[] text = ConfigBinder.flatten(config).toString().getBytes(StandardCharsets.UTF_8);
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(text));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
