package io.nexus.models.keras;

import static org.assertj.core.api.Assertions.assertThat;

import io.jhdf.HdfFile;
import io.jhdf.api.Dataset;
import io.nexus.models.serving.Limits;
import io.nexus.models.serving.Model;
import io.nexus.models.serving.Refusal;
import io.nexus.models.serving.RefusedException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Files of Keras 2.0 and 2.1, with the predictions of their own library where they are recorded. */
class KerasForeignTest {
    private static final String MODEL = "_model.h5";
    private static final String WITHOUT_PREDICTIONS = "simple_lstm_tf_keras_2_model";
    private static final double TOLERANCE = 1e-5;

    static Stream<Path> recorded() {
        return SharedData.files(SharedData.folder("keras_dl4j"), MODEL).stream()
                .filter(file -> !file.toString().contains("keras_1"))
                .filter(file -> !file.toString().contains(WITHOUT_PREDICTIONS));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("recorded")
    void answersAsItsOwnLibraryDoes(Path file) throws RefusedException {
        Path rows = Path.of(file.toString().replace(MODEL, "_inputs_and_outputs.h5"));
        Model model =
                KerasFile.read(SharedData.bytes(file), Limits.DEFAULT).image().open();

        try (HdfFile recorded = HdfFile.fromBytes(SharedData.bytes(rows))) {
            float[] inputs = only(recorded, "inputs");
            float[] outputs = only(recorded, "predictions");
            int width = model.signature().inputWidth();
            double worst = 0;
            for (int row = 0; row < inputs.length / width; row++) {
                double[] in = new double[width];
                for (int i = 0; i < width; i++) {
                    in[i] = inputs[row * width + i];
                }
                double[] out = new double[1];
                model.evaluate(in, out);
                worst = Math.max(worst, Golden.difference(new double[] {outputs[row]}, out, 0));
            }
            assertThat(worst).isLessThan(TOLERANCE);
        }
    }

    @Test
    void readsOrRefusesEveryFile() {
        List<String> served = new ArrayList<>();
        for (Path file : SharedData.files(SharedData.folder("keras_dl4j"), ".h5")) {
            try {
                served.add(
                        KerasFile.read(SharedData.bytes(file), Limits.DEFAULT).kind());
            } catch (RefusedException e) {
                assertThat(e.refusal()).isIn(Refusal.NO_MODEL, Refusal.TOO_OLD, Refusal.UNSUPPORTED);
            }
        }

        assertThat(served).hasSize(15);
    }

    private static float[] only(HdfFile file, String group) {
        return (float[]) ((Dataset) ((io.jhdf.api.Group) file.getChild(group))
                        .getChildren()
                        .values()
                        .iterator()
                        .next())
                .getDataFlat();
    }
}
