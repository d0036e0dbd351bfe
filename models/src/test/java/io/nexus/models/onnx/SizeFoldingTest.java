package io.nexus.models.onnx;

import static org.assertj.core.api.Assertions.assertThat;

import io.nexus.models.serving.Limits;
import io.nexus.models.serving.Model;
import io.nexus.models.serving.RefusedException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class SizeFoldingTest {
    private static final int STEPS = 40;

    /** As PyTorch writes an unrolled recurrent net: every step cuts its gates by a part of a width that it asks for. */
    @Test
    void settlesTheSizesOfManyStepsThatWaitForEachOther() throws RefusedException {
        List<NodeDef> nodes = new ArrayList<>();
        String at = "x";
        for (int step = 0; step < STEPS; step++) {
            nodes.add(node("MatMul", List.of(at, "W"), "wide" + step));
            nodes.add(node("Shape", List.of("wide" + step), "shape" + step));
            nodes.add(node("Gather", List.of("shape" + step, "one"), "width" + step));
            nodes.add(node("Div", List.of("width" + step, "two"), "half" + step));
            nodes.add(node("Slice", List.of("wide" + step, "zero", "half" + step, "one"), "cut" + step));
            at = "cut" + step;
        }
        nodes.add(node("Identity", List.of(at), "y"));
        OnnxModel.Body body = new OnnxModel.Body(
                nodes,
                List.of(
                        TensorDef.ofFloats("W", List.of(2L, 4L), 1, 0, 9, 9, 0, 1, 9, 9),
                        TensorDef.ofLongs("zero", List.of(1L), 0),
                        TensorDef.ofLongs("one", List.of(1L), 1),
                        TensorDef.ofLongs("two", List.of(1L), 2)),
                List.of(new ValueDef("x", ElementType.FLOAT, List.of(-1L, 2L))),
                List.of(ValueDef.untyped("y")),
                List.of());
        OnnxModel model = new OnnxModel(8, "", List.of(new OnnxModel.Opset("", 17)), body);

        try (Model read =
                OnnxFile.read(ModelWriter.bytes(model), Limits.DEFAULT).image().open()) {
            double[] answer = new double[2];
            read.evaluate(new double[] {3, -5}, answer);
            assertThat(answer).containsExactly(3, -5);
        }
    }

    private static NodeDef node(String operator, List<String> inputs, String output) {
        return new NodeDef("", operator, inputs, List.of(output), List.of());
    }
}
