package io.nexus.models.sklearn;

import static org.assertj.core.api.Assertions.assertThat;

import io.nexus.models.serving.Limits;
import io.nexus.models.serving.Model;
import io.nexus.models.serving.ModelFile;
import io.nexus.models.serving.RefusedException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.InflaterInputStream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestFactory;

class MutatedFilesTest {
    private static final long MOST_NS = 1_000_000_000L;
    private static final List<String> FILES = List.of(
            "production-a-more/scikit-learn-1.9.1/ridge_p0.pkl",
            "production-a-more/scikit-learn-1.9.1/platt_cv.pkl",
            "production-a-more/scikit-learn-1.9.1/logit_multi.pkl",
            "production-a-more/scikit-learn-1.9.1/gb_reg_p5.pkl",
            "production-a-more/scikit-learn-1.9.1/gb_multi_p2.pkl",
            "production-a-more/scikit-learn-1.9.1/hist_gb.pkl",
            "production-a-more/scikit-learn-1.9.1/svc.pkl",
            "production-a-more/scikit-learn-1.9.1/mlp_pipeline.pkl",
            "production-a-more/scikit-learn-1.9.1/forest_reg_plain.joblib",
            "production-a-more/scikit-learn-1.9.1/forest_bz2.joblib",
            "production-a-more/scikit-learn-1.9.1/forest_lzma.joblib",
            "production-a-more/scikit-learn-1.9.1/extra_trees_gzip.joblib",
            "production-a/01_DATA_QUALITY/book_gap_forest.pkl",
            "production-a/10_MARKET_CLASSIFICATION/market_class_small.pkl",
            "production-a-more/xgboost-3.2.0/raw_booster.pkl",
            "production-a-more/lightgbm-4.7.0/lgbm_classifier.pkl",
            "production-a-more/scikit-learn-1.9.1/calibrated_xgb.pkl",
            "production-a/12_EXECUTION_COST/slippage_isotonic.pkl");

    @TestFactory
    Stream<DynamicTest> refusesOrServesDamagedFiles() {
        return tests(200);
    }

    @TestFactory
    @Tag("evidence")
    Stream<DynamicTest> refusesOrServesManyDamagedFiles() {
        return tests(10_000);
    }

    private static Stream<DynamicTest> tests(int count) {
        Path folder = SharedData.folder("models");
        return FILES.stream().map(name -> DynamicTest.dynamicTest(name, () -> mutate(folder.resolve(name), count)));
    }

    private static void mutate(Path path, int count) throws IOException {
        byte[] content = unpacked(Files.readAllBytes(path));
        Mutations mutations = new Mutations(count);
        long slowest = 0;
        for (int i = 0; i < count; i++) {
            byte[] damaged = mutations.of(content);
            long start = System.nanoTime();
            try {
                ModelFile file = PickleFile.read(damaged, Limits.DEFAULT);
                answer(file);
            } catch (RefusedException e) {
                assertThat(e.getMessage()).isNotBlank();
            } catch (RuntimeException | StackOverflowError | OutOfMemoryError e) {
                throw new AssertionError("mutation " + i + " of " + path.getFileName(), e);
            }
            slowest = Math.max(slowest, System.nanoTime() - start);
        }
        assertThat(slowest).isLessThan(MOST_NS);
    }

    /** Damage behind a checksum would never be seen: zlib is taken off first. */
    private static byte[] unpacked(byte[] content) throws IOException {
        return content[0] == 0x78 ? new InflaterInputStream(new ByteArrayInputStream(content)).readAllBytes() : content;
    }

    private static void answer(ModelFile file) throws RefusedException {
        Model model = file.image().open();
        double[] in = new double[model.signature().inputWidth()];
        double[] out = new double[model.signature().outputWidth()];
        for (double value : new double[] {0, -1.5, 1e300, Double.NaN, Double.NEGATIVE_INFINITY}) {
            Arrays.fill(in, value);
            model.evaluate(in, out);
        }
    }
}
