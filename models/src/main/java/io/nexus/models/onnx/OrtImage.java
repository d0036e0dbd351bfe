package io.nexus.models.onnx;

import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import io.nexus.models.serving.ModelImage;
import io.nexus.models.serving.RefusedException;
import io.nexus.models.serving.Signature;
import java.util.List;

/** A checked graph that ONNX Runtime serves. Every model opened from it has a session of its own. */
final class OrtImage implements ModelImage {
    /** ONNX Runtime keeps the weights as they came and once more in the order that its loops read; measured 1.1 to 3.1. */
    private static final int COPIES_OF_WEIGHTS = 3;

    /** A session without any weights; measured 0.2 to 0.4 MB. */
    private static final long SESSION_BYTES = 512 << 10;

    private final byte[] bytes;
    private final Signature signature;
    private final List<ValueDef> inputs;
    private final List<ValueDef> outputs;
    private final long valueBytes;

    /** @param bytes of a model whose inputs and outputs are floats, doubles or 64 bit numbers of known shape
     * @param valueBytes that its values in between take */
    OrtImage(byte[] bytes, Signature signature, List<ValueDef> inputs, List<ValueDef> outputs, long valueBytes) {
        this.bytes = bytes;
        this.signature = signature;
        this.inputs = List.copyOf(inputs);
        this.outputs = List.copyOf(outputs);
        this.valueBytes = valueBytes;
    }

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

    long nativeBytes() {
        return SESSION_BYTES + COPIES_OF_WEIGHTS * (long) bytes.length + valueBytes;
    }

    @Override
    public OrtModel open() throws RefusedException {
        OrtSession session = Ort.fast(bytes);
        try {
            return new OrtModel(this, session);
        } catch (OrtException e) {
            throw Ort.refused("ONNX Runtime does not take the inputs: " + Ort.message(e));
        }
    }
}
