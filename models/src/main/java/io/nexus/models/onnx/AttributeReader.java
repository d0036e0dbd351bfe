package io.nexus.models.onnx;

import io.nexus.models.serving.Refusal;
import io.nexus.models.serving.RefusedException;
import java.util.ArrayList;
import java.util.List;

/** Reads the settings of one node. */
final class AttributeReader {
    private final Budget budget;
    private final TensorReader tensors;
    private final String operator;
    private final GraphSource graphs;

    /** Reads a graph inside of a node. */
    @FunctionalInterface
    interface GraphSource {
        OnnxModel.Body read(WireReader in) throws RefusedException;
    }

    AttributeReader(Budget budget, TensorReader tensors, String operator, GraphSource graphs) {
        this.budget = budget;
        this.tensors = tensors;
        this.operator = operator;
        this.graphs = graphs;
    }

    AttributeDef read(WireReader in) throws RefusedException {
        budget.take(1);
        AttributeDef.Content content = new AttributeDef.Content();
        Numbers floats = new Numbers(budget);
        Numbers ints = new Numbers(budget);
        List<String> texts = new ArrayList<>();
        int type = 0;
        while (in.next()) {
            switch (in.number()) {
                case 1 -> content.name = in.text();
                case 2 -> content.number = in.floatValue();
                case 3 -> content.integer = in.value();
                case 4 -> content.text = in.text();
                case 5 -> content.tensor = tensors.read(in.message(), "a setting of " + operator);
                case 6 -> content.graph = graphs.read(in.message());
                case 11 -> throw control();
                case 7 -> floats.addFixed(in, Float.BYTES);
                case 8 -> ints.addVarints(in);
                case 9 -> {
                    budget.take(1);
                    texts.add(in.text());
                }
                case 20 -> type = (int) in.value();
                case 21 -> content.reference = in.text();
                default -> {}
            }
        }
        content.floats = floats.floats();
        content.ints = ints.longs();
        content.texts = texts;
        return new AttributeDef(content, type == 0 ? guess(content) : known(type, content));
    }

    private RefusedException control() {
        return new RefusedException(
                Refusal.UNSUPPORTED,
                "The operator " + operator + " runs several graphs of its own, which is not served.",
                "Export the model without loops and branches: unroll them, or trace it with an example row.");
    }

    private int known(int type, AttributeDef.Content content) throws RefusedException {
        boolean isKnown = type == AttributeDef.FLOAT
                || type == AttributeDef.INT
                || type == AttributeDef.TEXT
                || (type == AttributeDef.TENSOR && content.tensor != null)
                || (type == AttributeDef.GRAPH && content.graph != null)
                || !content.reference.isEmpty()
                || type == AttributeDef.FLOATS
                || type == AttributeDef.INTS
                || type == AttributeDef.TEXTS;
        if (!isKnown) {
            throw new RefusedException(
                    Refusal.UNSUPPORTED,
                    "The setting " + content.name + " of the operator " + operator + " has the type " + type
                            + ", which is not served.",
                    WireReader.COPY_AGAIN);
        }
        return type;
    }

    /** Old files leave the type out. */
    private static int guess(AttributeDef.Content content) {
        if (content.graph != null) {
            return AttributeDef.GRAPH;
        }
        if (content.tensor != null) {
            return AttributeDef.TENSOR;
        }
        if (content.floats.length > 0) {
            return AttributeDef.FLOATS;
        }
        if (content.ints.length > 0) {
            return AttributeDef.INTS;
        }
        if (!content.texts.isEmpty()) {
            return AttributeDef.TEXTS;
        }
        if (!content.text.isEmpty()) {
            return AttributeDef.TEXT;
        }
        return content.number == 0 ? AttributeDef.INT : AttributeDef.FLOAT;
    }
}
