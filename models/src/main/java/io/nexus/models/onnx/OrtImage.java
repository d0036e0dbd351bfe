package io.nexus.models.onnx;

import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import io.nexus.models.serving.ModelImage;
import io.nexus.models.serving.RefusedException;
import io.nexus.models.serving.Signature;
import java.util.List;
import java.util.Set;

/** A checked graph that ONNX Runtime serves. Every model opened from it has a session of its own. */
final class OrtImage implements ModelImage {
    /** ONNX Runtime may keep the weights as they came and once more in the order that its loops read; measured were 1.0 times
     * the file for a net of 4 MB and 1.8 times for one of 38 MB. */
    private static final int COPIES_OF_WEIGHTS = 3;

    /** Measured: 1.8 MB for a graph of 415 operators. */
    private static final int OPERATOR_BYTES = 4 << 10;

    /** A session without operators; a generous guess, too little to measure. */
    private static final long SESSION_BYTES = 512 << 10;

    private final byte[] bytes;
    private final Signature signature;
    private final List<ValueDef> inputs;
    private final List<ValueDef> outputs;
    private final Set<String> halves;
    private final long workBytes;

    /** @param bytes of a model whose inputs and outputs are floats, doubles or 64 bit numbers of known shape
     * @param halves inputs and outputs that are floats of 16 bits
     * @param work how much memory its operators and the values in between take */
    OrtImage(
            byte[] bytes,
            Signature signature,
            List<ValueDef> inputs,
            List<ValueDef> outputs,
            Set<String> halves,
            Work work) {
        this.bytes = bytes;
        this.signature = signature;
        this.inputs = List.copyOf(inputs);
        this.outputs = List.copyOf(outputs);
        this.halves = Set.copyOf(halves);
        this.workBytes = work.operators() * (long) OPERATOR_BYTES + work.valueBytes();
    }

    /** Operators of a graph, and bytes of the values in between. */
    record Work(int operators, long valueBytes) {}

    @Override
    public Signature signature() {
        return signature;
    }

    List<ValueDef> inputs() {
        return inputs;
    }

    List<ValueDef> outputs() {
        return outputs;
    }

    boolean isHalf(ValueDef value) {
        return halves.contains(value.name());
    }

    @Override
    public long nativeBytes() {
        return SESSION_BYTES + COPIES_OF_WEIGHTS * (long) bytes.length + workBytes;
    }

    @Override
    public OrtModel open() throws RefusedException {
        OrtSession session = Ort.fast(bytes);
        try {
            return new OrtModel(this, session);
        } catch (OrtException e) {
            Ort.close(session);
            throw Ort.refused("ONNX Runtime does not take the inputs: " + Ort.message(e));
        }
    }
}
