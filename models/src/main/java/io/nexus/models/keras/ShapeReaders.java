package io.nexus.models.keras;

import com.fasterxml.jackson.databind.JsonNode;
import io.nexus.models.net.Pick;
import io.nexus.models.net.Shape;
import io.nexus.models.serving.RefusedException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;

/** Layers that move values and change none. */
final class ShapeReaders {
    private ShapeReaders() {}

    static Map<String, LayerReader> byClass() {
        return Map.of(
                "Flatten", ShapeReaders::flatten,
                "Reshape", ShapeReaders::reshape,
                "Permute", ShapeReaders::permute,
                "RepeatVector", ShapeReaders::repeatVector,
                "ZeroPadding1D", ShapeReaders::zeroPadding,
                "Cropping1D", ShapeReaders::cropping,
                "UpSampling1D", ShapeReaders::upSampling);
    }

    private static Tensor flatten(LayerCall call) throws RefusedException {
        call.checkChannelsLast();
        Tensor input = call.input();
        return new Tensor(input.place(), Shape.of(Math.toIntExact(input.shape().count())));
    }

    private static Tensor reshape(LayerCall call) throws RefusedException {
        Tensor input = call.input();
        List<Integer> target = new ArrayList<>(call.layer().list("target_shape"));
        long known = 1;
        int open = -1;
        for (int i = 0; i < target.size(); i++) {
            if (target.get(i) == -1 && open < 0) {
                open = i;
            } else {
                known = Math.multiplyExact(known, (long) target.get(i));
            }
        }
        long count = input.shape().count();
        if (open >= 0 && known > 0) {
            target.set(open, Math.toIntExact(count / known));
        }
        Shape shape = call.shape(target);
        if (shape.count() != count) {
            throw call.layer().inconsistent("makes " + shape + " of " + input.shape());
        }
        return new Tensor(input.place(), shape);
    }

    private static Tensor permute(LayerCall call) throws RefusedException {
        Tensor input = call.input();
        List<Integer> dims = call.layer().list("dims");
        int[] order = new int[dims.size()];
        for (int i = 0; i < order.length; i++) {
            order[i] = dims.get(i) - 1;
            if (order[i] < 0 || order[i] >= input.shape().rank()) {
                throw call.layer().inconsistent("has dims " + dims + " for " + input.shape());
            }
        }
        if (order.length != input.shape().rank() || new HashSet<>(dims).size() != order.length) {
            throw call.layer().inconsistent("has dims " + dims + " for " + input.shape());
        }
        return call.add(Pick.permuted(input.shape(), order), input);
    }

    private static Tensor repeatVector(LayerCall call) throws RefusedException {
        Tensor input = call.input();
        int times = call.layer().size("n");
        if (input.shape().rank() != 1) {
            throw call.layer().inconsistent("repeats a vector, its input has the shape " + input.shape());
        }
        call.shape(List.of(times, input.shape().last()));
        return call.add(Pick.repeated(input.shape(), times), input);
    }

    private static Tensor zeroPadding(LayerCall call) throws RefusedException {
        call.checkChannelsLast();
        Tensor input = call.steps();
        int[] ends = ends(call, "padding");
        return padded(call, input, ends[0], ends[1]);
    }

    private static Tensor cropping(LayerCall call) throws RefusedException {
        Tensor input = call.steps();
        int[] ends = ends(call, "cropping");
        return padded(call, input, -ends[0], -ends[1]);
    }

    private static Tensor padded(LayerCall call, Tensor input, int before, int after) throws RefusedException {
        long steps = (long) input.shape().size(0) + before + after;
        call.shape(
                List.of((int) Math.min(steps, Integer.MAX_VALUE), input.shape().last()));
        return call.add(Pick.padded(input.shape(), before, after), input);
    }

    private static Tensor upSampling(LayerCall call) throws RefusedException {
        Tensor input = call.steps();
        int times = call.layer().singleSize("size", 2);
        call.shape(List.of(times, input.shape().size(0), input.shape().last()));
        return call.add(Pick.upsampled(input.shape(), times), input);
    }

    private static int[] ends(LayerCall call, String key) throws RefusedException {
        JsonNode value = call.layer().config().get(key);
        List<Integer> ends = value == null ? List.of(1) : call.layer().list(key);
        int before = ends.isEmpty() ? -1 : ends.get(0);
        int after = ends.isEmpty() ? -1 : ends.get(ends.size() - 1);
        if (before < 0 || after < 0 || ends.size() > 2) {
            throw call.layer().inconsistent("has " + key + " " + ends);
        }
        return new int[] {before, after};
    }
}
