package io.nexus.models.lightgbm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.nexus.models.serving.Limits;
import io.nexus.models.serving.ModelFile;
import io.nexus.models.serving.RefusedException;
import io.nexus.models.testkit.Golden;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LightgbmGoldenTest {
    @TestFactory
    Stream<DynamicTest> answersAsTheWriterPredicted() throws IOException {
        List<Path> models = new ArrayList<>();
        models.add(Golden.folder("production-a").resolve("mqscore_6d.txt"));
        models.add(Golden.folder("production-a-bad").resolve("lightgbm_linear_tree.txt"));
        try (Stream<Path> files = Files.walk(Golden.folder("production-a-more"))) {
            files.filter(file -> file.getParent().getFileName().toString().startsWith("lightgbm-"))
                    .filter(file -> file.toString().endsWith(".txt"))
                    .sorted()
                    .forEach(models::add);
        }
        return models.stream().map(file -> DynamicTest.dynamicTest(file.toString(), () -> check(file)));
    }

    private static void check(Path file) throws IOException, RefusedException {
        ModelFile model = LightgbmFile.read(Golden.bytes(file), Limits.DEFAULT);
        Golden.Distance distance = Golden.distance(model, Path.of(file + ".golden.csv"));
        System.out.println("GOLDEN " + file.getParent().getFileName() + "/" + file.getFileName() + " " + model.kind()
                + " " + distance);
        assertThat(distance.relative()).isLessThan(1e-6);
    }

    /** Older files: their predictions are in text files of their own, of raw scores or of answers. */
    @ParameterizedTest
    @CsvSource({
        "lg_dart_breast_cancer.model, breast_cancer_test.tsv, 0, lg_dart_breast_cancer_true_predictions.txt, false",
        "lgmulticlass.model, multiclass_test.tsv, 1, lgmulticlass_true_predictions.txt, false",
        "lgmulticlass.model, multiclass_test.tsv, 1, lgmulticlass_true_raw_predictions.txt, true",
        "lg_kddcup99.model, kddcup99_test.tsv, 0, lg_kddcup99_true_predictions.txt, true",
        "genlin_fmtp_gamma_AvgClaimAmount.model, genlin_fmtp_gamma_AvgClaimAmount_features.tsv, 0, genlin_fmtp_gamma_AvgClaimAmount_true_predictions.txt, false",
        "genlin_fmtp_poisson_Frequency.model, genlin_fmtp_poisson_Frequency_features.tsv, 0, genlin_fmtp_poisson_Frequency_true_predictions.txt, false",
        "genlin_fmtp_tweedie_PurePremium.model, genlin_fmtp_tweedie_PurePremium_features.tsv, 0, genlin_fmtp_tweedie_PurePremium_true_predictions.txt, false",
    })
    void answersAsOlderWritersPredicted(String model, String rows, int first, String predictions, boolean isRaw)
            throws IOException, RefusedException {
        Path folder = Golden.folder("leaves");
        LightgbmImage image = (LightgbmImage) LightgbmFile.read(Golden.bytes(folder.resolve(model)), Limits.DEFAULT)
                .image();
        List<String> inputs = Files.readAllLines(folder.resolve(rows));
        List<String> expected = Files.readAllLines(folder.resolve(predictions));
        LightgbmImage asked = isRaw
                ? new LightgbmImage(
                        image.signature(), image.scores(), image.outputs(), 1, new Link(Link.Kind.SAME, 1), false)
                : image;
        double[] outputs = new double[image.outputs()];
        for (int row = 0; row < expected.size(); row++) {
            double[] x = Arrays.stream(inputs.get(row).split("\t"))
                    .skip(first)
                    .mapToDouble(Double::parseDouble)
                    .toArray();
            double[] y = Arrays.stream(expected.get(row).split("\t"))
                    .mapToDouble(Double::parseDouble)
                    .toArray();
            asked.open().evaluate(x, outputs);
            assertThat(outputs)
                    .containsExactly(
                            y, within(Arrays.stream(y).map(Math::abs).max().orElse(0) * 1e-12));
        }
        assertThat(expected).hasSizeGreaterThan(30);
    }

    @Test
    void refusesARandomForestOfTheOldestRelease() {
        byte[] content = Golden.bytes(Golden.folder("leaves").resolve("lg_rf_iris.model"));

        assertThatThrownBy(() -> LightgbmFile.read(content, Limits.DEFAULT))
                .isInstanceOf(RefusedException.class)
                .hasMessageContaining("a random forest of LightGBM 2 with the objective binary is not served");
    }
}
