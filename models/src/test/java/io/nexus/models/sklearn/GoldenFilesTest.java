package io.nexus.models.sklearn;

import static org.assertj.core.api.Assertions.assertThat;

import io.nexus.models.serving.Limits;
import io.nexus.models.serving.Model;
import io.nexus.models.serving.ModelFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

class GoldenFilesTest {
    /** Sums of products and exponentials differ in their last bits between builds of numpy. */
    private static final double MOST_RELATIVE = 1e-9;
    /** Sums of trees are exact. */
    private static final Pattern EXACT =
            Pattern.compile("Forest|ExtraTrees|BoostingRegressor|XGB|LGBM|Booster|Isotonic");

    @TestFactory
    Stream<DynamicTest> answersWhatItsWriterAnswers() throws IOException {
        Map<String, Path> found = new TreeMap<>();
        for (String folder : new String[] {"production-a", "production-a-more"}) {
            try (Stream<Path> files = Files.walk(SharedData.folder("models/" + folder))) {
                files.filter(file -> file.toString().endsWith(".pkl")
                                || file.toString().endsWith(".joblib"))
                        .forEach(file -> found.put(file.toString(), file));
            }
        }
        return found.values().stream()
                .map(file -> DynamicTest.dynamicTest(file.getFileName().toString(), () -> check(file)));
    }

    private static void check(Path path) throws Exception {
        ModelFile file = PickleFile.read(Files.readAllBytes(path), Limits.DEFAULT);
        GoldenRows rows = GoldenRows.of(path);
        Model model = file.image().open();
        double worst = 0;
        int exact = 0;
        for (int r = 0; r < rows.inputs().size(); r++) {
            double[] expected = rows.outputs().get(r);
            double[] answer = new double[expected.length];
            model.evaluate(rows.inputs().get(r), answer);
            double most = 0;
            double difference = 0;
            for (int k = 0; k < answer.length; k++) {
                most = Math.max(most, Math.abs(expected[k]));
                difference = Math.max(difference, Math.abs(expected[k] - answer[k]));
                assertThat(Double.isNaN(answer[k])).isEqualTo(Double.isNaN(expected[k]));
            }
            exact += difference == 0 ? 1 : 0;
            worst = Math.max(worst, most == 0 ? difference : difference / most);
        }
        assertThat(file.image().signature().outputWidth())
                .isEqualTo(rows.outputs().get(0).length);
        assertThat(worst).isLessThan(MOST_RELATIVE);
        if (EXACT.matcher(file.kind()).find()) {
            assertThat(exact).isEqualTo(rows.inputs().size());
        }
    }
}
