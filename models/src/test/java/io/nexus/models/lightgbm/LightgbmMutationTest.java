package io.nexus.models.lightgbm;

import static org.assertj.core.api.Assertions.assertThat;

import io.nexus.models.serving.Limits;
import io.nexus.models.serving.Model;
import io.nexus.models.serving.ModelFile;
import io.nexus.models.serving.RefusedException;
import io.nexus.models.testkit.Golden;
import io.nexus.models.testkit.Mutations;
import java.nio.file.Path;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A damaged file is refused, or loads and answers; nothing else happens, and within a second. */
class LightgbmMutationTest {
    private static final long MAX_NS = 1_000_000_000L;
    private static final int ROWS = 20;

    @ParameterizedTest
    @ValueSource(strings = {"categorical.txt", "multiclassova.txt", "zero_missing.txt"})
    void damagedFilesAreRefusedOrAnswer(String name) {
        mutate(name, 200);
    }

    @Tag("evidence")
    @ParameterizedTest
    @ValueSource(strings = {"categorical.txt", "multiclassova.txt", "zero_missing.txt"})
    void tenThousandDamagedFilesAreRefusedOrAnswer(String name) {
        mutate(name, 10_000);
    }

    private static void mutate(String name, int count) {
        Path file = Golden.folder("production-a-more").resolve("lightgbm-4.7.0").resolve(name);
        Mutations mutations = new Mutations(count, Golden.bytes(file));
        Random random = new Random(count);
        int loaded = 0;
        long worstNs = 0;
        for (int i = 0; i < count; i++) {
            byte[] content = mutations.next();
            long start = System.nanoTime();
            loaded += answers(content, random) ? 1 : 0;
            worstNs = Math.max(worstNs, System.nanoTime() - start);
        }
        System.out.println(
                "MUTATED " + name + " " + count + ", loaded " + loaded + ", slowest " + worstNs / 1000 + " us");
        assertThat(worstNs).isLessThan(MAX_NS);
        assertThat(loaded).isBetween(1, count - 1);
    }

    private static boolean answers(byte[] content, Random random) {
        ModelFile file;
        try {
            file = LightgbmFile.read(content, Limits.DEFAULT);
        } catch (RefusedException e) {
            assertThat(e.getMessage()).isNotBlank();
            assertThat(e.nextStep()).isNotBlank();
            return false;
        }
        try (Model model = open(file)) {
            double[] inputs = new double[model.signature().inputWidth()];
            double[] outputs = new double[model.signature().outputWidth()];
            for (int row = 0; row < ROWS; row++) {
                for (int i = 0; i < inputs.length; i++) {
                    inputs[i] = random.nextInt(5) == 0 ? Double.NaN : random.nextGaussian() * 10;
                }
                model.evaluate(inputs, outputs);
            }
        }
        return true;
    }

    private static Model open(ModelFile file) {
        try {
            return file.image().open();
        } catch (RefusedException e) {
            throw new AssertionError(e);
        }
    }
}
