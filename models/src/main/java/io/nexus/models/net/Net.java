package io.nexus.models.net;

import io.nexus.models.serving.Model;
import io.nexus.models.serving.ModelImage;
import io.nexus.models.serving.Signature;
import java.util.List;

/** A graph of layers, each after the layers that it reads. Immutable, shared by threads. */
public final class Net implements ModelImage {
    private final Signature signature;
    private final List<Step> steps;
    private final List<Integer> outputs;

    /** A layer and the places of its inputs: first the inputs of the net, then the steps. */
    record Step(Layer layer, List<Integer> inputs) {
        Step {
            inputs = List.copyOf(inputs);
        }
    }

    Net(Signature signature, List<Step> steps, List<Integer> outputs) {
        this.signature = signature;
        this.steps = List.copyOf(steps);
        this.outputs = List.copyOf(outputs);
    }

    @Override
    public Signature signature() {
        return signature;
    }

    @Override
    public Model open() {
        return new NetModel(this);
    }

    List<Step> steps() {
        return steps;
    }

    List<Integer> outputs() {
        return outputs;
    }
}
