package io.nexus.models.keras;

import io.nexus.models.net.Activations;
import io.nexus.models.net.Affine;
import io.nexus.models.net.Attention;
import io.nexus.models.net.Dense;
import io.nexus.models.net.Elementwise;
import io.nexus.models.net.GlobalMean;
import io.nexus.models.net.Grid;
import io.nexus.models.net.GridPooling;
import io.nexus.models.net.Matrix;
import io.nexus.models.net.Merge;
import io.nexus.models.net.Product;
import io.nexus.models.net.Shape;
import io.nexus.models.net.Windows;
import io.nexus.models.net.Windows.Padding;
import io.nexus.models.serving.RefusedException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** Layers over all steps without a state: pooling, attention. */
final class StepReaders {
    private static final int GLOBAL = 1;

    private StepReaders() {}

    static Map<String, LayerReader> byClass() {
        return Map.ofEntries(
                Map.entry("GlobalMaxPooling1D", StepReaders::globalMax),
                Map.entry("GlobalAveragePooling1D", StepReaders::globalMean),
                Map.entry("MultiHeadAttention", StepReaders::attention),
                Map.entry("Attention", StepReaders::dotAttention),
                Map.entry("AdditiveAttention", StepReaders::additiveAttention));
    }

    private static Tensor globalMax(LayerCall call) throws RefusedException {
        call.checkChannelsLast();
        Tensor input = call.steps();
        int steps = input.shape().size(0);
        Windows all = Windows.of(steps, Padding.VALID, 1, steps, 1);
        Tensor pooled = call.add(
                new GridPooling(Grid.sliding(List.of(all)), input.shape().last(), false), input);
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
        Attention attention =
                new Attention(queries.shape(), keys.shape(), values.shape(), heads, call.isSet("use_causal_mask"));
        call.net().room(attention.shape().count());
        int place = call.net().add(attention, queries.place(), keys.place(), values.place());
        return output(
                call, new Tensor(place, attention.shape()), heads, query.shape().last());
    }

    /** Values weighted by the softmax of the products of queries and keys. */
    private static Tensor dotAttention(LayerCall call) throws RefusedException {
        checkPlain(call);
        if (!call.layer().text("score_mode", "dot").equals("dot")) {
            throw call.unsupported(
                    "has score_mode " + Reasons.quoted(call.layer().text("score_mode", "")));
        }
        Tensor query = call.inputs().get(0);
        Tensor key = call.inputs().get(call.inputs().size() - 1);
        Tensor turned = call.permuted(key, 1, 0);
        call.net().room((long) query.shape().size(0) * key.shape().size(0));
        Tensor scores = call.join(new Product(query.shape(), turned.shape()), query, turned);
        if (call.layer().flag("use_scale", false)) {
            float[] scale = call.weights().take("scale").values();
            float[] offset = new float[scores.shape().last()];
            float[] factor = new float[offset.length];
            if (scale.length != 1) {
                throw call.layer().inconsistent("has " + scale.length + " scales");
            }
            Arrays.fill(factor, scale[0]);
            scores = call.add(new Affine(scores.shape(), factor, offset), scores);
        }
        return weighted(call, scores);
    }

    /** Values weighted by the softmax of the sums of tanh(query + key). */
    private static Tensor additiveAttention(LayerCall call) throws RefusedException {
        checkPlain(call);
        Tensor query = call.inputs().get(0);
        Tensor key = call.inputs().get(call.inputs().size() - 1);
        int width = query.shape().last();
        int queries = query.shape().size(0);
        int keys = key.shape().size(0);
        Shape pairs = call.shape(List.of(queries, keys, width));
        Tensor first = call.spread(new Tensor(query.place(), Shape.of(queries, 1, width)), pairs);
        Tensor second = call.spread(new Tensor(key.place(), Shape.of(1, keys, width)), pairs);
        Tensor sums = call.join(new Merge(pairs, Merge.Rule.ADD), first, second);
        Tensor bent = call.add(new Elementwise(pairs, Activations.TANH), sums);
        float[] scale;
        if (call.layer().flag("use_scale", true)) {
            scale = call.weights().take("scale").values(width);
        } else {
            scale = new float[width];
            Arrays.fill(scale, 1);
        }
        Tensor scores = call.add(new Dense(pairs, new Matrix(scale, width, 1), null, Activations.LINEAR), bent);
        return weighted(call, new Tensor(scores.place(), Shape.of(queries, keys)));
    }

    private static void checkPlain(LayerCall call) throws RefusedException {
        if (call.inputs().size() < 2 || call.inputs().size() > 3) {
            throw call.layer().inconsistent("is called on " + call.inputs().size() + " values");
        }
        for (Tensor input : call.inputs()) {
            call.checkUnmasked(call.steps(input));
        }
        if (call.layer().flag("causal", false) || call.isSet("use_causal_mask")) {
            throw call.unsupported("is causal");
        }
    }

    private static Tensor weighted(LayerCall call, Tensor scores) throws RefusedException {
        Tensor weights = call.add(new Elementwise(scores.shape(), Activations.SOFTMAX), scores);
        Tensor value = call.inputs().get(1);
        return call.join(new Product(weights.shape(), value.shape()), weights, value);
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
