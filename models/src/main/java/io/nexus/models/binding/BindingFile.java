package io.nexus.models.binding;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.nexus.models.role.ModelEntry;
import io.nexus.models.role.OutputUnit;
import io.nexus.models.role.RoleOutput;
import io.nexus.models.serving.Refusal;
import io.nexus.models.serving.RefusedException;
import io.nexus.models.serving.Signature;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Reads {@code FILE.binding.yaml}. Every refusal names file, key, value and what may stand there. */
public final class BindingFile {
    private static final ObjectMapper YAML = YAMLMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();
    private static final Set<String> KEYS = Set.of("role", "dictionary", "confirmed", "inputs", "outputs");
    private static final Set<String> INPUT_KEYS = Set.of("id", "scale", "shift", "missing");
    private static final Set<String> OUTPUT_KEYS = Set.of("from", "unit");

    private final String file;
    private final ModelEntry role;
    private final Signature signature;
    private final InputNames names;

    private BindingFile(String file, ModelEntry role, Signature signature, InputNames names) {
        this.file = file;
        this.role = role;
        this.signature = signature;
        this.names = names;
    }

    /** The binding in a file.
     *
     * @param file its name
     * @param role that the model has
     * @param signature what the model takes and gives
     * @throws RefusedException if it is none, or does not fit the role, the dictionary or the model */
    public static Binding read(String file, byte[] content, ModelEntry role, Signature signature, InputNames names)
            throws RefusedException {
        BindingFile reader = new BindingFile(file, role, signature, names);
        JsonNode root;
        try {
            root = YAML.readTree(content);
        } catch (JsonProcessingException e) {
            throw reader.refused("line " + e.getLocation().getLineNr() + ": " + e.getOriginalMessage());
        } catch (IOException e) {
            throw reader.refused(String.valueOf(e.getMessage()));
        }
        return reader.binding(root);
    }

    private Binding binding(@Nullable JsonNode root) throws RefusedException {
        if (root == null || !root.isObject()) {
            throw refused("it must have the keys " + sorted(KEYS));
        }
        requireKeys("", root, KEYS);
        if (!root.path("role").asText().equals(role.name())) {
            throw refused("role: is " + root.path("role").asText() + ", but the file has the role " + role.name());
        }
        if (root.path("dictionary").asInt(-1) != names.version()) {
            throw refused("dictionary: must be " + names.version() + ", was "
                    + root.path("dictionary").asText());
        }
        if (!root.path("confirmed").isBoolean()) {
            throw refused("confirmed: must be true or false, was "
                    + root.path("confirmed").asText());
        }
        return new Binding(
                role.name(),
                root.path("confirmed").booleanValue(),
                inputs(root.path("inputs")),
                outputs(root.path("outputs")));
    }

    private List<BoundInput> inputs(JsonNode list) throws RefusedException {
        if (!list.isArray() || list.size() != signature.inputWidth()) {
            throw refused("inputs: must be a list of " + signature.inputWidth()
                    + ", one for each input of the model, had " + list.size());
        }
        List<BoundInput> inputs = new ArrayList<>();
        for (int i = 0; i < list.size(); i++) {
            inputs.add(input("inputs[" + i + "]", list.get(i)));
        }
        return inputs;
    }

    private BoundInput input(String key, JsonNode node) throws RefusedException {
        if (node.isNumber()) {
            return BoundInput.constant(node.doubleValue());
        }
        if (node.isTextual()) {
            return BoundInput.plain(node.textValue(), missing(key, node.textValue()));
        }
        if (!node.isObject()) {
            throw refused(
                    key + ": must be an id of the dictionary, a number, or {id, scale, shift, missing}, was " + node);
        }
        requireKeys(key + ".", node, INPUT_KEYS);
        String id = node.path("id").asText();
        double missing = missing(key + ".id", id);
        double scale = number(key + ".scale", node.get("scale"), 1);
        double shift = number(key + ".shift", node.get("shift"), 0);
        JsonNode told = node.get("missing");
        if (scale == 0) {
            throw refused(key + ".scale: must not be 0; a constant is a plain number");
        }
        boolean isNan = told != null && told.asText().equalsIgnoreCase("nan");
        double seen = isNan ? Double.NaN : number(key + ".missing", told, scale * missing + shift);
        return new BoundInput(id, scale, shift, seen);
    }

    private double missing(String key, String id) throws RefusedException {
        Double missing = names.missingById().get(id);
        if (missing == null) {
            throw refused(
                    key + ": " + (id.isEmpty() ? "is missing" : id + " is no input of the dictionary (docs/inputs.md)")
                            + nearest(id));
        }
        return missing;
    }

    /** The id that begins alike, if one does. */
    private String nearest(String id) {
        String best = names.missingById().keySet().stream()
                .filter(known -> !id.isEmpty() && (known.startsWith(id) || id.startsWith(known)))
                .sorted()
                .findFirst()
                .orElse("");
        return best.isEmpty() ? "" : "; " + best + " is one";
    }

    private List<BoundOutput> outputs(JsonNode map) throws RefusedException {
        List<RoleOutput> wanted = RoleOutput.of(role);
        if (!map.isObject()) {
            throw refused("outputs: must have the keys "
                    + wanted.stream().map(RoleOutput::name).toList());
        }
        requireKeys("outputs.", map, wanted.stream().map(RoleOutput::name).collect(Collectors.toSet()));
        List<BoundOutput> outputs = new ArrayList<>();
        for (RoleOutput output : wanted) {
            outputs.add(output("outputs." + output.name(), output, map.get(output.name())));
        }
        if (outputs.stream().allMatch(BoundOutput::isConstant)) {
            throw refused("outputs: every one is a constant, so nobody would ask the model");
        }
        return outputs;
    }

    private BoundOutput output(String key, RoleOutput output, @Nullable JsonNode node) throws RefusedException {
        if (node == null) {
            throw refused(
                    key + ": is missing; it is the place of the model's output, {from, unit}, or {constant: number}");
        }
        if (node.isObject() && node.has("constant")) {
            requireKeys(key + ".", node, Set.of("constant"));
            return BoundOutput.constant(output.name(), number(key + ".constant", node.get("constant"), 0));
        }
        JsonNode place = node;
        OutputUnit unit = OutputUnit.wanted(output.quantity());
        if (node.isObject()) {
            requireKeys(key + ".", node, OUTPUT_KEYS);
            place = node.path("from");
            unit = unit(key + ".unit", output, node.get("unit"), unit);
        }
        int width = signature.outputWidth();
        if (!place.isInt() || place.intValue() < 0 || place.intValue() >= width) {
            throw refused(key + ": must be the place of an output of the model, 0 to " + (width - 1) + ", was "
                    + (place.isMissingNode() ? "nothing" : place));
        }
        return new BoundOutput(output.name(), place.intValue(), unit, 0);
    }

    private OutputUnit unit(String key, RoleOutput output, @Nullable JsonNode word, OutputUnit otherwise)
            throws RefusedException {
        if (word == null) {
            return otherwise;
        }
        return OutputUnit.of(word.asText())
                .filter(unit -> unit.quantity() == output.quantity())
                .orElseThrow(() -> refused(key + ": must be one of "
                        + Arrays.stream(OutputUnit.values())
                                .filter(unit -> unit.quantity() == output.quantity())
                                .map(OutputUnit::word)
                                .toList()
                        + ", was " + word.asText()));
    }

    private double number(String key, @Nullable JsonNode node, double otherwise) throws RefusedException {
        if (node == null) {
            return otherwise;
        }
        if (!node.isNumber() || !Double.isFinite(node.doubleValue())) {
            throw refused(key + ": must be a finite number, was " + node.asText());
        }
        return node.doubleValue();
    }

    private void requireKeys(String prefix, JsonNode node, Set<String> known) throws RefusedException {
        for (Iterator<String> keys = node.fieldNames(); keys.hasNext(); ) {
            String key = keys.next();
            if (!known.contains(key)) {
                throw refused(prefix + key + ": is unknown; known are " + sorted(known));
            }
        }
    }

    private static List<String> sorted(Set<String> keys) {
        return keys.stream().sorted().toList();
    }

    private RefusedException refused(String why) {
        return new RefusedException(
                Refusal.INCONSISTENT,
                "its binding is wrong: " + file + ": " + why,
                "mend " + file + ", or remove it and have it drafted again: nexus models doctor");
    }
}
