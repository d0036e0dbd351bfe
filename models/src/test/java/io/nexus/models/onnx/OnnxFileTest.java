package io.nexus.models.onnx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.within;

import io.nexus.models.serving.Limits;
import io.nexus.models.serving.Model;
import io.nexus.models.serving.ModelFile;
import io.nexus.models.serving.NumberType;
import io.nexus.models.serving.Port;
import io.nexus.models.serving.Refusal;
import io.nexus.models.serving.RefusedException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Files built here, operator by operator. */
class OnnxFileTest {
    private static final TensorDef WEIGHTS = TensorDef.ofFloats("W", List.of(3L, 2L), 1, 2, 3, 4, 5, 6);

    @Test
    void answersOneRowOfANet() throws RefusedException {
        ModelFile file =
                read(model(List.of(node("MatMul", List.of("x", "W"), "y")), List.of(WEIGHTS), floats("x", -1L, 3L)));

        assertThat(answer(file, 1, 10, 100)).containsExactly(531, 642);
        assertThat(file.image().signature().inputs()).containsExactly(Port.of("x", 3, NumberType.FLOAT32));
        assertThat(file.image().signature().outputs()).containsExactly(Port.of("y", 2, NumberType.FLOAT32));
        assertThat(file.notes()).anyMatch(note -> note.contains("Java evaluator"));
    }

    @Test
    void castsWholeNumbersAndTruthInAndOut() throws RefusedException {
        ModelFile file = read(model(
                List.of(node("Greater", List.of("x", "limit"), "y")),
                List.of(TensorDef.ofLongs("limit", List.of(), 4)),
                new ValueDef("x", ElementType.INT64, List.of(-1L, 3L))));

        assertThat(answer(file, 3, 4, 5)).containsExactly(0, 0, 1);
        assertThat(file.image().signature().outputs()).containsExactly(Port.of("y", 3, NumberType.BOOLEAN));
    }

    @Test
    void stampsDownWhatHasNotChanged() throws RefusedException {
        OnnxModel newer = new OnnxModel(
                14,
                "onnx",
                List.of(new OnnxModel.Opset("", 28)),
                model(List.of(node("MatMul", List.of("x", "W"), "y")), List.of(WEIGHTS), floats("x", -1L, 3L))
                        .graph());

        ModelFile file = read(newer);

        assertThat(answer(file, 1, 0, 0)).containsExactly(1, 2);
        assertThat(file.notes()).anyMatch(note -> note.contains("IR 14 and opset 28"));
    }

    @Test
    void refusesANewerFileWhoseOperatorsMayHaveChanged() {
        OnnxModel newer = new OnnxModel(
                14,
                "onnx",
                List.of(new OnnxModel.Opset("", 28)),
                model(List.of(node("LayerNormalization", List.of("x", "x"), "y")), List.of(), floats("x", -1L, 3L))
                        .graph());

        RefusedException refused = refused(ModelWriter.bytes(newer));

        assertThat(refused.refusal()).isEqualTo(Refusal.TOO_NEW);
        assertThat(refused).hasMessageContaining("IR 14").hasMessageContaining("opset 28");
        assertThat(refused.nextStep()).contains("convert_version").contains("m.ir_version = 10");
    }

    @Test
    void takesMapsOutAndGivesLabelsAsPlaces() throws RefusedException {
        NodeDef classifier = new NodeDef(
                Operators.ML,
                "LinearClassifier",
                List.of("x"),
                List.of("label", "scores"),
                List.of(
                        AttributeDef.ofFloats("coefficients", 1, 0, 0, 1),
                        AttributeDef.ofFloats("intercepts", 0, 0),
                        AttributeDef.ofTexts("classlabels_strings", List.of("EXIT", "HOLD")),
                        AttributeDef.ofText("post_transform", "SOFTMAX")));
        NodeDef map = new NodeDef(
                Operators.ML,
                "ZipMap",
                List.of("scores"),
                List.of("map"),
                List.of(AttributeDef.ofTexts("classlabels_strings", List.of("EXIT", "HOLD"))));
        OnnxModel.Body graph = new OnnxModel.Body(
                List.of(classifier, map),
                List.of(),
                List.of(floats("x", -1L, 2L)),
                List.of(new ValueDef("label", ElementType.STRING, List.of(-1L)), ValueDef.untyped("map")),
                List.of());

        ModelFile file = read(new OnnxModel(8, "", List.of(new OnnxModel.Opset(Operators.ML, 1)), graph));

        double[] answer = answer(file, 0, 1);
        assertThat(answer[0]).isEqualTo(1);
        assertThat(answer[2]).isCloseTo(1 / (1 + Math.exp(-1)), within(1e-6));
        assertThat(file.image().signature().outputs().get(0).type()).isEqualTo(NumberType.TEXT);
        assertThat(file.notes()).anyMatch(note -> note.contains("[EXIT, HOLD]"));
    }

    @Test
    void foldsSizesThatComeFromShapesAndRefusesThoseThatComeFromTheRow() throws RefusedException {
        List<NodeDef> fromShape = List.of(
                node("Shape", List.of("x"), "size"),
                node("ConstantOfShape", List.of("size"), "zeros"),
                node("Add", List.of("x", "zeros"), "y"));
        List<NodeDef> fromRow = List.of(
                NodeDef.cast("x", "size", ElementType.INT64),
                node("ConstantOfShape", List.of("size"), "zeros"),
                node("ReduceSum", List.of("zeros"), "y"));

        assertThat(answer(read(model(fromShape, List.of(), floats("x", -1L, 2L))), 3, 4))
                .containsExactly(3, 4);
        RefusedException refused = refused(ModelWriter.bytes(model(fromRow, List.of(), floats("x", 2L))));
        assertThat(refused.refusal()).isEqualTo(Refusal.UNSUPPORTED);
        assertThat(refused).hasMessageContaining("ConstantOfShape");
    }

    @Test
    void refusesWorkWithoutBound() {
        TensorDef size = TensorDef.ofLongs("size", List.of(2L), 8000, 8000);
        List<NodeDef> nodes = List.of(
                node("Expand", List.of("x", "size"), "wide"),
                node("MatMul", List.of("wide", "wide"), "product"),
                node("ReduceMax", List.of("product"), "y"));

        RefusedException refused = refused(ModelWriter.bytes(model(nodes, List.of(size), floats("x", 1L, 1L))));

        assertThat(refused.refusal()).isEqualTo(Refusal.TOO_LARGE);
    }

    @Test
    void refusesWholeNumbersDividedByWhatMayBeZero() {
        ValueDef whole = new ValueDef("x", ElementType.INT64, List.of(-1L, 2L));

        RefusedException refused =
                refused(ModelWriter.bytes(model(List.of(node("Div", List.of("x", "x"), "y")), List.of(), whole)));

        assertThat(refused).hasMessageContaining("may be zero");
    }

    @Test
    void refusesTreesInACircleAndFeaturesThatARowHasNot() {
        assertThat(refused(ModelWriter.bytes(tree(1, 0)))).hasMessageContaining("circle");
        assertThat(refused(ModelWriter.bytes(tree(7, 1)))).hasMessageContaining("8 features but its rows have 2");
    }

    @Test
    void answersATree() throws RefusedException {
        ModelFile file = read(tree(1, 1));

        assertThat(answer(file, 0, 0.5)).containsExactly(-1);
        assertThat(answer(file, 0, 0.75)).containsExactly(2);
        assertThat(answer(file, 0, Double.NaN)).containsExactly(2);
    }

    @Test
    void refusesWhatIsNoModel() {
        assertThat(refused(new byte[0]).refusal()).isEqualTo(Refusal.NO_MODEL);
        assertThat(refused(text("version https://git-lfs.github.com/spec/v1\n")).nextStep())
                .isEqualTo("git lfs pull");
        assertThat(refused(text("  <html>")).refusal()).isEqualTo(Refusal.NO_MODEL);
        assertThat(refused(text("no model at all")).refusal()).isEqualTo(Refusal.BROKEN);
        assertThat(refused(new byte[] {8, 8}).refusal()).isEqualTo(Refusal.BROKEN);
    }

    @Test
    void opensManyModelsOfOneFile() throws RefusedException {
        ModelFile file = read(tree(1, 1));

        try (Model first = file.image().open();
                Model second = file.image().open()) {
            double[] out = new double[1];
            first.evaluate(new double[] {0, 0}, out);
            assertThat(out).containsExactly(-1);
            second.evaluate(new double[] {0, 9}, out);
            assertThat(out).containsExactly(2);
        }
    }

    /** One split at 0.5, of leaves -1 and 2. */
    private static OnnxModel tree(int feature, int left) {
        NodeDef node = new NodeDef(
                Operators.ML,
                "TreeEnsembleRegressor",
                List.of("x"),
                List.of("y"),
                List.of(
                        AttributeDef.ofInts("nodes_treeids", 0, 0, 0),
                        AttributeDef.ofInts("nodes_nodeids", 0, 1, 2),
                        AttributeDef.ofInts("nodes_featureids", feature, 0, 0),
                        AttributeDef.ofFloats("nodes_values", 0.5f, 0, 0),
                        AttributeDef.ofTexts("nodes_modes", List.of("BRANCH_LEQ", "LEAF", "LEAF")),
                        AttributeDef.ofInts("nodes_truenodeids", left, 0, 0),
                        AttributeDef.ofInts("nodes_falsenodeids", 2, 0, 0),
                        AttributeDef.ofInts("target_treeids", 0, 0),
                        AttributeDef.ofInts("target_nodeids", 1, 2),
                        AttributeDef.ofInts("target_ids", 0, 0),
                        AttributeDef.ofFloats("target_weights", -1, 2),
                        AttributeDef.ofInt("n_targets", 1)));
        return model(List.of(node), List.of(), floats("x", -1L, 2L));
    }

    private static OnnxModel model(List<NodeDef> nodes, List<TensorDef> constants, ValueDef input) {
        OnnxModel.Body graph =
                new OnnxModel.Body(nodes, constants, List.of(input), List.of(ValueDef.untyped("y")), List.of());
        return new OnnxModel(8, "", List.of(new OnnxModel.Opset("", 13), new OnnxModel.Opset(Operators.ML, 1)), graph);
    }

    private static ValueDef floats(String name, Long... dims) {
        return new ValueDef(name, ElementType.FLOAT, List.of(dims));
    }

    private static NodeDef node(String operator, List<String> inputs, String output) {
        return new NodeDef("", operator, inputs, List.of(output), List.of());
    }

    private static ModelFile read(OnnxModel model) throws RefusedException {
        return OnnxFile.read(ModelWriter.bytes(model), Limits.DEFAULT);
    }

    private static double[] answer(ModelFile file, double... row) throws RefusedException {
        double[] answer = new double[file.image().signature().outputWidth()];
        try (Model model = file.image().open()) {
            model.evaluate(row, answer);
        }
        return answer;
    }

    private static RefusedException refused(byte[] content) {
        return catchThrowableOfType(RefusedException.class, () -> OnnxFile.read(content, Limits.DEFAULT));
    }

    private static byte[] text(String content) {
        return content.getBytes(StandardCharsets.UTF_8);
    }
}
