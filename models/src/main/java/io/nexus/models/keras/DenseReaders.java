package io.nexus.models.keras;

import com.fasterxml.jackson.databind.JsonNode;
import io.nexus.models.net.Affine;
import io.nexus.models.net.Dense;
import io.nexus.models.net.GroupNorm;
import io.nexus.models.net.Layer;
import io.nexus.models.net.LayerNorm;
import io.nexus.models.net.Matrix;
import io.nexus.models.net.Scaled;
import io.nexus.models.net.Shape;
import io.nexus.models.net.Standardize;
import io.nexus.models.serving.RefusedException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** Layers along the last axis: products and normalisations. */
final class DenseReaders {
    private static final double EPSILON = 1e-3;
    private static final double LEAST_DEVIATION = 1e-7;
    private static final double LEAST_SQUARE = 1e-12;
    private static final double ROOT_EPSILON = 1e-6;

    private DenseReaders() {}

    static Map<String, LayerReader> byClass() {
        return Map.of(
                "Dense", DenseReaders::dense,
                "BatchNormalization", DenseReaders::batchNormalization,
                "LayerNormalization", DenseReaders::layerNormalization,
                "Normalization", DenseReaders::normalization,
                "GroupNormalization", DenseReaders::groupNormalization,
                "UnitNormalization", DenseReaders::unitNormalization,
                "RMSNormalization", DenseReaders::rootMeanSquare,
                "Rescaling", DenseReaders::rescaling);
    }

    private static Tensor dense(LayerCall call) throws RefusedException {
        LayerConfig layer = call.layer();
        Tensor input = call.anyInput();
        int units = layer.size("units");
        int features = input.shape().last();
        if (input.shape().rank() < 1) {
            throw layer.inconsistent("is called on a single number");
        }
        boolean biased = layer.flag("use_bias", true);
        Matrix kernel = new Matrix(call.weights().take("kernel").values(features, units), features, units);
        float[] bias = biased ? call.weights().take("bias").values(units) : null;
        return call.add(new Dense(input.shape(), kernel, bias, ActivationReaders.fused(call, "activation")), input);
    }

    private static Tensor batchNormalization(LayerCall call) throws RefusedException {
        LayerConfig layer = call.layer();
        Tensor given = call.anyInput();
        int[] order = lastOrder(call, given);
        boolean isTurned = order.length > 0;
        Tensor input = isTurned ? call.permuted(given, order) : given;
        int width = input.shape().last();
        if (layer.flag("renorm", false)) {
            throw call.unsupported("has renorm");
        }
        float epsilon = (float) layer.number("epsilon", EPSILON);
        float[] gamma = layer.flag("scale", true) ? call.weights().take("gamma").values(width) : ones(width);
        float[] beta = layer.flag("center", true) ? call.weights().take("beta").values(width) : new float[width];
        float[] mean = call.weights().take("moving_mean").values(width);
        float[] variance = call.weights().take("moving_variance").values(width);
        float[] factors = new float[width];
        float[] offsets = new float[width];
        for (int i = 0; i < width; i++) {
            factors[i] = (float) (1 / Math.sqrt(variance[i] + epsilon)) * gamma[i];
            offsets[i] = beta[i] - mean[i] * factors[i];
            if (!Float.isFinite(factors[i]) || !Float.isFinite(offsets[i])) {
                throw layer.inconsistent("has variance " + variance[i] + " at place " + i);
            }
        }
        Tensor result = call.add(new Affine(input.shape(), factors, offsets), input);
        return isTurned ? call.permuted(result, order) : result;
    }

    /** How the axes change places so that the one that the layer works on is the last; empty if it is. */
    private static int[] lastOrder(LayerCall call, Tensor input) throws RefusedException {
        int rank = input.shape().rank();
        List<Integer> axes = call.layer().has("axis") ? call.layer().list("axis") : List.of(-1);
        int own = axes.size() != 1 ? -1 : axes.get(0) < 0 ? rank + axes.get(0) : axes.get(0) - 1;
        if (own < 0 || own >= rank) {
            throw call.unsupported("works along axis " + axes + " of " + input.shape());
        }
        int[] order = new int[own == rank - 1 ? 0 : rank];
        for (int axis = 0; axis < order.length; axis++) {
            order[axis] = axis == own ? rank - 1 : axis == rank - 1 ? own : axis;
        }
        return order;
    }

    private static Tensor layerNormalization(LayerCall call) throws RefusedException {
        LayerConfig layer = call.layer();
        Tensor given = call.anyInput();
        int[] sizes = lastSizes(call, given);
        int width = product(sizes);
        Tensor input = new Tensor(
                given.place(), Shape.of(Math.toIntExact(given.shape().count() / width), width), given.mask());
        boolean isScaling = layer.flag("rms_scaling", false);
        boolean hasGamma = isScaling || layer.flag("scale", true);
        boolean hasBeta = !isScaling && layer.flag("center", true);
        float[] gamma = hasGamma ? call.weights().take("gamma").values(sizes) : ones(width);
        float[] beta = hasBeta ? call.weights().take("beta").values(sizes) : new float[width];
        double epsilon = layer.number("epsilon", EPSILON);
        if (epsilon <= 0) {
            throw layer.inconsistent("has epsilon " + epsilon);
        }
        Tensor result = call.add(
                isScaling
                        ? new Scaled(input.shape(), Scaled.Measure.DEVIATION, gamma, epsilon)
                        : new LayerNorm(input.shape(), gamma, beta, epsilon),
                input);
        return new Tensor(result.place(), given.shape(), result.mask());
    }

    /** Sizes of the axes that the layer works on, checked to be the last ones. */
    private static int[] lastSizes(LayerCall call, Tensor input) throws RefusedException {
        int rank = input.shape().rank();
        List<Integer> axes = call.layer().has("axis") ? call.layer().list("axis") : List.of(-1);
        int[] sizes = new int[axes.size()];
        for (int i = 0; i < sizes.length; i++) {
            int own = axes.get(i) < 0 ? rank + axes.get(i) : axes.get(i) - 1;
            if (own != rank - sizes.length + i || own < 0) {
                throw call.unsupported(
                        "works along axis " + axes + " of " + input.shape() + ", only the last ones are served");
            }
            sizes[i] = input.shape().size(own);
        }
        if (sizes.length == 0) {
            throw call.unsupported("works along no axis");
        }
        return sizes;
    }

    private static int product(int[] sizes) {
        int product = 1;
        for (int size : sizes) {
            product = Math.multiplyExact(product, size);
        }
        return product;
    }

    private static Tensor groupNormalization(LayerCall call) throws RefusedException {
        LayerConfig layer = call.layer();
        Tensor input = call.input();
        int width = lastAxis(call, input);
        int groups = layer.whole("groups", layer.config().get("groups"));
        groups = groups == -1 ? width : groups;
        if (groups < 1) {
            throw layer.inconsistent("has " + groups + " groups");
        }
        float[] gamma = layer.flag("scale", true) ? call.weights().take("gamma").values(width) : ones(width);
        float[] beta = layer.flag("center", true) ? call.weights().take("beta").values(width) : new float[width];
        return call.add(new GroupNorm(input.shape(), groups, gamma, beta, layer.number("epsilon", EPSILON)), input);
    }

    private static Tensor unitNormalization(LayerCall call) throws RefusedException {
        Tensor input = call.input();
        float[] ones = ones(lastAxis(call, input));
        return call.add(new Scaled(input.shape(), Scaled.Measure.LENGTH, ones, LEAST_SQUARE), input);
    }

    private static Tensor rootMeanSquare(LayerCall call) throws RefusedException {
        Tensor input = call.input();
        float[] scale = call.weights().take("scale").values(lastAxis(call, input));
        double epsilon = call.layer().number("epsilon", ROOT_EPSILON);
        return call.add(new Scaled(input.shape(), Scaled.Measure.ROOT_MEAN_SQUARE, scale, epsilon), input);
    }

    private static Tensor normalization(LayerCall call) throws RefusedException {
        LayerConfig layer = call.layer();
        Tensor original = call.input();
        boolean isSingle = !layer.has("axis") || layer.list("axis").isEmpty();
        int[] sizes = isSingle ? new int[] {original.shape().last()} : lastSizes(call, original);
        int width = product(sizes);
        Shape flat = Shape.of(Math.toIntExact(original.shape().count() / width), width);
        Tensor input = new Tensor(original.place(), flat);
        boolean given = layer.has("mean");
        float[] mean = given
                ? numbers(call, "mean", 0, width)
                : wide(call, call.weights().take("mean"), width);
        float[] variance = given
                ? numbers(call, "variance", 1, width)
                : wide(call, call.weights().take("variance"), width);
        if (!given) {
            call.weights().take("count");
        }
        float[] deviation = new float[width];
        for (int i = 0; i < width; i++) {
            if (variance[i] < 0) {
                throw layer.inconsistent("has variance " + variance[i] + " at place " + i);
            }
            deviation[i] = (float) Math.max(Math.sqrt(variance[i]), LEAST_DEVIATION);
        }
        Layer result = layer.flag("invert", false)
                ? new Affine(flat, deviation, mean)
                : new Standardize(flat, mean, deviation);
        return new Tensor(call.add(result, input).place(), original.shape());
    }

    private static Tensor rescaling(LayerCall call) throws RefusedException {
        Tensor input = call.input();
        int width = input.shape().last();
        float[] factors = numbers(call, "scale", 1, width);
        float[] offsets = numbers(call, "offset", 0, width);
        return call.add(new Affine(input.shape(), factors, offsets), input);
    }

    /** Width of the last axis, checked to be the only one that the layer works on. */
    private static int lastAxis(LayerCall call, Tensor input) throws RefusedException {
        Shape shape = input.shape();
        List<Integer> axes = call.layer().has("axis") ? call.layer().list("axis") : List.of(-1);
        if (shape.rank() < 1 || axes.size() != 1 || (axes.get(0) != -1 && axes.get(0) != shape.rank())) {
            throw call.unsupported("works along axis " + axes + " of " + shape + ", only the last one is served");
        }
        return shape.last();
    }

    /** Numbers of the configuration, one for all or one for each. */
    private static float[] numbers(LayerCall call, String key, double absent, int width) throws RefusedException {
        List<Float> found = new ArrayList<>();
        JsonNode value = call.layer().config().get(key);
        while (value != null && value.isArray() && value.size() == 1) {
            value = value.get(0);
        }
        if (value != null && value.isArray()) {
            for (JsonNode item : value) {
                found.add((float) call.layer().number(key, item));
            }
        } else {
            found.add((float)
                    (value == null || value.isNull() ? absent : call.layer().number(key, value)));
        }
        if (found.size() != 1 && found.size() != width) {
            throw call.layer().inconsistent("has " + found.size() + " numbers of " + key + " for " + width + " values");
        }
        float[] numbers = new float[width];
        for (int i = 0; i < width; i++) {
            numbers[i] = found.get(found.size() == 1 ? 0 : i);
        }
        return numbers;
    }

    private static float[] wide(LayerCall call, Weight weight, int width) throws RefusedException {
        float[] values = weight.values();
        if (values.length == width) {
            return values;
        }
        if (values.length != 1) {
            throw call.layer().inconsistent("has " + values.length + " numbers for " + width + " values");
        }
        float[] numbers = new float[width];
        Arrays.fill(numbers, values[0]);
        return numbers;
    }

    private static float[] ones(int width) {
        float[] ones = new float[width];
        Arrays.fill(ones, 1);
        return ones;
    }
}
