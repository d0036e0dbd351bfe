package io.nexus.models.keras;

import com.fasterxml.jackson.databind.JsonNode;
import io.nexus.models.net.Affine;
import io.nexus.models.net.Dense;
import io.nexus.models.net.LayerNorm;
import io.nexus.models.net.Matrix;
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

    private DenseReaders() {}

    static Map<String, LayerReader> byClass() {
        return Map.of(
                "Dense", DenseReaders::dense,
                "BatchNormalization", DenseReaders::batchNormalization,
                "LayerNormalization", DenseReaders::layerNormalization,
                "Normalization", DenseReaders::normalization,
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
        Tensor input = call.anyInput();
        int width = lastAxis(call, input);
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
        return call.add(new Affine(input.shape(), factors, offsets), input);
    }

    private static Tensor layerNormalization(LayerCall call) throws RefusedException {
        LayerConfig layer = call.layer();
        Tensor input = call.anyInput();
        int width = lastAxis(call, input);
        if (layer.flag("rms_scaling", false)) {
            throw call.unsupported("has rms_scaling");
        }
        float[] gamma = layer.flag("scale", true) ? call.weights().take("gamma").values(width) : ones(width);
        float[] beta = layer.flag("center", true) ? call.weights().take("beta").values(width) : new float[width];
        double epsilon = layer.number("epsilon", EPSILON);
        if (epsilon <= 0) {
            throw layer.inconsistent("has epsilon " + epsilon);
        }
        return call.add(new LayerNorm(input.shape(), gamma, beta, epsilon), input);
    }

    private static Tensor normalization(LayerCall call) throws RefusedException {
        LayerConfig layer = call.layer();
        Tensor input = call.input();
        int width = layer.has("axis") ? lastAxis(call, input) : input.shape().last();
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
        if (layer.flag("invert", false)) {
            return call.add(new Affine(input.shape(), deviation, mean), input);
        }
        return call.add(new Standardize(input.shape(), mean, deviation), input);
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
