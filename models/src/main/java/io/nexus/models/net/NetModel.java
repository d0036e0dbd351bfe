package io.nexus.models.net;

import io.nexus.models.serving.Model;
import io.nexus.models.serving.Port;
import io.nexus.models.serving.Signature;
import java.util.List;

/** A net with buffers of its own. */
final class NetModel implements Model {
    private final Signature signature;
    private final float[][] inputs;
    private final Layer[] layers;
    private final float[][][] layerInputs;
    private final float[][] layerOutputs;
    private final float[][] outputs;
    private final float[] work;

    NetModel(Net net) {
        signature = net.signature();
        List<Port> ports = signature.inputs();
        int count = net.steps().size();
        float[][] values = new float[ports.size() + count][];
        inputs = new float[ports.size()][];
        for (int i = 0; i < inputs.length; i++) {
            inputs[i] = new float[ports.get(i).width()];
            values[i] = inputs[i];
        }
        layers = new Layer[count];
        layerInputs = new float[count][][];
        layerOutputs = new float[count][];
        int largest = 0;
        for (int i = 0; i < count; i++) {
            Net.Step step = net.steps().get(i);
            layers[i] = step.layer();
            layerInputs[i] = pick(values, step.inputs());
            layerOutputs[i] = new float[Math.toIntExact(layers[i].shape().count())];
            values[inputs.length + i] = layerOutputs[i];
            largest = Math.max(largest, layers[i].workSize());
        }
        work = new float[largest];
        outputs = pick(values, net.outputs());
    }

    private static float[][] pick(float[][] values, List<Integer> places) {
        float[][] picked = new float[places.size()][];
        for (int i = 0; i < picked.length; i++) {
            picked[i] = values[places.get(i)];
        }
        return picked;
    }

    @Override
    public Signature signature() {
        return signature;
    }

    @Override
    public void evaluate(double[] in, double[] out) {
        int from = 0;
        for (float[] input : inputs) {
            for (int i = 0; i < input.length; i++) {
                input[i] = (float) in[from++];
            }
        }
        for (int i = 0; i < layers.length; i++) {
            layers[i].apply(layerInputs[i], layerOutputs[i], work);
        }
        int to = 0;
        for (float[] output : outputs) {
            for (float value : output) {
                out[to++] = value;
            }
        }
    }
}
