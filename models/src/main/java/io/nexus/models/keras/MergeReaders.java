package io.nexus.models.keras;

import io.nexus.models.net.Concatenate;
import io.nexus.models.net.Merge;
import io.nexus.models.net.Shape;
import io.nexus.models.serving.RefusedException;
import java.util.List;
import java.util.Map;

/** Layers of several inputs. */
final class MergeReaders {
    private MergeReaders() {}

    static Map<String, LayerReader> byClass() {
        return Map.of(
                "Add", call -> merge(call, Merge.Rule.ADD),
                "Subtract", call -> merge(call, Merge.Rule.SUBTRACT),
                "Multiply", call -> merge(call, Merge.Rule.MULTIPLY),
                "Average", call -> merge(call, Merge.Rule.AVERAGE),
                "Maximum", call -> merge(call, Merge.Rule.MAXIMUM),
                "Minimum", call -> merge(call, Merge.Rule.MINIMUM),
                "Concatenate", MergeReaders::concatenate);
    }

    private static Tensor merge(LayerCall call, Merge.Rule rule) throws RefusedException {
        checkInputs(call);
        Shape shape = call.inputs().get(0).shape();
        if (rule == Merge.Rule.SUBTRACT && call.inputs().size() != 2) {
            throw call.layer().inconsistent("has " + call.inputs().size() + " inputs");
        }
        for (Tensor input : call.inputs()) {
            if (!input.shape().equals(shape)) {
                throw call.unsupported("joins the shapes " + shape + " and " + input.shape());
            }
        }
        return new Tensor(call.net().add(new Merge(shape, rule), places(call)), shape);
    }

    private static Tensor concatenate(LayerCall call) throws RefusedException {
        checkInputs(call);
        int rank = call.inputs().get(0).shape().rank();
        int axis = call.layer().has("axis") ? call.layer().list("axis").get(0) : -1;
        int own = axis < 0 ? rank + axis : axis - 1;
        for (Tensor input : call.inputs()) {
            if (own < 0 || own >= rank || input.shape().rank() != rank) {
                throw call.layer().inconsistent("joins " + input.shape() + " along axis " + axis);
            }
        }
        List<Shape> shapes = call.inputs().stream().map(Tensor::shape).toList();
        Concatenate joined = new Concatenate(shapes, own);
        return new Tensor(call.net().add(joined, places(call)), joined.shape());
    }

    private static void checkInputs(LayerCall call) throws RefusedException {
        if (call.inputs().size() < 2) {
            throw call.layer().inconsistent("has " + call.inputs().size() + " inputs");
        }
        for (Tensor input : call.inputs()) {
            call.checkUnmasked(input);
        }
    }

    static Integer[] places(LayerCall call) {
        return call.inputs().stream().map(Tensor::place).toArray(Integer[]::new);
    }
}
