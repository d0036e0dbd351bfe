package io.nexus.models.keras;

import io.nexus.models.net.Activation;
import io.nexus.models.net.Cell;
import io.nexus.models.net.Concatenate;
import io.nexus.models.net.GruCell;
import io.nexus.models.net.LstmCell;
import io.nexus.models.net.MaskedSteps;
import io.nexus.models.net.Matrix;
import io.nexus.models.net.Merge;
import io.nexus.models.net.Pick;
import io.nexus.models.net.Recurrent;
import io.nexus.models.net.SimpleCell;
import io.nexus.models.net.StepMask;
import io.nexus.models.serving.RefusedException;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Recurrent layers and the mask that they obey. */
final class RecurrentReaders {
    private static final Set<String> CLASSES = Set.of("SimpleRNN", "LSTM", "GRU");
    private static final int LSTM_GATES = 4;
    private static final int GRU_GATES = 3;

    private RecurrentReaders() {}

    static Map<String, LayerReader> byClass() {
        return Map.of(
                "Masking", RecurrentReaders::masking,
                "SimpleRNN", RecurrentReaders::recurrent,
                "LSTM", RecurrentReaders::recurrent,
                "GRU", RecurrentReaders::recurrent,
                "Bidirectional", RecurrentReaders::bidirectional);
    }

    private static Tensor masking(LayerCall call) throws RefusedException {
        Tensor input = call.steps();
        float masked = (float) call.layer().number("mask_value", 0);
        int mask = call.net().add(new StepMask(input.shape(), masked), input.place());
        int place = call.net().add(new MaskedSteps(input.shape()), input.place(), mask);
        return new Tensor(place, input.shape(), mask);
    }

    private static Tensor recurrent(LayerCall call) throws RefusedException {
        return run(call, call.weights().cell(), call.layer().flag("zero_output_for_mask", false));
    }

    private static Tensor run(LayerCall call, LayerWeights weights, boolean zeroMasked) throws RefusedException {
        LayerConfig layer = call.layer();
        Tensor input = call.steps(call.anyInput());
        for (String flag : List.of("stateful", "return_state", "time_major")) {
            if (layer.flag(flag, false)) {
                throw call.unsupported("has " + flag);
            }
        }
        Cell cell = cell(call, weights, input.shape().last());
        boolean sequences = layer.flag("return_sequences", false);
        Recurrent.Run run = new Recurrent.Run(layer.flag("go_backwards", false), sequences, zeroMasked);
        Recurrent recurrent = new Recurrent(cell, input.shape().size(0), run);
        int place = input.isMasked()
                ? call.net().add(recurrent, input.place(), input.mask())
                : call.net().add(recurrent, input.place());
        return new Tensor(place, recurrent.shape(), sequences ? input.mask() : Tensor.UNMASKED);
    }

    private static Cell cell(LayerCall call, LayerWeights weights, int features) throws RefusedException {
        LayerConfig layer = call.layer();
        int units = layer.size("units");
        boolean biased = layer.flag("use_bias", true);
        for (String key : List.of("activation", "recurrent_activation")) {
            boolean needed = key.equals("activation") || !layer.className().equals("SimpleRNN");
            if (needed && !layer.config().has(key)) {
                throw layer.inconsistent("does not say its " + key);
            }
        }
        Activation activation = ActivationReaders.fused(call, "activation");
        if (layer.className().equals("SimpleRNN")) {
            Matrix kernel = matrix(weights, "kernel", features, units);
            Matrix recurrent = matrix(weights, "recurrent_kernel", units, units);
            return new SimpleCell(
                    kernel, recurrent, biased ? weights.take("bias").values(units) : null, activation);
        }
        Activation gate = ActivationReaders.fused(call, "recurrent_activation");
        boolean lstm = layer.className().equals("LSTM");
        int width = Math.multiplyExact(lstm ? LSTM_GATES : GRU_GATES, units);
        Matrix kernel = matrix(weights, "kernel", features, width);
        float[] recurrent = weights.take("recurrent_kernel").values(units, width);
        if (lstm) {
            float[] bias = biased ? weights.take("bias").values(width) : null;
            return new LstmCell(kernel, new Matrix(recurrent, units, width), bias, activation, gate);
        }
        if (layer.flag("reset_after", false)) {
            float[] both = biased ? weights.take("bias").values(2, width) : null;
            GruCell.Biases biases = both == null
                    ? new GruCell.Biases(null, null)
                    : new GruCell.Biases(part(both, 0, width), part(both, width, width));
            return GruCell.resetAfter(kernel, new Matrix(recurrent, units, width), biases, activation, gate);
        }
        float[] bias = biased ? weights.take("bias").values(width) : null;
        Matrix[] maps = {columns(recurrent, units, 0, 2 * units), columns(recurrent, units, 2 * units, units)};
        return GruCell.resetBefore(kernel, maps, bias, activation, gate);
    }

    private static Matrix matrix(LayerWeights weights, String role, int rows, int columns) throws RefusedException {
        return new Matrix(weights.take(role).values(rows, columns), rows, columns);
    }

    private static float[] part(float[] values, int from, int count) {
        float[] part = new float[count];
        System.arraycopy(values, from, part, 0, count);
        return part;
    }

    private static Matrix columns(float[] values, int rows, int from, int count) {
        float[] part = new float[rows * count];
        for (int row = 0; row < rows; row++) {
            System.arraycopy(values, row * (values.length / rows) + from, part, row * count, count);
        }
        return new Matrix(part, rows, count);
    }

    private static Tensor bidirectional(LayerCall call) throws RefusedException {
        LayerConfig forward = LayerConfig.of(call.layer().config().get("layer"));
        boolean own = call.layer().has("backward_layer");
        LayerConfig backward = own ? LayerConfig.of(call.layer().config().get("backward_layer")) : forward;
        for (LayerConfig inner : List.of(forward, backward)) {
            inner.checkServable(call.file().version());
            if (!CLASSES.contains(inner.className())) {
                throw call.unsupported("wraps " + inner.title() + ", which is not served inside it");
            }
        }
        boolean sequences = forward.flag("return_sequences", false);
        if (sequences != backward.flag("return_sequences", false)
                || (own && forward.flag("go_backwards", false) == backward.flag("go_backwards", false))) {
            throw call.layer().inconsistent("wraps two layers that do not fit");
        }
        LayerWeights[] weights = call.weights().directions();
        Tensor ahead = run(call.of(forward, weights[0], call.inputs()), weights[0].cell(), sequences);
        Tensor input = call.anyInput();
        Tensor back;
        if (own) {
            back = run(call.of(backward, weights[1], call.inputs()), weights[1].cell(), sequences);
        } else {
            LayerConfig turned = forward.turned();
            back = run(call.of(turned, weights[1], call.inputs()), weights[1].cell(), sequences);
        }
        if (sequences) {
            back = call.add(Pick.reversed(back.shape()), back);
        }
        return merged(call, ahead, back, sequences ? input.mask() : Tensor.UNMASKED);
    }

    private static Tensor merged(LayerCall call, Tensor ahead, Tensor back, int mask) throws RefusedException {
        String mode = call.layer().text("merge_mode", "none");
        if (mode.equals("concat")) {
            Concatenate joined = new Concatenate(
                    List.of(ahead.shape(), back.shape()), ahead.shape().rank() - 1);
            return new Tensor(call.net().add(joined, ahead.place(), back.place()), joined.shape(), mask);
        }
        if (!ahead.shape().equals(back.shape())) {
            throw call.layer().inconsistent("joins " + ahead.shape() + " and " + back.shape());
        }
        Merge.Rule rule =
                switch (mode) {
                    case "sum" -> Merge.Rule.ADD;
                    case "ave" -> Merge.Rule.AVERAGE;
                    case "mul" -> Merge.Rule.MULTIPLY;
                    default -> throw call.unsupported("has merge_mode " + Reasons.quoted(mode));
                };
        Merge merge = new Merge(ahead.shape(), rule);
        return new Tensor(call.net().add(merge, ahead.place(), back.place()), merge.shape(), mask);
    }
}
