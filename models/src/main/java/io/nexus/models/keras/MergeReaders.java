package io.nexus.models.keras;

import io.nexus.models.net.Concatenate;
import io.nexus.models.net.Merge;
import io.nexus.models.net.Product;
import io.nexus.models.net.Scaled;
import io.nexus.models.net.Shape;
import io.nexus.models.serving.RefusedException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** Layers of several inputs. */
final class MergeReaders {
    /** Least squared length that a vector is divided by. */
    private static final double LEAST_LENGTH = 1e-12;

    private MergeReaders() {}

    static Map<String, LayerReader> byClass() {
        return Map.of(
                "Add", call -> merge(call, Merge.Rule.ADD),
                "Subtract", call -> merge(call, Merge.Rule.SUBTRACT),
                "Multiply", call -> merge(call, Merge.Rule.MULTIPLY),
                "Average", call -> merge(call, Merge.Rule.AVERAGE),
                "Maximum", call -> merge(call, Merge.Rule.MAXIMUM),
                "Minimum", call -> merge(call, Merge.Rule.MINIMUM),
                "Dot", MergeReaders::dot,
                "Concatenate", MergeReaders::concatenate);
    }

    private static Tensor merge(LayerCall call, Merge.Rule rule) throws RefusedException {
        checkInputs(call);
        if (rule == Merge.Rule.SUBTRACT && call.inputs().size() != 2) {
            throw call.layer().inconsistent("has " + call.inputs().size() + " inputs");
        }
        return merged(call, call.inputs(), rule);
    }

    /** Values combined; axes of size 1 are repeated. */
    static Tensor merged(LayerCall call, List<Tensor> values, Merge.Rule rule) throws RefusedException {
        List<Integer> sizes = new ArrayList<>(values.get(0).shape().sizes());
        for (Tensor value : values) {
            List<Integer> own = value.shape().sizes();
            for (int axis = 0; axis < sizes.size() && own.size() == sizes.size(); axis++) {
                sizes.set(axis, Math.max(sizes.get(axis), own.get(axis)));
            }
            if (own.size() != sizes.size()) {
                throw call.unsupported("joins the shapes " + values.get(0).shape() + " and " + value.shape());
            }
        }
        Shape shape = call.shape(sizes);
        List<Tensor> spread = new ArrayList<>();
        for (Tensor value : values) {
            spread.add(call.spread(value, shape));
        }
        return call.join(new Merge(shape, rule), spread.toArray(Tensor[]::new));
    }

    /** Products of the values along one axis of each, maybe of vectors of length 1. */
    private static Tensor dot(LayerCall call) throws RefusedException {
        checkInputs(call);
        List<Integer> axes = call.layer().list("axes");
        if (axes.isEmpty() || axes.size() > 2 || call.inputs().size() != 2) {
            throw call.layer().inconsistent("multiplies " + call.inputs().size() + " values along axes " + axes);
        }
        Tensor[] sides = new Tensor[2];
        for (int side = 0; side < 2; side++) {
            Tensor input = call.inputs().get(side);
            int rank = input.shape().rank();
            int axis = axes.get(axes.size() == 1 ? 0 : side);
            int own = axis < 0 ? rank + axis : axis - 1;
            if (rank > 2 || own < 0 || own >= rank) {
                throw call.unsupported("multiplies " + input.shape() + " along axes " + axes);
            }
            Tensor rows = own == rank - 1 ? input : call.permuted(input, 1, 0);
            int width = rows.shape().last();
            if (call.layer().flag("normalize", false)) {
                float[] ones = new float[width];
                Arrays.fill(ones, 1);
                rows = call.add(new Scaled(rows.shape(), Scaled.Measure.LENGTH, ones, LEAST_LENGTH), rows);
            }
            sides[side] = new Tensor(rows.place(), Shape.of(rows.shape().rows(), width));
        }
        Tensor turned = call.permuted(sides[1], 1, 0);
        Tensor product = call.join(new Product(sides[0].shape(), turned.shape()), sides[0], turned);
        boolean isFirst = call.inputs().get(0).shape().rank() == 2;
        boolean isSecond = call.inputs().get(1).shape().rank() == 2;
        Shape shape = product.shape();
        if (isFirst && isSecond) {
            return product;
        }
        return new Tensor(product.place(), isFirst ? Shape.of(shape.size(0)) : Shape.of(shape.size(1)));
    }

    private static Tensor concatenate(LayerCall call) throws RefusedException {
        checkInputs(call);
        int rank = call.inputs().get(0).shape().rank();
        int axis = call.layer().has("axis") ? call.layer().list("axis").get(0) : -1;
        return joined(call, call.inputs(), axis < 0 ? rank + axis : axis - 1);
    }

    /** Values one after the other along an axis, from 0 without the batch. */
    static Tensor joined(LayerCall call, List<Tensor> values, int axis) throws RefusedException {
        int rank = values.get(0).shape().rank();
        for (Tensor value : values) {
            if (axis < 0 || axis >= rank || value.shape().rank() != rank) {
                throw call.layer().inconsistent("joins " + value.shape() + " along axis " + axis + " of a row");
            }
        }
        List<Shape> shapes = values.stream().map(Tensor::shape).toList();
        return call.join(new Concatenate(shapes, axis), values.toArray(Tensor[]::new));
    }

    private static void checkInputs(LayerCall call) throws RefusedException {
        if (call.inputs().size() < 2) {
            throw call.layer().inconsistent("has " + call.inputs().size() + " inputs");
        }
        for (Tensor input : call.inputs()) {
            call.checkUnmasked(input);
        }
    }
}
