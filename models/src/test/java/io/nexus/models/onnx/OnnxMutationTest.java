package io.nexus.models.onnx;

import static org.assertj.core.api.Assertions.assertThat;

import io.nexus.models.serving.Limits;
import io.nexus.models.serving.Model;
import io.nexus.models.serving.ModelFailure;
import io.nexus.models.serving.RefusedException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class OnnxMutationTest {
    private static final long ALLOWED_MS = 3000;

    @Test
    void twoHundredDamagedFilesAreRefusedOrAnswer() throws IOException {
        damage(200, 1);
    }

    @Test
    @Tag("evidence")
    void tenThousandDamagedFilesAreRefusedOrAnswer() throws IOException {
        damage(10_000, 7);
    }

    private static void damage(int count, long seed) throws IOException {
        List<byte[]> contents = contents();
        Mutations mutations = new Mutations(seed);
        int served = 0;
        long worstMs = 0;
        for (int i = 0; i < count; i++) {
            byte[] content = mutations.of(contents.get(i % contents.size()));
            long startNs = System.nanoTime();
            served += isServed(content) ? 1 : 0;
            long tookMs = (System.nanoTime() - startNs) / 1_000_000;
            worstMs = Math.max(worstMs, tookMs);
            assertThat(tookMs).as("ms for mutation %d", i).isLessThan(ALLOWED_MS);
        }
        assertThat(served).as("served of %d, worst %d ms", count, worstMs).isBetween(1, count - 1);
    }

    private static boolean isServed(byte[] content) {
        try (Model model = OnnxFile.read(content, Limits.DEFAULT).image().open()) {
            double[] answer = new double[model.signature().outputWidth()];
            double[] row = new double[model.signature().inputWidth()];
            model.evaluate(row, answer);
            assertThat(answer).doesNotContain(Double.NaN);
            for (double odd : new double[] {Double.NaN, Double.NEGATIVE_INFINITY, -1e30, 1e18}) {
                Arrays.fill(row, odd);
                model.evaluate(row, answer);
            }
            return true;
        } catch (RefusedException e) {
            assertThat(e.getMessage()).isNotBlank();
            assertThat(e.nextStep()).isNotBlank();
            return false;
        } catch (ModelFailure e) {
            return true;
        }
    }

    private static List<byte[]> contents() throws IOException {
        try (Stream<Path> all = Files.walk(SharedData.folder("models"))) {
            return all.filter(file -> file.toString().endsWith(".onnx"))
                    .sorted()
                    .map(OnnxMutationTest::bytes)
                    .filter(OnnxMutationTest::isServed)
                    .toList();
        }
    }

    private static byte[] bytes(Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
