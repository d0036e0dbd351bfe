package io.nexus.models.onnx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.nexus.models.serving.Limits;
import io.nexus.models.serving.Refusal;
import io.nexus.models.serving.RefusedException;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class InliningTest {
    private static final ValueDef ROW = new ValueDef("x", ElementType.FLOAT, List.of(-1L, 3L));

    @Test
    void putsAFunctionInWithTheSettingsOfItsCall() throws RefusedException {
        AttributeDef.Content reference = new AttributeDef.Content();
        reference.name = "alpha";
        reference.reference = "slope";
        NodeDef leak = new NodeDef(
                "", "LeakyRelu", List.of("a"), List.of("b"), List.of(new AttributeDef(reference, AttributeDef.FLOAT)));
        NodeDef call =
                new NodeDef("own", "Leak", List.of("x"), List.of("y"), List.of(AttributeDef.ofFloat("slope", 0.5f)));

        OnnxModel plain = Inlining.inlined(model(List.of(call), function("Leak", leak)), Limits.DEFAULT);

        assertThat(plain.functions()).isEmpty();
        NodeDef put = plain.graph().nodes().get(0);
        assertThat(put.operator()).isEqualTo("LeakyRelu");
        assertThat(put.inputs()).containsExactly("x");
        assertThat(put.outputs()).containsExactly("y");
        assertThat(put.number("alpha", 0)).isEqualTo(0.5f);
    }

    @Test
    void refusesFunctionsThatCallThemselvesOrEachOtherTooOften() {
        NodeDef self = new NodeDef("own", "Self", List.of("a"), List.of("b"), List.of());
        NodeDef call = new NodeDef("own", "Self", List.of("x"), List.of("y"), List.of());
        assertTooLarge(model(List.of(call), function("Self", self)), "call each other more than 16 deep");

        List<NodeDef> fan = Collections.nCopies(400, new NodeDef("own", "B", List.of("a"), List.of(""), List.of()));
        List<NodeDef> wide = Collections.nCopies(400, new NodeDef("own", "C", List.of("a"), List.of(""), List.of()));
        OnnxModel bomb = model(
                List.of(new NodeDef("own", "A", List.of("x"), List.of("y"), List.of())),
                function("A", fan.toArray(NodeDef[]::new)),
                function("B", wide.toArray(NodeDef[]::new)),
                function("C"));
        assertTooLarge(bomb, "call each other more than 100000 times");
    }

    @Test
    void refusesABranchThatDependsOnTheRow() {
        NodeDef sum =
                new NodeDef("", "ReduceSum", List.of("x"), List.of("s"), List.of(AttributeDef.ofInt("keepdims", 0)));
        NodeDef above = new NodeDef("", "Greater", List.of("s", "zero"), List.of("c"), List.of());
        NodeDef branch = new NodeDef(
                "",
                "If",
                List.of("c"),
                List.of("y"),
                List.of(graph("then_branch", "Relu"), graph("else_branch", "Neg")));
        OnnxModel.Body body = new OnnxModel.Body(
                List.of(sum, above, branch),
                List.of(TensorDef.ofFloats("zero", List.of(), 0)),
                List.of(ROW),
                List.of(ValueDef.untyped("y")),
                List.of());
        OnnxModel model = new OnnxModel(8, "", List.of(new OnnxModel.Opset("", 17)), body);

        RefusedException refused =
                catchThrowableOfType(RefusedException.class, () -> Inlining.inlined(model, Limits.DEFAULT));

        assertThat(refused).hasMessageContaining("If is steered by c, which depends on the row");
        assertThat(refused.nextStep()).contains("trace it");
    }

    @Test
    void roundsToFloatsOf16BitsAsTheProcessorDoes() {
        assertThat(Half.rounded(0.1f)).isEqualTo(0.099975586f);
        assertThat(Half.rounded(2049)).isEqualTo(2048);
        assertThat(Half.rounded(2051)).isEqualTo(2052);
        assertThat(Half.rounded(65519)).isEqualTo(65504);
        assertThat(Half.rounded(-65520)).isEqualTo(Float.NEGATIVE_INFINITY);
        assertThat(Half.rounded(1e-7f)).isEqualTo(1.1920929e-7f);
        assertThat(Half.rounded(2e-8f)).isEqualTo(0);
        assertThat(Half.rounded(Float.NaN)).isNaN();
    }

    private static AttributeDef graph(String name, String operator) {
        AttributeDef.Content content = new AttributeDef.Content();
        content.name = name;
        content.graph = new OnnxModel.Body(
                List.of(NodeDef.of(operator, "x", name)),
                List.of(),
                List.of(),
                List.of(ValueDef.untyped(name)),
                List.of());
        return new AttributeDef(content, AttributeDef.GRAPH);
    }

    private static OnnxModel.Function function(String name, NodeDef... nodes) {
        return new OnnxModel.Function("own", name, List.of("a"), List.of("b"), List.of(nodes), 17, List.of());
    }

    private static OnnxModel model(List<NodeDef> nodes, OnnxModel.Function... functions) {
        OnnxModel.Body body =
                new OnnxModel.Body(nodes, List.of(), List.of(ROW), List.of(ValueDef.untyped("y")), List.of());
        return new OnnxModel(8, "", List.of(new OnnxModel.Opset("", 17)), body, List.of(functions));
    }

    private static void assertTooLarge(OnnxModel model, String message) {
        RefusedException refused =
                catchThrowableOfType(RefusedException.class, () -> Inlining.inlined(model, Limits.DEFAULT));
        assertThat(refused.refusal()).isEqualTo(Refusal.TOO_LARGE);
        assertThat(refused).hasMessageContaining(message);
    }
}
