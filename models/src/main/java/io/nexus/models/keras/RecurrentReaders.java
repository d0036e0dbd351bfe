package io.nexus.models.keras;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.nexus.models.net.Activation;
import io.nexus.models.net.Cell;
import io.nexus.models.net.Concatenate;
import io.nexus.models.net.GruCell;
import io.nexus.models.net.Lookup;
import io.nexus.models.net.LstmCell;
import io.nexus.models.net.MaskedSteps;
import io.nexus.models.net.Matrix;
import io.nexus.models.net.Merge;
import io.nexus.models.net.Pick;
import io.nexus.models.net.Recurrent;
import io.nexus.models.net.Shape;
import io.nexus.models.net.SimpleCell;
import io.nexus.models.net.StepMask;
import io.nexus.models.serving.RefusedException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Recurrent layers and the mask that they obey. */
final class RecurrentReaders {
    private static final Set<String> CLASSES = Set.of("SimpleRNN", "LSTM", "GRU");
    private static final String CELL = "Cell";
    /** Parameters of a run, not of its cell. */
    private static final List<String> OF_RUN = List.of(
            "return_sequences", "return_state", "go_backwards", "stateful", "time_major", "zero_output_for_mask");

    private static final int LSTM_GATES = 4;
    private static final int GRU_GATES = 3;

    private RecurrentReaders() {}

    static boolean isServed(LayerConfig layer) {
        return CLASSES.contains(layer.className())
                || layer.className().equals("RNN")
                || layer.className().equals("Bidirectional");
    }

    /** Adds a recurrent layer: its outputs, then its last state if it returns that. */
    static List<Tensor> read(LayerCall call) throws RefusedException {
        if (call.layer().className().equals("Bidirectional")) {
            return bidirectional(call);
        }
        return run(call, call.weights(), call.layer().flag("zero_output_for_mask", false));
    }

    static Tensor masking(LayerCall call) throws RefusedException {
        Tensor input = call.steps();
        float masked = (float) call.layer().number("mask_value", 0);
        int mask = call.net().add(new StepMask(input.shape(), masked), input.place());
        int place = call.net().add(new MaskedSteps(input.shape()), input.place(), mask);
        return new Tensor(place, input.shape(), mask);
    }

    /** Rows of a table by their numbers; with {@code mask_zero} steps of number 0 do not count. */
    static Tensor embedding(LayerCall call) throws RefusedException {
        Tensor input = call.input();
        int rows = call.layer().size("input_dim");
        int width = call.layer().size("output_dim");
        float[] table = call.weights().take("embeddings").values(rows, width);
        call.net().room(input.shape().count() * width);
        Tensor found = call.add(new Lookup(input.shape(), table, rows, width), input);
        if (!call.layer().flag("mask_zero", false)) {
            return found;
        }
        if (input.shape().rank() != 1) {
            throw call.unsupported("masks numbers of shape " + input.shape());
        }
        int mask = call.net()
                .add(new StepMask(Shape.of(Math.toIntExact(input.shape().count()), 1), 0), input.place());
        return new Tensor(found.place(), found.shape(), mask);
    }

    /** Runs a layer of one cell, or of several on top of each other. */
    private static List<Tensor> run(LayerCall call, LayerWeights weights, boolean zeroMasked) throws RefusedException {
        if (!call.layer().className().equals("RNN")) {
            return run(call, weights.cell(), call.inputs(), zeroMasked);
        }
        LayerConfig cell = call.layer().inner("cell");
        cell.checkServable(call.file().version());
        if (!cell.className().equals("StackedRNNCells")) {
            return run(ofCell(call, cell, true), weights.cell(), call.inputs(), zeroMasked);
        }
        JsonNode cells = cell.config().path("cells");
        if (call.layer().flag("return_state", false) || call.inputs().size() != 1 || cells.isEmpty()) {
            throw call.unsupported("returns or takes the states of several cells");
        }
        LayerWeights[] own = weights.cell().cells(cells.size(), cell);
        List<Tensor> at = call.inputs();
        for (int i = 0; i < cells.size(); i++) {
            LayerConfig one = LayerConfig.of(cells.get(i));
            one.checkServable(call.file().version());
            boolean isLast = i == cells.size() - 1;
            LayerCall inner = ofCell(call, one, i == 0);
            at = run(isLast ? inner : sequences(inner), own[i], at, zeroMasked);
        }
        return at;
    }

    /** A layer of a single cell with the other parameters of its RNN. */
    private static LayerCall ofCell(LayerCall call, LayerConfig cell, boolean isFirst) throws RefusedException {
        String name = cell.className();
        String layerClass = name.endsWith(CELL) ? name.substring(0, name.length() - CELL.length()) : name;
        if (!name.endsWith(CELL) || !CLASSES.contains(layerClass)) {
            throw call.unsupported("runs " + cell.title() + ", which is not served");
        }
        ObjectNode parameters = JsonNodeFactory.instance.objectNode();
        for (String key : OF_RUN) {
            parameters.set(key, call.layer().config().path(key));
        }
        if (!isFirst) {
            parameters.put("go_backwards", false);
        }
        parameters.properties().removeIf(entry -> entry.getValue().isMissingNode());
        return call.of(cell.with(layerClass, parameters), call.weights(), call.inputs());
    }

    private static LayerCall sequences(LayerCall call) {
        ObjectNode parameters = JsonNodeFactory.instance.objectNode().put("return_sequences", true);
        return call.of(call.layer().with(call.layer().className(), parameters), call.weights(), call.inputs());
    }

    private static List<Tensor> run(LayerCall call, LayerWeights weights, List<Tensor> inputs, boolean zeroMasked)
            throws RefusedException {
        LayerConfig layer = call.layer();
        if (inputs.isEmpty()) {
            throw layer.inconsistent("is called on nothing");
        }
        Tensor input = call.steps(inputs.get(0));
        if (layer.flag("time_major", false)) {
            throw call.unsupported("has time_major");
        }
        Cell cell = cell(call, weights, input.shape().last());
        boolean sequences = layer.flag("return_sequences", false);
        boolean states = layer.flag("return_state", false);
        List<Tensor> given = inputs.subList(1, inputs.size());
        checkStates(layer, cell, given);
        Recurrent.Run run = new Recurrent.Run(layer.flag("go_backwards", false), sequences, zeroMasked);
        Recurrent.Ends ends = new Recurrent.Ends(input.isMasked(), !given.isEmpty(), states);
        Recurrent recurrent = new Recurrent(cell, input.shape().size(0), run, ends);
        List<Integer> places = new ArrayList<>(List.of(input.place()));
        if (input.isMasked()) {
            places.add(input.mask());
        }
        given.forEach(state -> places.add(state.place()));
        int place = call.net().add(recurrent, places.toArray(Integer[]::new));
        int mask = sequences ? input.mask() : Tensor.UNMASKED;
        return states
                ? parts(
                        call,
                        new Tensor(place, recurrent.shape(), mask),
                        cell,
                        input.shape().size(0),
                        sequences)
                : List.of(new Tensor(place, recurrent.shape(), mask));
    }

    private static void checkStates(LayerConfig layer, Cell cell, List<Tensor> given) throws RefusedException {
        long sum = 0;
        for (Tensor state : given) {
            sum += state.shape().count();
        }
        if (!given.isEmpty() && sum != cell.stateSize()) {
            throw layer.inconsistent("is given a state of " + sum + " values, it has " + cell.stateSize());
        }
    }

    /** Outputs and the parts of the last state, which lie in one row. */
    private static List<Tensor> parts(LayerCall call, Tensor all, Cell cell, int steps, boolean sequences)
            throws RefusedException {
        int units = cell.units();
        List<Tensor> parts = new ArrayList<>();
        int from = sequences ? Math.multiplyExact(steps, units) : units;
        Shape shape = sequences ? Shape.of(steps, units) : Shape.of(units);
        parts.add(part(call, all, shape, 0, all.mask()));
        for (int state = 0; state < cell.stateSize() / units; state++) {
            parts.add(part(call, all, Shape.of(units), from + state * units, Tensor.UNMASKED));
        }
        return parts;
    }

    private static Tensor part(LayerCall call, Tensor all, Shape shape, int from, int mask) throws RefusedException {
        int[] places = new int[Math.toIntExact(shape.count())];
        for (int i = 0; i < places.length; i++) {
            places[i] = from + i;
        }
        return new Tensor(call.net().add(Pick.of(all.shape(), shape, places), all.place()), shape, mask);
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

    private static List<Tensor> bidirectional(LayerCall call) throws RefusedException {
        LayerConfig forward = call.layer().inner("layer");
        boolean own = call.layer().has("backward_layer");
        LayerConfig backward = own ? call.layer().inner("backward_layer") : forward;
        for (LayerConfig inner : List.of(forward, backward)) {
            inner.checkServable(call.file().version());
            if (!isServed(inner) || inner.className().equals("Bidirectional")) {
                throw call.unsupported("wraps " + inner.title() + ", which is not served inside it");
            }
        }
        boolean sequences = forward.flag("return_sequences", false);
        boolean states = forward.flag("return_state", false);
        if (sequences != backward.flag("return_sequences", false)
                || states != backward.flag("return_state", false)
                || (own && forward.flag("go_backwards", false) == backward.flag("go_backwards", false))) {
            throw call.layer().inconsistent("wraps two layers that do not fit");
        }
        LayerWeights[] weights = call.weights().directions();
        Tensor input = call.anyInput();
        LayerConfig turned = own ? backward : forward.turned();
        List<Tensor> ahead = run(call.of(forward, weights[0], call.inputs()), weights[0], sequences);
        List<Tensor> back = run(call.of(turned, weights[1], call.inputs()), weights[1], sequences);
        Tensor last = back.get(0);
        if (sequences) {
            last = call.add(Pick.reversed(last.shape()), last);
        }
        List<Tensor> results =
                new ArrayList<>(merged(call, ahead.get(0), last, sequences ? input.mask() : Tensor.UNMASKED));
        results.addAll(ahead.subList(1, ahead.size()));
        results.addAll(back.subList(1, back.size()));
        return results;
    }

    private static List<Tensor> merged(LayerCall call, Tensor ahead, Tensor back, int mask) throws RefusedException {
        String mode = call.layer().text("merge_mode", "none");
        if (mode.equals("none")) {
            return List.of(ahead, new Tensor(back.place(), back.shape(), mask));
        }
        if (mode.equals("concat")) {
            Concatenate joined = new Concatenate(
                    List.of(ahead.shape(), back.shape()), ahead.shape().rank() - 1);
            return List.of(new Tensor(call.net().add(joined, ahead.place(), back.place()), joined.shape(), mask));
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
        return List.of(new Tensor(call.net().add(merge, ahead.place(), back.place()), merge.shape(), mask));
    }
}
