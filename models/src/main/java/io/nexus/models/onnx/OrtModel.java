package io.nexus.models.onnx;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import io.nexus.models.serving.Model;
import io.nexus.models.serving.ModelFailure;
import io.nexus.models.serving.Signature;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A model that ONNX Runtime evaluates in memory that is shared with it, so that a row is copied in and out once. */
final class OrtModel implements Model {
    private final Signature signature;
    private final OrtSession session;
    private final OrtSession.RunOptions options;
    private final long nativeBytes;
    private final List<RowBuffer> inputs = new ArrayList<>();
    private final List<RowBuffer> outputs = new ArrayList<>();
    private final Map<String, OnnxTensor> inputTensors = new LinkedHashMap<>();
    private final Map<String, OnnxTensor> outputTensors = new LinkedHashMap<>();
    private boolean isClosed;

    OrtModel(OrtImage image, OrtSession session) throws OrtException {
        this.signature = image.signature();
        this.session = session;
        this.nativeBytes = image.nativeBytes();
        this.options = new OrtSession.RunOptions();
        for (ValueDef input : image.inputs()) {
            RowBuffer row = RowBuffer.of(input, image.isHalf(input));
            inputs.add(row);
            inputTensors.put(input.name(), row.tensor());
        }
        for (ValueDef output : image.outputs()) {
            RowBuffer row = RowBuffer.of(output, image.isHalf(output));
            outputs.add(row);
            outputTensors.put(output.name(), row.tensor());
        }
    }

    OrtSession.RunOptions options() {
        return options;
    }

    @Override
    public Signature signature() {
        return signature;
    }

    @Override
    public void evaluate(double[] in, double[] out) {
        int at = 0;
        for (int i = 0; i < inputs.size(); i++) {
            inputs.get(i).write(in, at);
            at += inputs.get(i).count();
        }
        try {
            session.run(inputTensors, Set.of(), outputTensors, options).close();
        } catch (OrtException e) {
            throw new ModelFailure("ONNX Runtime: " + Ort.message(e), e);
        }
        at = 0;
        for (int i = 0; i < outputs.size(); i++) {
            outputs.get(i).read(out, at);
            at += outputs.get(i).count();
        }
    }

    @Override
    public long nativeBytes() {
        return nativeBytes;
    }

    @Override
    public void close() {
        if (isClosed) {
            return;
        }
        isClosed = true;
        inputs.forEach(row -> row.tensor().close());
        outputs.forEach(row -> row.tensor().close());
        options.close();
        Ort.close(session);
    }
}
