package io.nexus.models.onnx;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Settles the one size of the inputs that a file leaves open, e.g. its number of steps, from how many values a row has. */
final class OpenAxis {
    private OpenAxis() {}

    /** The model with that size, if there is one and rows of this width fit it; else the same model.
     *
     * @param rowWidth values of a row; 0 if not known
     * @param notes receives what was settled */
    static OnnxModel closed(OnnxModel model, int rowWidth, List<String> notes) {
        OnnxModel.Body graph = model.graph();
        Set<String> constants = graph.constants().stream().map(TensorDef::name).collect(Collectors.toSet());
        List<ValueDef> inputs = new ArrayList<>(graph.inputs());
        long others = 0;
        int open = -1;
        int axis = -1;
        for (int i = 0; i < inputs.size(); i++) {
            List<Long> dims = inputs.get(i).dims();
            if (constants.contains(inputs.get(i).name())) {
                continue;
            }
            if (dims == null) {
                return model;
            }
            int found = -1;
            for (int at = 1; at < dims.size(); at++) {
                if (dims.get(at) < 0 && (open >= 0 || found >= 0)) {
                    return model;
                }
                found = dims.get(at) < 0 ? at : found;
            }
            if (found >= 0) {
                open = i;
                axis = found;
            } else {
                others += known(dims);
            }
        }
        if (open < 0) {
            return model;
        }
        ValueDef input = inputs.get(open);
        List<Long> declared = input.dims();
        List<Long> dims = new ArrayList<>(declared == null ? List.of() : declared);
        long own = known(dims);
        if (rowWidth <= others || (rowWidth - others) % own != 0) {
            return model;
        }
        dims.set(axis, (rowWidth - others) / own);
        inputs.set(open, new ValueDef(input.name(), input.type(), dims));
        notes.add("The file leaves a size of the input " + input.name() + " open; rows of " + rowWidth
                + " values make it " + dims.get(axis) + ".");
        return model.withGraph(
                new OnnxModel.Body(graph.nodes(), graph.constants(), inputs, graph.outputs(), graph.hints()));
    }

    /** Product of the sizes behind the batch that are known. */
    private static long known(List<Long> dims) {
        long known = dims.isEmpty() || dims.get(0) <= 1 ? 1 : dims.get(0);
        for (long size : dims.subList(Math.min(1, dims.size()), dims.size())) {
            known = Math.min(Integer.MAX_VALUE, known * Math.max(1, size));
        }
        return known;
    }
}
