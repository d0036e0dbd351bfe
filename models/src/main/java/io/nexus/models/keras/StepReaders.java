package io.nexus.models.keras;

import io.nexus.models.net.Activations;
import io.nexus.models.net.Attention;
import io.nexus.models.net.Convolution;
import io.nexus.models.net.Dense;
import io.nexus.models.net.GlobalMean;
import io.nexus.models.net.Layer;
import io.nexus.models.net.Matrix;
import io.nexus.models.net.Pooling;
import io.nexus.models.net.Shape;
import io.nexus.models.net.Windows;
import io.nexus.models.net.Windows.Padding;
import io.nexus.models.serving.RefusedException;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Layers over steps without a state: convolution, pooling, attention. */
final class StepReaders {
    private static final int GLOBAL = 1;

    private StepReaders() {}

    static Map<String, LayerReader> byClass() {
        return Map.ofEntries(
                Map.entry("Conv1D", StepReaders::convolution),
                Map.entry("Convolution1D", StepReaders::convolution),
                Map.entry("MaxPooling1D", call -> pooling(call, false)),
                Map.entry("AveragePooling1D", call -> pooling(call, true)),
                Map.entry("GlobalMaxPooling1D", StepReaders::globalMax),
                Map.entry("GlobalAveragePooling1D", StepReaders::globalMean),
                Map.entry("MultiHeadAttention", StepReaders::attention));
    }

    private static Tensor convolution(LayerCall call) throws RefusedException {
        LayerConfig layer = call.layer();
        call.checkChannelsLast();
        if (call.file().backend().equals("theano")) {
            throw call.unsupported("was written with Theano, which turns its kernels around");
        }
        Tensor input = call.steps();
        int filters = layer.size("filters");
        int size = layer.singleSize("kernel_size", 0);
        int groups = layer.singleSize("groups", 1);
        int channels = input.shape().last();
        if (channels % groups != 0 || filters % groups != 0) {
            throw layer.inconsistent(
                    "has " + groups + " groups of " + channels + " channels and " + filters + " filters");
        }
        Windows windows = Windows.of(
                input.shape().size(0),
                padding(call, true),
                layer.singleSize("strides", 1),
                size,
                layer.singleSize("dilation_rate", 1));
        boolean biased = layer.flag("use_bias", true);
        float[] kernel = call.weights().take("kernel").values(size, channels / groups, filters);
        float[] bias = biased ? call.weights().take("bias").values(filters) : null;
        Matrix[][] taps = taps(kernel, size, groups, filters);
        call.shape(List.of(windows.count(), filters));
        return call.add(new Convolution(windows, taps, bias, ActivationReaders.fused(call, "activation")), input);
    }

    /** Cuts a kernel [tap][channel of a group][filter] into one matrix per tap and group. */
    private static Matrix[][] taps(float[] kernel, int size, int groups, int filters) {
        int rows = kernel.length / size / filters;
        int columns = filters / groups;
        Matrix[][] taps = new Matrix[size][groups];
        for (int tap = 0; tap < size; tap++) {
            for (int group = 0; group < groups; group++) {
                float[] own = new float[rows * columns];
                for (int row = 0; row < rows; row++) {
                    int from = (tap * rows + row) * filters + group * columns;
                    System.arraycopy(kernel, from, own, row * columns, columns);
                }
                taps[tap][group] = new Matrix(own, rows, columns);
            }
        }
        return taps;
    }

    private static Tensor pooling(LayerCall call, boolean mean) throws RefusedException {
        LayerConfig layer = call.layer();
        call.checkChannelsLast();
        Tensor input = call.steps();
        int size = layer.singleSize("pool_size", 2);
        int stride = layer.singleSize("strides", size);
        Windows windows = Windows.of(input.shape().size(0), padding(call, false), stride, size, 1);
        int channels = input.shape().last();
        Layer pooling = mean ? Pooling.mean(windows, channels) : Pooling.largest(windows, channels);
        return call.add(pooling, input);
    }

    private static Padding padding(LayerCall call, boolean causal) throws RefusedException {
        String text = call.layer().text("padding", "valid");
        return switch (text.toLowerCase(Locale.ROOT)) {
            case "valid" -> Padding.VALID;
            case "same" -> Padding.SAME;
            case "causal" -> {
                if (!causal) {
                    throw call.layer().inconsistent("has padding 'causal'");
                }
                yield Padding.CAUSAL;
            }
            default -> throw call.layer().inconsistent("has padding " + Reasons.quoted(text));
        };
    }

    private static Tensor globalMax(LayerCall call) throws RefusedException {
        call.checkChannelsLast();
        Tensor input = call.steps();
        int steps = input.shape().size(0);
        Windows all = Windows.of(steps, Padding.VALID, 1, steps, 1);
        Tensor pooled = call.add(Pooling.largest(all, input.shape().last()), input);
        return new Tensor(pooled.place(), pooledShape(call, input));
    }

    private static Tensor globalMean(LayerCall call) throws RefusedException {
        call.checkChannelsLast();
        Tensor input = call.steps(call.anyInput());
        GlobalMean mean = new GlobalMean(input.shape());
        int place = input.isMasked()
                ? call.net().add(mean, input.place(), input.mask())
                : call.net().add(mean, input.place());
        return new Tensor(place, pooledShape(call, input));
    }

    private static Shape pooledShape(LayerCall call, Tensor input) throws RefusedException {
        int channels = input.shape().last();
        return call.layer().flag("keepdims", false) ? Shape.of(GLOBAL, channels) : Shape.of(channels);
    }

    private static Tensor attention(LayerCall call) throws RefusedException {
        LayerConfig layer = call.layer();
        if (call.inputs().size() < 2 || call.inputs().size() > 3) {
            throw layer.inconsistent("is called on " + call.inputs().size() + " values");
        }
        for (Tensor input : call.inputs()) {
            call.checkUnmasked(call.steps(input));
        }
        boolean plain = !layer.flag("use_gate", false) && !layer.has("sliding_window") && !layer.has("output_shape");
        if (!plain
                || (layer.has("attention_axes") && !layer.list("attention_axes").equals(List.of(1)))) {
            throw call.unsupported("has parameters that are not served");
        }
        int heads = layer.size("num_heads");
        int keySize = layer.size("key_dim");
        int valueSize = layer.has("value_dim") ? layer.size("value_dim") : keySize;
        Tensor query = call.inputs().get(0);
        Tensor value = call.inputs().get(1);
        Tensor key = call.inputs().get(call.inputs().size() - 1);
        Tensor queries = projected(call, query, "query", heads, keySize);
        Tensor keys = projected(call, key, "key", heads, keySize);
        Tensor values = projected(call, value, "value", heads, valueSize);
        Attention attention = new Attention(queries.shape(), keys.shape(), values.shape(), heads);
        call.net().room(attention.shape().count());
        int place = call.net().add(attention, queries.place(), keys.place(), values.place());
        return output(
                call, new Tensor(place, attention.shape()), heads, query.shape().last());
    }

    private static Tensor projected(LayerCall call, Tensor input, String name, int... sizes) throws RefusedException {
        int features = input.shape().last();
        int width = Math.multiplyExact(sizes[0], sizes[1]);
        LayerWeights weights = call.weights().projection(name);
        boolean biased = call.layer().flag("use_bias", true);
        Matrix kernel = new Matrix(weights.take("kernel").values(features, sizes[0], sizes[1]), features, width);
        float[] bias = biased ? weights.take("bias").values(sizes[0], sizes[1]) : null;
        return call.add(new Dense(input.shape(), kernel, bias, Activations.LINEAR), input);
    }

    private static Tensor output(LayerCall call, Tensor joined, int heads, int features) throws RefusedException {
        int width = joined.shape().last();
        LayerWeights weights = call.weights().projection("output");
        boolean biased = call.layer().flag("use_bias", true);
        Matrix kernel = new Matrix(weights.take("kernel").values(heads, width / heads, features), width, features);
        float[] bias = biased ? weights.take("bias").values(features) : null;
        return call.add(new Dense(joined.shape(), kernel, bias, Activations.LINEAR), joined);
    }
}
