package io.nexus.models.binding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.within;

import io.nexus.models.role.ModelEntry;
import io.nexus.models.role.ModelRoles;
import io.nexus.models.role.OutputUnit;
import io.nexus.models.serving.Model;
import io.nexus.models.serving.NumberType;
import io.nexus.models.serving.Port;
import io.nexus.models.serving.RefusedException;
import io.nexus.models.serving.Signature;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class BindingFileTest {
    private static final ModelEntry CALIBRATOR = ModelRoles.role(9);
    private static final ModelEntry VOLATILITY = ModelRoles.role(1);
    private static final InputNames NAMES = new InputNames(
            1,
            Map.of("raw_confidence", 0.5, "spread", 1.0, "age", 0.0),
            Map.of(9, List.of("raw_confidence", "spread", "age")));
    private static final Signature THREE_TO_TWO = signature(3, 2);
    private static final String WHOLE =
            """
            role: confidence_calibrator
            dictionary: 1
            confirmed: true
            inputs:
              - raw_confidence
              - {id: spread, scale: 10, shift: -1}
              - 0.25
            outputs:
              calibrated_confidence: {from: 1, unit: percent}
            """;

    private static Signature signature(int inputs, int outputs) {
        return new Signature(
                List.of(Port.of("x", inputs, NumberType.FLOAT32)), List.of(Port.of("y", outputs, NumberType.FLOAT32)));
    }

    private static Binding read(String text) throws RefusedException {
        return BindingFile.read(
                "m.pkl.binding.yaml", text.getBytes(StandardCharsets.UTF_8), CALIBRATOR, THREE_TO_TWO, NAMES);
    }

    /** Answers its first two inputs, and remembers nothing. */
    private record Echo(Signature signature) implements Model {
        @Override
        public void evaluate(double[] inputs, double[] outputs) {
            System.arraycopy(inputs, 0, outputs, 0, outputs.length);
        }
    }

    @Test
    void aWholeBindingScalesItsInputsAndConvertsItsOutputs() throws RefusedException {
        Binding binding = read(WHOLE);
        BoundModel model = new BoundModel(new Echo(THREE_TO_TWO), binding);
        double[] role = new double[1];

        assertThat(binding.isConfirmed()).isTrue();
        assertThat(binding.ids()).containsExactly("raw_confidence", "spread", "");
        assertThat(model.answer(new double[] {0.7, 4, Double.NaN}, role)).isTrue();
        assertThat(role[0]).as("10 * 4 - 1 percent").isCloseTo(0.39, within(1e-15));
        assertThat(model.answer(new double[] {0.7, Double.NaN, 0}, role)).isTrue();
        assertThat(role[0]).as("of the dictionary's missing spread: 10 * 1 - 1").isCloseTo(0.09, within(1e-15));
    }

    @Test
    void aModelThatKnowsMissingValuesGetsThem() throws RefusedException {
        Binding binding = read(WHOLE.replace("shift: -1", "missing: nan"));
        BoundModel model = new BoundModel(new Echo(THREE_TO_TWO), binding);

        assertThat(binding.inputs().get(1).apply(Double.NaN)).isNaN();
        assertThat(model.answer(new double[] {0.7, Double.NaN, 0}, new double[1]))
                .as("an answer that is no number is none")
                .isFalse();
    }

    @Test
    void unitsOfVolatilityBecomeTheLogarithmOfTheVarianceOfAQuarterOfAnHour() {
        double variance = 2.5e-6;
        double annualised = Math.sqrt(variance * 35_064);

        assertThat(OutputUnit.of("variance-15m").orElseThrow().convert(variance))
                .isCloseTo(Math.log(variance), within(1e-12));
        assertThat(OutputUnit.of("sigma-15m").orElseThrow().convert(Math.sqrt(variance)))
                .isCloseTo(Math.log(variance), within(1e-12));
        assertThat(OutputUnit.of("annualised-sigma").orElseThrow().convert(annualised))
                .isCloseTo(Math.log(variance), within(1e-12));
        assertThat(OutputUnit.of("annualised-sigma-percent").orElseThrow().convert(100 * annualised))
                .isCloseTo(Math.log(variance), within(1e-12));
        assertThat(OutputUnit.of("annualised-variance").orElseThrow().convert(annualised * annualised))
                .isCloseTo(Math.log(variance), within(1e-12));
        assertThat(OutputUnit.of("annualised-sigma").orElseThrow().convert(-1)).isNaN();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '^',
            textBlock =
                    """
            role: confidence_calibrator | role: model_router          | role: is model_router, but the file has the role confidence_calibrator
            dictionary: 1               | dictionary: 2               | dictionary: must be 1, was 2
            confirmed: true             | confirmed: maybe            | confirmed: must be true or false, was maybe
            confirmed: true             | confirmd: true              | confirmd: is unknown; known are [confirmed, dictionary,
            - raw_confidence            | - confidence                | inputs[0]: confidence is no input of the dictionary
            - raw_confidence            | - raw                       | inputs[0]: raw is no input of the dictionary (docs/inputs.md); raw_confidence is one
            - raw_confidence            | - "?"                       | inputs[0]: ? is no input of the dictionary
            - 0.25                      | - [1]                       | inputs[2]: must be an id of the dictionary, a number, or
            - 0.25                      | # none                      | inputs: must be a list of 3, one for each input of the model, had 2
            scale: 10                   | scale: 0                    | inputs[1].scale: must not be 0
            scale: 10                   | scale: 1e999                | inputs[1].scale: must be a finite number
            scale: 10                   | factor: 10                  | inputs[1].factor: is unknown; known are [id, missing, scale, shift]
            from: 1                     | from: 2                     | outputs.calibrated_confidence: must be the place of an output of the model, 0 to 1, was 2
            unit: percent               | unit: bp                    | outputs.calibrated_confidence.unit: must be one of [probability, percent, logit], was bp
            {from: 1, unit: percent}    | {constant: 0.5}             | every one is a constant, so nobody would ask the model
            calibrated_confidence       | confidence                  | outputs.confidence: is unknown; known are [calibrated_confidence]
            role: confidence_calibrator | : role                      | line
            """)
    void aBindingThatIsWrongIsRefusedWithItsKeyAndWhatMayStandThere(String from, String to, String refusal) {
        assertThat(WHOLE).contains(from);
        String text = WHOLE.replace(from, to);

        RefusedException refused = catchThrowableOfType(RefusedException.class, () -> read(text));

        assertThat(refused).hasMessageContaining("m.pkl.binding.yaml: ").hasMessageContaining(refusal);
        assertThat(refused.nextStep()).contains("mend m.pkl.binding.yaml");
    }

    @Test
    void aDraftIsReadButNotConfirmedAndTakesTheSecondOfTwoProbabilities() throws RefusedException {
        String draft = BindingDraft.of("m.pkl", CALIBRATOR, THREE_TO_TWO, List.of(), NAMES);

        Binding binding = read(draft);

        assertThat(binding.isConfirmed()).isFalse();
        assertThat(binding.ids()).containsExactly("raw_confidence", "spread", "age");
        assertThat(binding.outputs().get(0).from()).isEqualTo(1);
    }

    @Test
    void aDraftTakesTheModelsOwnNamesAndAsksWhereItDoesNotKnow() {
        String draft = BindingDraft.of("m.pkl", CALIBRATOR, THREE_TO_TWO, List.of("age", "Spread", "my rsi"), NAMES);
        String other = BindingDraft.of("v.onnx", VOLATILITY, signature(2, 3), List.of(), NAMES);

        assertThat(draft).contains("  - age   # age\n  - spread   # Spread\n  - \"?\"   # my rsi\n");
        assertThat(other).contains("  - \"?\"\n  - \"?\"\n", "ln_rv_15m: {from: \"?\", unit: ln-variance-15m}");
        assertThat(catchThrowableOfType(RefusedException.class, () -> read(draft)))
                .hasMessageContaining("inputs[2]: ? is no input");
    }
}
