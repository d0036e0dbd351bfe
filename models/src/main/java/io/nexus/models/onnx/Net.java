package io.nexus.models.onnx;

import io.nexus.models.serving.Model;
import io.nexus.models.serving.ModelImage;
import io.nexus.models.serving.Signature;
import java.util.List;
import java.util.Map;

/** A net of plain layers that Java evaluates, in floats as ONNX Runtime does.
 *
 * @param widths of the registers; the first ones are the inputs
 * @param constants registers that no step writes, by number
 * @param outputs registers of the outputs */
record Net(Signature signature, int[] widths, Map<Integer, float[]> constants, List<NetStep> steps, int[] outputs)
        implements ModelImage {
    Net {
        constants = Map.copyOf(constants);
        steps = List.copyOf(steps);
    }

    /** Multiplications of weights that one row takes. */
    long products() {
        return steps.stream().mapToLong(NetStep::products).sum();
    }

    @Override
    public Model open() {
        return new Opened(this);
    }

    private static final class Opened implements Model {
        private final Signature signature;
        private final NetStep[] steps;
        private final float[][] registers;
        private final int inputs;
        private final int[] outputs;

        Opened(Net net) {
            signature = net.signature;
            steps = net.steps.toArray(NetStep[]::new);
            outputs = net.outputs;
            inputs = signature.inputs().size();
            registers = new float[net.widths.length][];
            for (int i = 0; i < registers.length; i++) {
                float[] constant = net.constants.get(i);
                registers[i] = constant == null ? new float[net.widths[i]] : constant;
            }
        }

        @Override
        public Signature signature() {
            return signature;
        }

        @Override
        public void evaluate(double[] in, double[] out) {
            int at = 0;
            for (int i = 0; i < inputs; i++) {
                float[] register = registers[i];
                for (int k = 0; k < register.length; k++) {
                    register[k] = (float) in[at++];
                }
            }
            for (NetStep step : steps) {
                step.run(registers);
            }
            at = 0;
            for (int output : outputs) {
                for (float value : registers[output]) {
                    out[at++] = value;
                }
            }
        }
    }
}
