package io.nexus.models.binding;

import io.nexus.models.role.ModelEntry;
import io.nexus.models.role.OutputUnit;
import io.nexus.models.role.RoleOutput;
import io.nexus.models.serving.NumberType;
import io.nexus.models.serving.Port;
import io.nexus.models.serving.Signature;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Drafts a binding for its owner to hold against how the model was trained. What cannot be told stands as a question, which no
 * reader takes. */
public final class BindingDraft {
    private static final String UNKNOWN = "?";

    private BindingDraft() {}

    /** Text of the file.
     *
     * @param file name of the model
     * @param featureNames of the model's inputs as far as it or a file beside it names them, else empty */
    public static String of(
            String file, ModelEntry role, Signature signature, List<String> featureNames, InputNames names) {
        StringBuilder text = new StringBuilder();
        text.append("# ")
                .append(file)
                .append(" as role ")
                .append(role.id())
                .append(", ")
                .append(role.name())
                .append(".\n");
        text.append("# A draft: hold every line against how the model was trained, then write confirmed: true.\n");
        text.append("# inputs: ids of docs/inputs.md, or {id, scale, shift, missing}, or a number.\n");
        text.append("# outputs: place of the model's output, or {from, unit}, or {constant: number}.\n");
        text.append("role: ").append(role.name()).append('\n');
        text.append("dictionary: ").append(names.version()).append('\n');
        text.append("confirmed: false\n");
        text.append("inputs:\n");
        List<String> ids = inputs(role, signature, featureNames, names);
        for (int i = 0; i < ids.size(); i++) {
            String said =
                    i < featureNames.size() ? "   # " + featureNames.get(i).replaceAll("[\\r\\n]", " ") : "";
            text.append("  - ").append(quoted(ids.get(i))).append(said).append('\n');
        }
        text.append("outputs:\n");
        List<Integer> places = outputs(role, signature);
        List<RoleOutput> wanted = RoleOutput.of(role);
        for (int i = 0; i < wanted.size(); i++) {
            String from = i < places.size() ? String.valueOf(places.get(i)) : "\"?\"";
            text.append("  ")
                    .append(wanted.get(i).name())
                    .append(": {from: ")
                    .append(from)
                    .append(", unit: ")
                    .append(OutputUnit.wanted(wanted.get(i).quantity()).word())
                    .append("}\n");
        }
        return text.toString();
    }

    private static String quoted(String id) {
        return id.equals(UNKNOWN) ? "\"?\"" : id;
    }

    /** The model's own names where the dictionary knows them, else the contract's order where the widths agree. */
    private static List<String> inputs(
            ModelEntry role, Signature signature, List<String> featureNames, InputNames names) {
        int width = signature.inputWidth();
        List<String> contract = names.contract().getOrDefault(role.id(), List.of());
        Set<String> known = names.missingById().keySet();
        boolean isNamed = featureNames.size() == width
                && featureNames.stream().anyMatch(name -> known.contains(name.toLowerCase(Locale.ROOT)));
        List<String> ids = new ArrayList<>();
        for (int i = 0; i < width; i++) {
            String id = isNamed
                    ? featureNames.get(i).toLowerCase(Locale.ROOT)
                    : contract.size() == width ? contract.get(i) : "";
            ids.add(known.contains(id) ? id : UNKNOWN);
        }
        return ids;
    }

    /** Places of the model's real outputs if there are as many as the role has; of two probabilities for one, the second. */
    private static List<Integer> outputs(ModelEntry role, Signature signature) {
        List<Integer> places = new ArrayList<>();
        int at = 0;
        for (Port port : signature.outputs()) {
            boolean isReal = port.type() == NumberType.FLOAT32 || port.type() == NumberType.FLOAT64;
            for (int i = 0; i < port.width(); i++, at++) {
                if (isReal) {
                    places.add(at);
                }
            }
        }
        if (role.outputWidth() == 1 && places.size() == 2) {
            return List.of(places.get(1));
        }
        return places.size() == role.outputWidth() ? places : List.of();
    }
}
