package io.nexus.connectors.config;

import java.io.IOException;
import java.io.StringReader;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;

/** A YAML or JSON file that people write, read strictly: one document of keys with values, every key once, no anchors, no
 * aliases, no tags. Scalars stay the text that was written, so nothing is converted before it is known what it should be.
 *
 * @param values a map or list per section, a text per scalar; null where a key has no value
 * @param lineByKey line, from 1, of every key, its sections joined by dots, entries of lists by their place in brackets */
public record YamlDocument(Map<String, @Nullable Object> values, Map<String, Integer> lineByKey) {
    private static final int MAX_BYTES = 4 << 20;
    private static final int MAX_DEPTH = 20;
    private static final Set<Tag> PLAIN =
            Set.of(Tag.STR, Tag.INT, Tag.FLOAT, Tag.BOOL, Tag.NULL, Tag.MAP, Tag.SEQ, Tag.TIMESTAMP, Tag.MERGE);

    /** Reads a file.
     *
     * @throws ConfigException naming the file, and the line where there is one, if it is missing or not such a document
     * @throws IOException if it can't be read otherwise */
    public static YamlDocument read(Path file) throws IOException {
        return parse(bytes(file, MAX_BYTES), file.toString());
    }

    /** The bytes of a file, up to one more than a limit.
     *
     * @throws ConfigException naming the file, if it is missing or none
     * @throws IOException if it can't be read otherwise */
    public static byte[] bytes(Path file, int maxBytes) throws IOException {
        if (!Files.exists(file)) {
            throw new ConfigException("there is no file " + file);
        }
        if (!Files.isRegularFile(file) && Files.isDirectory(file)) {
            throw new ConfigException(file + " is a folder, not a file");
        }
        try (var in = Files.newInputStream(file)) {
            return in.readNBytes(maxBytes + 1);
        }
    }

    /** Reads bytes.
     *
     * @param name of their file, for errors
     * @throws ConfigException as {@link #read} */
    public static YamlDocument parse(byte[] bytes, String name) {
        if (bytes.length > MAX_BYTES) {
            throw new ConfigException(name + ": is larger than " + (MAX_BYTES >> 20) + " MiB");
        }
        Node root = root(text(bytes, name), name);
        if (!(root instanceof MappingNode mapping)) {
            throw new ConfigException(name + ": must hold keys with values, like \"key: value\"");
        }
        Map<String, Integer> lineByKey = new LinkedHashMap<>();
        return new YamlDocument(map("", mapping, name, lineByKey), lineByKey);
    }

    /** Where a key, or the nearest section around it, is written: file and line, or the file alone. */
    String place(Object file, String key) {
        String at = key;
        while (!at.isEmpty()) {
            Integer line = lineByKey.get(at);
            if (line != null) {
                return file + " line " + line;
            }
            at = at.substring(0, Math.max(0, at.lastIndexOf('.')));
        }
        return file.toString();
    }

    private static String text(byte[] bytes, String name) {
        try {
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
            return text.startsWith("\uFEFF") ? text.substring(1) : text;
        } catch (CharacterCodingException e) {
            throw new ConfigException(name + ": is no text in UTF-8");
        }
    }

    private static Node root(String text, String name) {
        LoaderOptions options = new LoaderOptions();
        options.setAllowDuplicateKeys(false);
        options.setNestingDepthLimit(MAX_DEPTH);
        options.setCodePointLimit(MAX_BYTES);
        options.setMaxAliasesForCollections(Integer.MAX_VALUE); // refused below, each by its line
        try {
            Node root = new Yaml(options).compose(new StringReader(text));
            if (root == null) {
                throw new ConfigException(name + ": is empty; it must hold keys with values, like \"key: value\"");
            }
            return root;
        } catch (MarkedYAMLException e) {
            int line = e.getProblemMark() == null ? 1 : e.getProblemMark().getLine() + 1;
            throw new ConfigException(name + " line " + line + ": "
                    + (String.valueOf(e.getContext()).startsWith("expected a single document")
                            ? "a second document begins here; one file holds one"
                            : e.getProblem()));
        } catch (YAMLException e) {
            throw new ConfigException(name + ": "
                    + String.valueOf(e.getMessage()).lines().findFirst().orElse("is no YAML"));
        }
    }

    private static Map<String, @Nullable Object> map(
            String path, MappingNode mapping, String name, Map<String, Integer> lineByKey) {
        refuseReferences(mapping, name);
        Map<String, @Nullable Object> map = new LinkedHashMap<>();
        for (NodeTuple entry : mapping.getValue()) {
            String where = name + " line " + line(entry.getKeyNode());
            refuseReferences(entry.getKeyNode(), name);
            if (!(entry.getKeyNode() instanceof ScalarNode key)) {
                throw new ConfigException(where + ": a key must be a word");
            }
            String dotted = path + key.getValue();
            if (map.containsKey(key.getValue())) {
                throw new ConfigException(where + ": " + ConfigBinder.shown(dotted) + " is given twice, before in line "
                        + lineByKey.get(dotted));
            }
            lineByKey.put(dotted, line(key));
            map.put(key.getValue(), value(dotted, entry.getValueNode(), name, lineByKey));
        }
        return map;
    }

    private static @Nullable Object value(String path, Node node, String name, Map<String, Integer> lineByKey) {
        refuseReferences(node, name);
        if (node instanceof MappingNode mapping) {
            return map(path + '.', mapping, name, lineByKey);
        }
        if (node instanceof SequenceNode sequence) {
            List<@Nullable Object> list = new ArrayList<>();
            for (Node each : sequence.getValue()) {
                String place = path + '[' + list.size() + ']';
                lineByKey.put(place, line(each));
                list.add(value(place, each, name, lineByKey));
            }
            return list;
        }
        return node.getTag().equals(Tag.NULL) ? null : ((ScalarNode) node).getValue();
    }

    /** What lets a small file mean something large, or something that it does not show. */
    private static void refuseReferences(Node node, String name) {
        if (node.getAnchor() != null) {
            throw new ConfigException(name + " line " + line(node) + ": anchors and aliases (&" + node.getAnchor()
                    + ") are not supported; write the values out");
        }
        if (!PLAIN.contains(node.getTag())) {
            throw new ConfigException(
                    name + " line " + line(node) + ": tags (" + node.getTag().getValue() + ") are not supported");
        }
    }

    private static int line(Node node) {
        return node.getStartMark().getLine() + 1;
    }
}
