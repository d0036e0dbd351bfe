package io.nexus.models.onnx;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OnnxValue;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.TensorInfo;
import io.nexus.models.serving.Limits;
import io.nexus.models.serving.RefusedException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Runs the part of a graph that some of its values need, on one row. */
final class TrialRun {
    private TrialRun() {}

    /** Values of the graph.
     *
     * @param wanted names of values whose writers only read values of known size
     * @param row values of all inputs, one after the other */
    static Map<String, TensorDef> values(Prepared prepared, Set<String> wanted, double[] row, Limits limits)
            throws RefusedException {
        OnnxModel.Body graph = prepared.model().graph();
        Set<String> needed = new HashSet<>(wanted);
        Set<NodeDef> running = Collections.newSetFromMap(new IdentityHashMap<>());
        List<NodeDef> nodes = graph.nodes();
        for (int i = nodes.size() - 1; i >= 0; i--) {
            if (nodes.get(i).outputs().stream().anyMatch(needed::contains)) {
                running.add(nodes.get(i));
                needed.addAll(nodes.get(i).inputs());
            }
        }
        OnnxModel.Body part = new OnnxModel.Body(
                nodes.stream().filter(running::contains).toList(),
                graph.constants().stream()
                        .filter(constant -> needed.contains(constant.name()))
                        .toList(),
                graph.inputs().stream()
                        .filter(input -> needed.contains(input.name()))
                        .toList(),
                wanted.stream().map(ValueDef::untyped).toList(),
                graph.hints());
        return run(prepared.model().withGraph(part), rows(graph, row), limits);
    }

    /** The part of the row that belongs to each input. */
    private static Map<String, double[]> rows(OnnxModel.Body graph, double[] row) {
        Map<String, double[]> rows = new HashMap<>();
        int at = 0;
        for (ValueDef input : graph.inputs()) {
            int count = Math.toIntExact(TensorReader.count(input.dims() == null ? List.of() : input.dims()));
            rows.put(input.name(), Arrays.copyOfRange(row, at, at + count));
            at += count;
        }
        return rows;
    }

    private static Map<String, TensorDef> run(OnnxModel model, Map<String, double[]> rows, Limits limits)
            throws RefusedException {
        List<OnnxTensor> open = new ArrayList<>();
        try (OrtSession session = Ort.plain(ModelWriter.bytes(model));
                OrtSession.RunOptions options = new OrtSession.RunOptions();
                Watchdog watchdog = new Watchdog(options, limits.dryRunMs())) {
            Map<String, OnnxTensor> inputs = new HashMap<>();
            for (ValueDef input : model.graph().inputs()) {
                RowBuffer row = RowBuffer.of(input);
                open.add(row.tensor());
                row.write(rows.getOrDefault(input.name(), new double[row.count()]), 0);
                inputs.put(input.name(), row.tensor());
            }
            watchdog.start();
            try (OrtSession.Result result = run(session, inputs, options, watchdog)) {
                Map<String, TensorDef> values = new HashMap<>();
                for (Map.Entry<String, OnnxValue> entry : result) {
                    if (entry.getValue() instanceof OnnxTensor tensor) {
                        values.put(entry.getKey(), copy(entry.getKey(), tensor));
                    }
                }
                return values;
            }
        } catch (OrtException e) {
            throw Ort.refused("ONNX Runtime fails on a trial row: " + Ort.message(e));
        } finally {
            open.forEach(OnnxTensor::close);
        }
    }

    private static OrtSession.Result run(
            OrtSession session, Map<String, OnnxTensor> inputs, OrtSession.RunOptions options, Watchdog watchdog)
            throws OrtException, RefusedException {
        try {
            return session.run(inputs, session.getOutputNames(), options);
        } catch (OrtException e) {
            watchdog.refuseIfStopped();
            throw e;
        }
    }

    private static TensorDef copy(String name, OnnxTensor tensor) {
        TensorInfo info = tensor.getInfo();
        List<Long> dims = new ArrayList<>();
        for (long size : info.getShape()) {
            dims.add(size);
        }
        int type = ElementType.of(info);
        ByteBuffer from = type == ElementType.STRING ? ByteBuffer.allocate(0) : tensor.getByteBuffer();
        ByteBuffer data = ByteBuffer.allocate(from.remaining())
                .order(ByteOrder.LITTLE_ENDIAN)
                .put(from);
        return new TensorDef(name, type, dims, Slice.of(data.array()), List.of());
    }
}
