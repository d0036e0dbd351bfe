package io.nexus.models.sklearn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.nexus.models.serving.Limits;
import io.nexus.models.serving.Model;
import io.nexus.models.serving.ModelFile;
import io.nexus.models.serving.RefusedException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Pickles of protocol 0 that scikit-learn 0.19 wrote, with the scores it gave. */
class OldFilesTest {
    @ParameterizedTest
    @CsvSource({
        "sk_iris.model, iris_test.libsvm, sk_iris_true_predictions.txt",
        "sk_gradient_boosting_classifier.model, sk_gradient_boosting_classifier_test.libsvm,"
                + " sk_gradient_boosting_classifier_true_predictions.txt"
    })
    void answersWhatScikitLearn019Answered(String model, String rows, String scores)
            throws IOException, RefusedException {
        Path folder = SharedData.folder("models/leaves");
        ModelFile file = PickleFile.read(Files.readAllBytes(folder.resolve(model)), Limits.DEFAULT);
        List<String> inputs = Files.readAllLines(folder.resolve(rows));
        List<String> expected = Files.readAllLines(folder.resolve(scores));
        Model open = file.image().open();
        double[] answer = new double[open.signature().outputWidth()];

        for (int r = 0; r < inputs.size(); r++) {
            open.evaluate(row(inputs.get(r), open.signature().inputWidth()), answer);

            assertThat(answer).containsExactly(probabilities(expected.get(r)), within(1e-12));
        }
        assertThat(file.writer()).isEqualTo("scikit-learn 0.19.1");
    }

    private static double[] row(String line, int width) {
        double[] row = new double[width];
        String[] cells = line.strip().split(" ", -1);
        for (String cell : Arrays.asList(cells).subList(1, cells.length)) {
            String[] pair = cell.split(":", -1);
            row[Integer.parseInt(pair[0])] = Double.parseDouble(pair[1]);
        }
        return row;
    }

    private static double[] probabilities(String scores) {
        double[] values = Arrays.stream(scores.strip().split("\\s+", -1))
                .mapToDouble(Double::parseDouble)
                .toArray();
        if (values.length == 1) {
            double second = Links.expit(values[0]);
            return new double[] {1 - second, second};
        }
        Links.softmax(values, values.length);
        return values;
    }
}
