package io.nexus.models.keras;

import com.fasterxml.jackson.databind.JsonNode;
import io.nexus.models.net.Activation;
import io.nexus.models.net.Activations;
import io.nexus.models.net.Constant;
import io.nexus.models.net.Elementwise;
import io.nexus.models.net.Merge;
import io.nexus.models.net.Pick;
import io.nexus.models.net.Product;
import io.nexus.models.net.Reduce;
import io.nexus.models.net.Scaled;
import io.nexus.models.net.Shape;
import io.nexus.models.serving.RefusedException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Functions that are called between layers, e.g. {@code (a + b) / 2} or {@code x[:, -1]}: operations of {@code keras.ops} and of
 * TensorFlow, known by their names. */
final class FunctionReaders {
    private static final double LEAST_SQUARE = 1e-12;
    private static final int LARGEST_CONSTANT = 1_000_000;

    private static final Map<String, Merge.Rule> PAIRS = Map.ofEntries(
            Map.entry("add", Merge.Rule.ADD),
            Map.entry("subtract", Merge.Rule.SUBTRACT),
            Map.entry("sub", Merge.Rule.SUBTRACT),
            Map.entry("multiply", Merge.Rule.MULTIPLY),
            Map.entry("mul", Merge.Rule.MULTIPLY),
            Map.entry("divide", Merge.Rule.DIVIDE),
            Map.entry("truediv", Merge.Rule.DIVIDE),
            Map.entry("true_divide", Merge.Rule.DIVIDE),
            Map.entry("maximum", Merge.Rule.MAXIMUM),
            Map.entry("minimum", Merge.Rule.MINIMUM),
            Map.entry("power", Merge.Rule.POWER),
            Map.entry("pow", Merge.Rule.POWER));

    private static final Map<String, Activation> SINGLES = Map.ofEntries(
            Map.entry("abs", Activations.ABSOLUTE),
            Map.entry("absolute", Activations.ABSOLUTE),
            Map.entry("negative", Activations.NEGATIVE),
            Map.entry("square", Activations.SQUARE),
            Map.entry("sqrt", Activations.ROOT),
            Map.entry("rsqrt", Activations.INVERSE_ROOT),
            Map.entry("reciprocal", Activations.RECIPROCAL),
            Map.entry("exp", Activations.EXPONENTIAL),
            Map.entry("expm1", Activations.EXPONENTIAL_M1),
            Map.entry("log", Activations.LOG),
            Map.entry("log1p", Activations.LOG_1P),
            Map.entry("sin", Activations.SINE),
            Map.entry("cos", Activations.COSINE),
            Map.entry("sign", Activations.SIGN),
            Map.entry("erf", Activations.ERROR_FUNCTION),
            Map.entry("nan_to_num", Activations.NUMBERS),
            Map.entry("identity", Activations.LINEAR),
            Map.entry("stop_gradient", Activations.LINEAR));

    /** Activations whose name is that of a function without parameters. */
    private static final List<String> ACTIVATIONS = List.of(
            "relu",
            "relu6",
            "sigmoid",
            "tanh",
            "softplus",
            "softsign",
            "selu",
            "silu",
            "swish",
            "mish",
            "log_sigmoid",
            "hard_silu",
            "hard_swish",
            "hard_tanh",
            "tanh_shrink",
            "squareplus",
            "sparse_plus",
            "sparse_sigmoid");

    private static final Map<String, Reduce.Rule> REDUCTIONS = Map.ofEntries(
            Map.entry("mean", Reduce.Rule.MEAN),
            Map.entry("reduce_mean", Reduce.Rule.MEAN),
            Map.entry("sum", Reduce.Rule.SUM),
            Map.entry("reduce_sum", Reduce.Rule.SUM),
            Map.entry("max", Reduce.Rule.LARGEST),
            Map.entry("amax", Reduce.Rule.LARGEST),
            Map.entry("reduce_max", Reduce.Rule.LARGEST),
            Map.entry("min", Reduce.Rule.SMALLEST),
            Map.entry("amin", Reduce.Rule.SMALLEST),
            Map.entry("reduce_min", Reduce.Rule.SMALLEST),
            Map.entry("prod", Reduce.Rule.PRODUCT),
            Map.entry("reduce_prod", Reduce.Rule.PRODUCT));

    private static final List<String> FIRST = List.of(
            "x", "x1", "a", "inputs", "input", "input_tensor", "tensor", "logits", "features", "values", "xs", "t");
    private static final List<String> SECOND = List.of("y", "x2", "b");

    private final LayerCall call;
    private final String name;

    FunctionReaders(LayerCall call) {
        this.call = call;
        String function = call.layer().text("function", "");
        this.name = function.isEmpty()
                ? SnakeCase.of(call.layer().className())
                : function.substring(function.lastIndexOf('.') + 1);
    }

    /** Adds the function and returns its values.
     *
     * @throws RefusedException if it is none that is served */
    List<Tensor> read() throws RefusedException {
        for (Tensor input : call.inputs()) {
            call.checkUnmasked(input);
        }
        return switch (name) {
            case "split" -> split();
            case "unstack" -> unstacked();
            default -> List.of(one());
        };
    }

    private Tensor one() throws RefusedException {
        Merge.Rule pair = PAIRS.get(name);
        if (pair != null) {
            return merged(operand(0, FIRST), operand(1, SECOND), pair);
        }
        Reduce.Rule reduction = REDUCTIONS.get(name);
        if (reduction != null) {
            return reduced(operand(0, FIRST), reduction, axes("axis"), isSet("keepdims"));
        }
        Activation single = single();
        if (single != null) {
            Tensor input = operand(0, FIRST);
            return call.add(new Elementwise(input.shape(), single), input);
        }
        return switch (name) {
            case "softmax" -> ActivationReaders.along(call, operand(0, FIRST), axis(-1), Activations.SOFTMAX);
            case "log_softmax" -> ActivationReaders.along(call, operand(0, FIRST), axis(-1), Activations.LOG_SOFTMAX);
            case "concat", "concatenate" -> joined();
            case "stack" -> stacked();
            case "expand_dims" -> expanded();
            case "squeeze" -> squeezed();
            case "reshape" -> reshaped();
            case "transpose" -> transposed();
            case "getitem", "get_item" -> sliced();
            case "matmul", "batch_dot", "dot" -> product();
            case "squared_difference" -> {
                Tensor difference = merged(operand(0, FIRST), operand(1, SECOND), Merge.Rule.SUBTRACT);
                yield call.add(new Elementwise(difference.shape(), Activations.SQUARE), difference);
            }
            case "std", "reduce_std" -> deviation(true);
            case "var", "reduce_variance" -> deviation(false);
            case "flip", "reverse" -> flipped();
            case "normalize", "l2_normalize" -> unit();
            case "cast" -> cast();
            default -> throw refused();
        };
    }

    private RefusedException refused() {
        return call.unsupported("calls the function " + Reasons.quoted(name) + " between layers, which is not served");
    }

    private @Nullable Activation single() throws RefusedException {
        Activation found = SINGLES.get(name);
        if (found != null) {
            return found;
        }
        if (ACTIVATIONS.contains(name)) {
            return ActivationReaders.byName(name, call.file().version());
        }
        return switch (name) {
            case "gelu" -> flag("approximate", call.file().version().isThree())
                    ? Activations.GELU_TANH
                    : Activations.GELU;
            case "leaky_relu" -> Activations.leakyRelu((float) number("negative_slope", number("alpha", 0.2)));
            case "elu" -> Activations.elu((float) number("alpha", 1));
            case "celu" -> number("alpha", 1) == 1 ? Activations.CELU : null;
            case "hard_sigmoid" -> Activations.HARD_SIGMOID_3;
            case "clip", "clip_by_value" -> Activations.clipped(
                    (float) bound("x_min", "clip_value_min"), (float) bound("x_max", "clip_value_max"));
            default -> null;
        };
    }

    /** A parameter: of the configuration, or a named argument; null if there is none. */
    private @Nullable JsonNode parameter(String key) {
        JsonNode named = call.how().named().get(key);
        JsonNode own = named != null ? named : call.layer().config().get(key);
        return own == null || own.isNull() ? null : own;
    }

    private double number(String key, double absent) throws RefusedException {
        JsonNode value = parameter(key);
        double number = value == null ? absent : call.layer().number(key, value);
        if (Double.isNaN(number)) {
            throw call.layer().inconsistent("does not say its " + key);
        }
        return number;
    }

    private double bound(String key, String other) throws RefusedException {
        return number(parameter(key) == null ? other : key, Double.NaN);
    }

    private boolean flag(String key, boolean absent) throws RefusedException {
        JsonNode value = parameter(key);
        if (value != null && !value.isBoolean()) {
            throw call.layer().inconsistent("has " + key + " " + Reasons.quoted(value.toString()));
        }
        return value == null ? absent : value.asBoolean();
    }

    private boolean isSet(String key) throws RefusedException {
        return flag(key, false);
    }

    private int axis(int absent) throws RefusedException {
        JsonNode value = parameter("axis");
        return value == null ? absent : call.layer().whole("axis", value);
    }

    private List<Integer> numbers(JsonNode value) throws RefusedException {
        List<Integer> numbers = new ArrayList<>();
        for (JsonNode item : value.isArray() ? value : List.of(value)) {
            numbers.add(call.layer().whole(name, item));
        }
        return numbers;
    }

    private List<Integer> axes(String key) throws RefusedException {
        JsonNode value = parameter(key);
        if (value == null) {
            throw call.unsupported("calls " + name + " over all rows of a batch");
        }
        return numbers(value);
    }

    /** An axis without the batch, from 0. */
    private int own(int axis, int rank) throws RefusedException {
        int own = axis < 0 ? rank + axis : axis - 1;
        if (own < 0 || own >= rank) {
            throw call.unsupported("calls " + name + " along axis " + axis + " of " + rank + " axes and the batch");
        }
        return own;
    }

    private JsonNode argument(int place, List<String> names) throws RefusedException {
        if (place < call.how().positional().size()) {
            return call.how().positional().get(place);
        }
        for (String key : names) {
            JsonNode value = call.how().named().get(key);
            if (value != null) {
                return value;
            }
        }
        throw call.layer().inconsistent("calls " + name + " with " + place + " values");
    }

    /** A value of another layer or a constant. */
    private Tensor operand(int place, List<String> names) throws RefusedException {
        return tensor(argument(place, names));
    }

    private Tensor tensor(JsonNode value) throws RefusedException {
        JsonNode input = value.path(Call.INPUT);
        if (input.isIntegralNumber()) {
            return call.inputs().get(input.asInt());
        }
        JsonNode plain = value.path("class_name").asText("").startsWith("__")
                ? value.path("config").path("value")
                : value;
        List<Integer> sizes = new ArrayList<>();
        for (JsonNode at = plain; at.isArray(); at = at.path(0)) {
            sizes.add(at.size());
        }
        Shape shape = call.shape(sizes);
        if (shape.count() > LARGEST_CONSTANT) {
            throw Reasons.tooLarge(call.layer().title() + " has a constant of " + shape);
        }
        float[] values = new float[Math.toIntExact(shape.count())];
        if (fill(plain, values, 0) != values.length) {
            throw call.layer().inconsistent("has a constant that is no table of " + shape);
        }
        return new Tensor(call.net().add(new Constant(shape, values)), shape);
    }

    private int fill(JsonNode value, float[] values, int from) throws RefusedException {
        if (!value.isArray()) {
            if (from < values.length) {
                values[from] = (float) call.layer().number(name, value);
            }
            return from + 1;
        }
        int at = from;
        for (JsonNode item : value) {
            at = fill(item, values, at);
        }
        return at;
    }

    /** Values in a list argument. */
    private List<Tensor> operands() throws RefusedException {
        JsonNode list = argument(0, FIRST);
        List<Tensor> operands = new ArrayList<>();
        for (JsonNode item : list.isArray() ? list : List.of(list)) {
            operands.add(tensor(item));
        }
        if (operands.isEmpty()) {
            throw call.layer().inconsistent("calls " + name + " on nothing");
        }
        return operands;
    }

    /** Two values of the same number of axes; a constant may have fewer, or a batch of one. */
    private Tensor merged(Tensor first, Tensor second, Merge.Rule rule) throws RefusedException {
        int rank = isConstant(first)
                ? second.shape().rank()
                : isConstant(second)
                        ? first.shape().rank()
                        : Math.max(first.shape().rank(), second.shape().rank());
        return MergeReaders.merged(call, List.of(ofRank(first, rank), ofRank(second, rank)), rule);
    }

    private boolean isConstant(Tensor value) {
        return call.inputs().stream().noneMatch(input -> input.place() == value.place());
    }

    private Tensor ofRank(Tensor value, int rank) throws RefusedException {
        List<Integer> sizes = new ArrayList<>(value.shape().sizes());
        if (isConstant(value)) {
            if (sizes.size() == rank + 1 && sizes.get(0) == 1) {
                sizes.remove(0);
            }
            while (sizes.size() < rank) {
                sizes.add(0, 1);
            }
        }
        return new Tensor(value.place(), call.shape(sizes));
    }

    private Tensor reduced(Tensor input, Reduce.Rule rule, List<Integer> axes, boolean keeps) throws RefusedException {
        int rank = input.shape().rank();
        List<Integer> reduced = new ArrayList<>();
        for (int axis : axes) {
            reduced.add(own(axis, rank));
        }
        int[] order = new int[rank];
        int at = 0;
        int block = 1;
        List<Integer> sizes = new ArrayList<>();
        for (int axis = 0; axis < rank; axis++) {
            if (!reduced.contains(axis)) {
                order[at++] = axis;
                sizes.add(input.shape().size(axis));
            } else if (keeps) {
                sizes.add(1);
            }
        }
        for (int axis = 0; axis < rank; axis++) {
            if (reduced.contains(axis)) {
                order[at++] = axis;
                block *= input.shape().size(axis);
            }
        }
        Tensor turned = isSorted(order) ? input : call.permuted(input, order);
        return call.add(new Reduce(turned.shape(), block, call.shape(sizes), rule), turned);
    }

    private static boolean isSorted(int[] order) {
        for (int i = 0; i < order.length; i++) {
            if (order[i] != i) {
                return false;
            }
        }
        return true;
    }

    private Tensor deviation(boolean isRoot) throws RefusedException {
        Tensor input = operand(0, FIRST);
        List<Integer> axes = axes("axis");
        Tensor mean = reduced(input, Reduce.Rule.MEAN, axes, true);
        Tensor away = call.join(new Merge(input.shape(), Merge.Rule.SUBTRACT), input, call.spread(mean, input.shape()));
        Tensor squares = call.add(new Elementwise(away.shape(), Activations.SQUARE), away);
        Tensor variance = reduced(squares, Reduce.Rule.MEAN, axes, isSet("keepdims"));
        return isRoot ? call.add(new Elementwise(variance.shape(), Activations.ROOT), variance) : variance;
    }

    private Tensor joined() throws RefusedException {
        List<Tensor> operands = operands();
        return MergeReaders.joined(
                call, operands, own(axis(-1), operands.get(0).shape().rank()));
    }

    private Tensor stacked() throws RefusedException {
        List<Tensor> operands = operands();
        int rank = operands.get(0).shape().rank() + 1;
        int own = own(axis(0), rank);
        List<Tensor> wider = new ArrayList<>();
        for (Tensor operand : operands) {
            List<Integer> sizes = new ArrayList<>(operand.shape().sizes());
            sizes.add(Math.min(own, sizes.size()), 1);
            wider.add(new Tensor(operand.place(), new Shape(sizes)));
        }
        return MergeReaders.joined(call, wider, own);
    }

    private Tensor expanded() throws RefusedException {
        Tensor input = operand(0, FIRST);
        List<Integer> sizes = new ArrayList<>(input.shape().sizes());
        sizes.add(own(axis(0), sizes.size() + 1), 1);
        return new Tensor(input.place(), new Shape(sizes));
    }

    private Tensor squeezed() throws RefusedException {
        Tensor input = operand(0, FIRST);
        List<Integer> sizes = new ArrayList<>(input.shape().sizes());
        List<Integer> owns = new ArrayList<>();
        for (int axis : axes("axis")) {
            owns.add(own(axis, sizes.size()));
        }
        owns.sort((a, b) -> b - a);
        for (int own : owns) {
            if (sizes.get(own) != 1) {
                throw call.layer().inconsistent("squeezes axis " + own + " of " + input.shape());
            }
            sizes.remove(own);
        }
        return new Tensor(input.place(), new Shape(sizes));
    }

    private Tensor reshaped() throws RefusedException {
        Tensor input = operand(0, FIRST);
        JsonNode given = parameter("newshape") != null ? parameter("newshape") : parameter("shape");
        if (given == null || !given.isArray() || given.isEmpty()) {
            throw call.unsupported("reshapes to a shape that it computes");
        }
        List<Integer> target = new ArrayList<>();
        long known = 1;
        int open = -1;
        for (int i = 1; i < given.size(); i++) {
            int size = given.get(i).isNull() ? -1 : call.layer().whole("shape", given.get(i));
            open = size == -1 ? i - 1 : open;
            known *= size == -1 ? 1 : size;
            target.add(size);
        }
        long count = input.shape().count();
        int batch = given.get(0).isNull() ? -1 : call.layer().whole("shape", given.get(0));
        if (open >= 0 && known > 0 && (batch == 1 || batch == -1)) {
            target.set(open, Math.toIntExact(count / known));
        }
        Shape shape = call.shape(target);
        if (shape.count() != count || (batch != -1 && batch != 1)) {
            throw call.unsupported("makes " + Reasons.quoted(given.toString()) + " of rows of " + input.shape());
        }
        return new Tensor(input.place(), shape);
    }

    private Tensor transposed() throws RefusedException {
        Tensor input = operand(0, FIRST);
        JsonNode given = parameter("axes") != null ? parameter("axes") : parameter("perm");
        int rank = input.shape().rank();
        List<Integer> order = given == null ? List.of() : numbers(given);
        if (order.size() != rank + 1 || order.get(0) != 0) {
            throw call.unsupported("transposes the batch");
        }
        int[] own = new int[rank];
        for (int axis = 0; axis < rank; axis++) {
            own[axis] = own(order.get(axis + 1), rank);
        }
        if (Arrays.stream(own).distinct().count() != rank) {
            throw call.layer().inconsistent("transposes to " + order);
        }
        return call.permuted(input, own);
    }

    /** x[:, 2:, -1] */
    private Tensor sliced() throws RefusedException {
        Tensor input = operand(0, FIRST);
        JsonNode given = argument(1, List.of("slice_spec", "key"));
        JsonNode slices = given.isArray() ? given : call.how().positional().path(1);
        int rank = input.shape().rank();
        if (slices.isEmpty() || !isWhole(slices.get(0))) {
            throw call.unsupported("cuts the batch");
        }
        List<Integer> sizes = new ArrayList<>();
        int[] starts = new int[rank];
        int[] steps = new int[rank];
        int[] counts = new int[rank];
        int axis = 0;
        for (int i = 1; i < slices.size(); i++) {
            JsonNode slice = slices.get(i);
            boolean isRest = slice.asText("").equals("...")
                    || slice.path("class_name").asText("").equals("__ellipsis__");
            if (isRest && i == slices.size() - 1) {
                break;
            }
            if (isRest || slice.isNull() || axis >= rank) {
                throw call.unsupported("cuts " + Reasons.quoted(slices.toString()) + " of " + input.shape());
            }
            boolean isPlace = slice.isIntegralNumber();
            range(slice, axis, input.shape().size(axis), starts, steps, counts);
            if (!isPlace) {
                sizes.add(counts[axis]);
            }
            axis++;
        }
        for (; axis < rank; axis++) {
            steps[axis] = 1;
            counts[axis] = input.shape().size(axis);
            sizes.add(counts[axis]);
        }
        return picked(input, call.shape(sizes), starts, steps, counts);
    }

    private static boolean isWhole(JsonNode slice) {
        JsonNode plain = slice.has("config") ? slice.path("config") : slice;
        return plain.isObject() && !plain.hasNonNull("start") && !plain.hasNonNull("stop") && !plain.hasNonNull("step");
    }

    /** Start, step and count of a slice as Python understands it. */
    private void range(JsonNode slice, int axis, int size, int[] starts, int[] steps, int[] counts)
            throws RefusedException {
        if (slice.isIntegralNumber()) {
            int place = call.layer().whole("a place", slice);
            starts[axis] = place < 0 ? place + size : place;
            steps[axis] = 1;
            counts[axis] = 1;
            if (starts[axis] < 0 || starts[axis] >= size) {
                throw call.layer().inconsistent("takes place " + place + " of " + size);
            }
            return;
        }
        JsonNode plain = slice.has("config") ? slice.path("config") : slice;
        int step = plain.hasNonNull("step") ? call.layer().whole("step", plain.get("step")) : 1;
        if (step == 0 || !plain.isObject()) {
            throw call.layer().inconsistent("cuts " + Reasons.quoted(slice.toString()));
        }
        int least = step > 0 ? 0 : -1;
        int largest = step > 0 ? size : size - 1;
        int start = bound(plain, "start", size, least, largest, step > 0 ? 0 : size - 1);
        int stop = bound(plain, "stop", size, least, largest, step > 0 ? size : -1);
        starts[axis] = start;
        steps[axis] = step;
        counts[axis] = Math.max(0, step > 0 ? (stop - start + step - 1) / step : (start - stop - step - 1) / -step);
    }

    private int bound(JsonNode slice, String key, int size, int least, int largest, int absent)
            throws RefusedException {
        if (!slice.hasNonNull(key)) {
            return absent;
        }
        int given = call.layer().whole(key, slice.get(key));
        return Math.max(least, Math.min(largest, given < 0 ? given + size : given));
    }

    private Tensor picked(Tensor input, Shape target, int[] starts, int[] steps, int[] counts) throws RefusedException {
        int[] places = new int[Math.toIntExact(target.count())];
        for (int i = 0; i < places.length; i++) {
            int left = i;
            int stride = 1;
            for (int axis = counts.length - 1; axis >= 0; axis--) {
                places[i] += (starts[axis] + left % counts[axis] * steps[axis]) * stride;
                left /= counts[axis];
                stride *= input.shape().size(axis);
            }
        }
        return call.add(Pick.of(input.shape(), target, places), input);
    }

    private Tensor flipped() throws RefusedException {
        Tensor input = operand(0, FIRST);
        int rank = input.shape().rank();
        int[] starts = new int[rank];
        int[] steps = new int[rank];
        int[] counts = new int[rank];
        for (int axis = 0; axis < rank; axis++) {
            steps[axis] = 1;
            counts[axis] = input.shape().size(axis);
        }
        for (int axis : axes("axis")) {
            int own = own(axis, rank);
            steps[own] = -1;
            starts[own] = counts[own] - 1;
        }
        return picked(input, input.shape(), starts, steps, counts);
    }

    private List<Tensor> split() throws RefusedException {
        Tensor input = operand(0, List.of("value", "x"));
        JsonNode given = parameter("num_or_size_splits") != null
                ? parameter("num_or_size_splits")
                : parameter("indices_or_sections");
        int own = own(axis(0), input.shape().rank());
        int size = input.shape().size(own);
        if (given == null || !given.isIntegralNumber() || given.asInt() < 1 || size % given.asInt() != 0) {
            throw refused();
        }
        return cut(input, own, size / given.asInt(), true);
    }

    private List<Tensor> unstacked() throws RefusedException {
        Tensor input = operand(0, List.of("value", "x"));
        return cut(input, own(axis(0), input.shape().rank()), 1, false);
    }

    private List<Tensor> cut(Tensor input, int axis, int width, boolean keeps) throws RefusedException {
        int rank = input.shape().rank();
        List<Tensor> parts = new ArrayList<>();
        for (int from = 0; from < input.shape().size(axis); from += width) {
            int[] starts = new int[rank];
            int[] steps = new int[rank];
            int[] counts = new int[rank];
            List<Integer> sizes = new ArrayList<>();
            for (int other = 0; other < rank; other++) {
                starts[other] = other == axis ? from : 0;
                steps[other] = 1;
                counts[other] = other == axis ? width : input.shape().size(other);
                if (keeps || other != axis) {
                    sizes.add(counts[other]);
                }
            }
            parts.add(picked(input, call.shape(sizes), starts, steps, counts));
        }
        return parts;
    }

    private Tensor product() throws RefusedException {
        Tensor first = operand(0, FIRST);
        Tensor second = operand(1, SECOND);
        if (isSet("adjoint_a") || isSet("adjoint_b") || name.equals("batch_dot")) {
            throw refused();
        }
        first = isSet("transpose_a") ? turned(first) : first;
        second = isSet("transpose_b") ? turned(second) : second;
        int rank = first.shape().rank();
        boolean isRow = rank == 1 && isConstant(second) && second.shape().rank() == 2;
        if (isRow) {
            Tensor row = new Tensor(first.place(), Shape.of(1, first.shape().last()));
            Tensor product = call.join(new Product(row.shape(), second.shape()), row, second);
            return new Tensor(product.place(), Shape.of(product.shape().last()));
        }
        if (rank < 2 || isConstant(first)) {
            throw call.unsupported("multiplies " + first.shape() + " and " + second.shape());
        }
        if (isConstant(second) && second.shape().rank() < rank) {
            List<Integer> sizes = new ArrayList<>(first.shape().sizes().subList(0, rank - 2));
            sizes.addAll(second.shape().sizes());
            Tensor ranked = ofRank(second, rank);
            second = call.spread(ranked, call.shape(sizes));
        }
        return call.join(new Product(first.shape(), second.shape()), first, second);
    }

    private Tensor turned(Tensor input) throws RefusedException {
        int rank = input.shape().rank();
        if (rank < 2) {
            throw call.unsupported("transposes " + input.shape());
        }
        int[] order = new int[rank];
        for (int axis = 0; axis < rank; axis++) {
            order[axis] = axis;
        }
        order[rank - 1] = rank - 2;
        order[rank - 2] = rank - 1;
        return call.permuted(input, order);
    }

    /** Vectors of length 1. */
    private Tensor unit() throws RefusedException {
        Tensor input = operand(0, FIRST);
        int rank = input.shape().rank();
        if (rank < 1 || own(axis(-1), rank) != rank - 1 || number("order", 2) != 2) {
            throw refused();
        }
        float[] ones = new float[input.shape().last()];
        Arrays.fill(ones, 1);
        return call.add(new Scaled(input.shape(), Scaled.Measure.LENGTH, ones, number("epsilon", LEAST_SQUARE)), input);
    }

    private Tensor cast() throws RefusedException {
        JsonNode type = parameter("dtype");
        String text = type == null ? "" : type.asText("");
        if (!text.equals("float32") && !text.equals("float64")) {
            throw call.unsupported("casts to " + Reasons.quoted(text));
        }
        return operand(0, FIRST);
    }
}
