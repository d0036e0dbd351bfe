package io.nexus.models.keras;

import io.nexus.models.keras.Inbound.Reference;
import io.nexus.models.net.NetBuilder;
import io.nexus.models.serving.RefusedException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Adds the layers of a model to a net, models inside it among them. */
final class ModelReader {
    /** Layers and calls of all models of a file, a model counted as often as it is called. */
    private static final int CALLS = 5000;

    private final KerasOrigin file;
    private final NetBuilder net;
    private int calls;

    ModelReader(KerasOrigin file, NetBuilder net) {
        this.file = file;
        this.net = net;
    }

    /** What is known of the file. */
    KerasOrigin file() {
        return file;
    }

    /** Adds a model that is called on values and returns its values. */
    List<Tensor> read(ModelConfig model, ModelWeights weights, List<Tensor> inputs) throws RefusedException {
        model.self().checkServable(file.version());
        count(model.all().size());
        return model.isChain() ? List.of(chain(model, weights, inputs)) : graph(model, weights, inputs);
    }

    private void count(int more) throws RefusedException {
        calls += more;
        if (calls > CALLS) {
            throw Reasons.tooLarge("the models of this file call more than " + CALLS + " layers");
        }
    }

    private Tensor chain(ModelConfig model, ModelWeights weights, List<Tensor> inputs) throws RefusedException {
        if (inputs.size() != 1) {
            throw model.self().inconsistent("is called on " + inputs.size() + " values");
        }
        Tensor at = inputs.get(0);
        for (LayerConfig layer : model.layers()) {
            List<Tensor> outputs = call(layer, weights.of(layer), List.of(at), Call.plain());
            if (outputs.size() != 1) {
                throw layer.inconsistent("gives " + outputs.size() + " values in a chain");
            }
            at = outputs.get(0);
        }
        return at;
    }

    /** Adds a layer or a model that is called once more. */
    List<Tensor> again(LayerConfig layer, LayerWeights own, List<Tensor> inputs) throws RefusedException {
        count(1);
        return call(layer, own, inputs, Call.plain());
    }

    private List<Tensor> call(LayerConfig layer, LayerWeights own, List<Tensor> inputs, Call how)
            throws RefusedException {
        if (ModelConfig.isModel(layer)) {
            ModelConfig nested = ModelConfig.of(layer);
            List<Tensor> outputs = read(nested, own.model(nested), inputs);
            own.checkAllTaken();
            return outputs;
        }
        List<Tensor> outputs = LayerReaders.read(new LayerCall(layer, own, inputs, how, this, net));
        own.checkAllTaken();
        return outputs;
    }

    private List<Tensor> graph(ModelConfig model, ModelWeights weights, List<Tensor> inputs) throws RefusedException {
        Map<Reference, Tensor> known = new HashMap<>();
        List<Reference> names = ModelEnds.references(model, "input_layers", file.version());
        if (names.size() != inputs.size()) {
            throw model.self().inconsistent("has " + names.size() + " inputs and is called on " + inputs.size());
        }
        for (int i = 0; i < names.size(); i++) {
            known.put(names.get(i), inputs.get(i));
        }
        List<Waiting> waiting = waiting(model);
        Set<Reference> asked = new HashSet<>(ModelEnds.references(model, "output_layers", file.version()));
        count(waiting.size());
        waiting.forEach(one -> asked.addAll(one.inputs()));
        while (!waiting.isEmpty()) {
            List<Waiting> still = new ArrayList<>();
            for (Waiting one : waiting) {
                if (known.keySet().containsAll(one.inputs())) {
                    add(one, first(one, asked), weights, known);
                } else {
                    still.add(one);
                }
            }
            if (still.size() == waiting.size()) {
                throw Reasons.inconsistent(still.get(0).layer().title() + " waits for "
                        + Reasons.quoted(still.get(0).inputs().toString()) + ", which is never computed");
            }
            waiting = still;
        }
        return outputs(model, known);
    }

    /** A call of a layer that is not yet in the net. */
    private record Waiting(LayerConfig layer, int call, int calls, Call how) {
        List<Reference> inputs() {
            return how.inputs();
        }
    }

    /** Number of the first call: models inside a graph count their own making as call 0, depending on the version of
     * Keras. */
    private static int first(Waiting one, Set<Reference> asked) throws RefusedException {
        String name = one.layer().name();
        boolean later = ModelConfig.isModel(one.layer())
                && asked.stream()
                        .anyMatch(reference -> reference.layer().equals(name) && reference.call() == one.calls());
        if (later && asked.stream().anyMatch(reference -> reference.layer().equals(name) && reference.call() == 0)) {
            throw one.layer().inconsistent("is called " + one.calls() + " times and asked for more");
        }
        return later ? 1 : 0;
    }

    private List<Waiting> waiting(ModelConfig model) throws RefusedException {
        List<Waiting> waiting = new ArrayList<>();
        for (LayerConfig layer : model.layers()) {
            if (!layer.className().equals(ModelConfig.INPUT)) {
                List<Call> calls = new Inbound(layer, file.version()).calls();
                for (int i = 0; i < calls.size(); i++) {
                    waiting.add(new Waiting(layer, i, calls.size(), calls.get(i)));
                }
            }
        }
        return waiting;
    }

    private void add(Waiting one, int first, ModelWeights weights, Map<Reference, Tensor> known)
            throws RefusedException {
        List<Tensor> inputs = one.inputs().stream().map(known::get).toList();
        List<Tensor> outputs = call(one.layer(), weights.of(one.layer()), inputs, one.how());
        for (int i = 0; i < outputs.size(); i++) {
            known.put(new Reference(one.layer().name(), one.call() + first, i), outputs.get(i));
        }
    }

    private List<Tensor> outputs(ModelConfig model, Map<Reference, Tensor> known) throws RefusedException {
        List<Tensor> outputs = new ArrayList<>();
        for (Reference name : ModelEnds.references(model, "output_layers", file.version())) {
            Tensor output = known.get(name);
            if (output == null) {
                throw model.self()
                        .inconsistent("gives " + Reasons.quoted(name.toString()) + ", which is never computed");
            }
            outputs.add(output);
        }
        return outputs;
    }
}
