package io.nexus.models.keras;

import io.nexus.models.serving.RefusedException;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Weights of a layer in an {@code .h5} file: the group lists their names, e.g. {@code net/dense/kernel} or {@code
 * dense/kernel:0}. */
final class NamedWeights implements LayerWeights {
    /** Of one layer, which may be a model. */
    private static final int WEIGHTS = 2000;

    /** Of a recurrent cell. */
    private static final int KERNELS = 2;

    private static final String NAMES = "weight_names";
    private static final Pattern SUFFIX = Pattern.compile("(_\\d{1,6})?(:\\d{1,6})?$");

    private final HdfGroup group;
    private final List<String> names;
    private final Set<String> left;

    private NamedWeights(HdfGroup group, List<String> names, Set<String> left) {
        this.group = group;
        this.names = names;
        this.left = left;
    }

    /** The layers of the group {@code model_weights}. */
    static ModelWeights in(HdfGroup weights) {
        return layer -> {
            HdfGroup group = weights.below(layer.name());
            if (group == null) {
                return new NoWeights("the file holds no weights of layer " + Reasons.quoted(layer.name()));
            }
            List<String> names = group.texts(NAMES);
            if (names != null && names.size() > WEIGHTS) {
                throw Reasons.tooLarge("layer " + Reasons.quoted(layer.name()) + " has " + names.size() + " weights");
            }
            List<String> known = names == null ? List.of() : names;
            return new NamedWeights(group, known, new HashSet<>(known));
        };
    }

    @Override
    public Weight take(String role) throws RefusedException {
        String found = null;
        for (String name : names) {
            String last = name.substring(name.lastIndexOf('/') + 1);
            if (last.equals(role) || SUFFIX.matcher(last).replaceFirst("").equals(role)) {
                if (found != null) {
                    throw Reasons.inconsistent("weights " + Reasons.quoted(found) + " and " + Reasons.quoted(name)
                            + " are both the " + role + " of one layer");
                }
                found = name;
            }
        }
        Weight weight = found == null ? null : read(found);
        if (weight == null) {
            throw Reasons.inconsistent("group " + Reasons.quoted(group.path()) + " holds no weight '" + role
                    + "', only " + Reasons.quoted(names.toString()));
        }
        left.remove(found);
        return weight;
    }

    private @Nullable Weight read(String name) throws RefusedException {
        String[] parts = name.split("/", -1);
        HdfGroup at = group;
        for (String part : Arrays.asList(parts).subList(0, parts.length - 1)) {
            at = at == null ? null : at.child(part);
        }
        return at == null ? null : at.weight(parts[parts.length - 1]);
    }

    @Override
    public LayerWeights cell() {
        return this;
    }

    /** Each cell has as many as its kernels and, with one, its bias. */
    @Override
    public LayerWeights[] cells(int count, LayerConfig stack) throws RefusedException {
        LayerWeights[] cells = new LayerWeights[count];
        int from = 0;
        for (int i = 0; i < count; i++) {
            LayerConfig cell = LayerConfig.of(stack.config().path("cells").get(i));
            int to = from + KERNELS + (cell.flag("use_bias", true) ? 1 : 0);
            if (to > names.size()) {
                throw Reasons.inconsistent("the file holds too few weights for " + stack.title());
            }
            cells[i] = new NamedWeights(group, names.subList(from, to), left);
            from = to;
        }
        return cells;
    }

    @Override
    public LayerWeights wrapped() {
        return this;
    }

    @Override
    public LayerWeights[] directions() {
        int half = names.size() / 2;
        return new LayerWeights[] {
            new NamedWeights(group, names.subList(0, half), left),
            new NamedWeights(group, names.subList(half, names.size()), left)
        };
    }

    @Override
    public LayerWeights projection(String name) {
        return below(name.equals("output") ? "attention_output" : name);
    }

    @Override
    public ModelWeights model(ModelConfig model) {
        return layer -> below(layer.name());
    }

    private NamedWeights below(String part) {
        List<String> chosen = names.stream()
                .filter(name -> Arrays.asList(name.split("/", -1)).contains(part))
                .toList();
        return new NamedWeights(group, chosen, left);
    }

    @Override
    public void checkAllTaken() throws RefusedException {
        List<String> unused = names.stream().filter(left::contains).toList();
        if (!unused.isEmpty()) {
            throw Reasons.inconsistent(
                    "the file holds weights that the configuration does not use: " + Reasons.quoted(unused.toString()));
        }
    }
}
