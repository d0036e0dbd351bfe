package io.nexus.models.keras;

import io.nexus.models.serving.RefusedException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Weights of a layer in a {@code .keras} file: numbered arrays in a group {@code vars}. The groups of the layers are
 * named by class and
 * counted ({@code dense}, {@code dense_1}), whatever the layers are called. */
final class NumberedWeights implements LayerWeights {
    private static final String VARS = "vars";
    private static final List<String> CONTAINERS = List.of("layers", "_layer_checkpoint_dependencies");

    private final HdfGroup group;
    private int next;

    private NumberedWeights(HdfGroup group) {
        this.group = group;
    }

    /** The layers of a model whose group this is. */
    static ModelWeights in(HdfGroup modelGroup, ModelConfig model) throws RefusedException {
        HdfGroup layers = container(modelGroup);
        List<String> names = layers.names();
        Map<String, List<String>> groupsByClass = new HashMap<>();
        Map<String, List<LayerConfig>> layersByClass = new HashMap<>();
        for (LayerConfig layer : model.layers()) {
            String snake = SnakeCase.of(layer.className());
            layersByClass.computeIfAbsent(snake, key -> new ArrayList<>()).add(layer);
        }
        for (String snake : layersByClass.keySet()) {
            groupsByClass.put(snake, numbered(names, snake));
        }
        return layer -> {
            String snake = SnakeCase.of(layer.className());
            List<LayerConfig> same = layersByClass.getOrDefault(snake, List.of());
            List<String> groups = groupsByClass.getOrDefault(snake, List.of());
            int place = same.indexOf(layer);
            String name = place >= 0 && same.size() == groups.size() ? groups.get(place) : layer.name();
            return layer(layers.child(name), layer, groups.size());
        };
    }

    private static HdfGroup container(HdfGroup modelGroup) throws RefusedException {
        for (String name : CONTAINERS) {
            HdfGroup found = modelGroup.child(name);
            if (found != null) {
                return found;
            }
        }
        throw Reasons.inconsistent("model.weights.h5 holds no group " + CONTAINERS + " in " + modelGroup.path());
    }

    private static List<String> numbered(List<String> names, String snake) {
        return names.stream()
                .filter(name -> place(name, snake) >= 0)
                .sorted(Comparator.comparingInt(name -> place(name, snake)))
                .toList();
    }

    /** Number behind the class name; 0 for none, -1 for another class. */
    private static int place(String name, String snake) {
        if (name.equals(snake)) {
            return 0;
        }
        String number = name.startsWith(snake + "_") ? name.substring(snake.length() + 1) : "";
        return number.matches("\\d{1,6}") ? Integer.parseInt(number) : -1;
    }

    private static LayerWeights layer(@Nullable HdfGroup found, LayerConfig layer, int groups) throws RefusedException {
        if (found == null) {
            return new NoWeights("model.weights.h5 holds " + groups + " layers of class "
                    + Reasons.quoted(layer.className()) + " and none for layer " + Reasons.quoted(layer.name()));
        }
        HdfGroup vars = found.child(VARS);
        String name = vars == null ? null : vars.text("name");
        if (name != null && !name.equals(layer.name())) {
            throw Reasons.inconsistent("the weights in " + Reasons.quoted(found.path()) + " are of layer "
                    + Reasons.quoted(name) + ", the configuration has " + Reasons.quoted(layer.name()) + " there");
        }
        return new NumberedWeights(found);
    }

    @Override
    public Weight take(String role) throws RefusedException {
        HdfGroup vars = group.child(VARS);
        Weight weight = vars == null ? null : vars.weight(Integer.toString(next));
        if (weight == null) {
            throw Reasons.inconsistent(
                    "group " + Reasons.quoted(group.path()) + " holds no weight " + next + " (" + role + ")");
        }
        next++;
        return weight;
    }

    @Override
    public LayerWeights cell() throws RefusedException {
        return inner("cell");
    }

    /** In a list the groups are named by class and counted, as layers are. */
    @Override
    public LayerWeights[] cells(int count, LayerConfig stack) throws RefusedException {
        HdfGroup list = group.child("cells");
        LayerWeights[] cells = new LayerWeights[count];
        Map<String, Integer> seen = new HashMap<>();
        for (int i = 0; i < count; i++) {
            String snake = SnakeCase.of(
                    LayerConfig.of(stack.config().path("cells").get(i)).className());
            int number = seen.merge(snake, 1, Integer::sum) - 1;
            HdfGroup found = list == null ? null : list.child(number == 0 ? snake : snake + "_" + number);
            if (found == null) {
                throw Reasons.inconsistent("group " + Reasons.quoted(group.path()) + " holds no cell " + i);
            }
            cells[i] = new NumberedWeights(found);
        }
        return cells;
    }

    @Override
    public LayerWeights wrapped() throws RefusedException {
        return inner("layer");
    }

    @Override
    public LayerWeights[] directions() throws RefusedException {
        return new LayerWeights[] {inner("forward_layer"), inner("backward_layer")};
    }

    @Override
    public LayerWeights projection(String name) throws RefusedException {
        return inner(name + "_dense", "_" + name + "_dense");
    }

    @Override
    public ModelWeights model(ModelConfig model) throws RefusedException {
        return in(group, model);
    }

    private NumberedWeights inner(String... names) throws RefusedException {
        for (String name : names) {
            HdfGroup found = group.child(name);
            if (found != null) {
                return new NumberedWeights(found);
            }
        }
        throw Reasons.inconsistent("group " + Reasons.quoted(group.path()) + " holds no group '" + names[0] + "'");
    }

    @Override
    public void checkAllTaken() throws RefusedException {
        HdfGroup vars = group.child(VARS);
        int held = vars == null ? 0 : vars.names().size();
        if (held > next) {
            throw Reasons.inconsistent("group " + Reasons.quoted(group.path()) + " holds " + held
                    + " weights, the configuration uses " + next);
        }
    }
}
