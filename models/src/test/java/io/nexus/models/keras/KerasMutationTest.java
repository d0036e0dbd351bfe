package io.nexus.models.keras;

import static org.assertj.core.api.Assertions.assertThat;

import io.nexus.models.serving.Limits;
import io.nexus.models.serving.Model;
import io.nexus.models.serving.RefusedException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.BiFunction;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;

/** Damaged files are refused, or loaded and answer; nothing else happens, and soon. */
class KerasMutationTest {
    private static final int SAMPLE = 200;
    private static final int MANY = 10_000;
    private static final long SOON_MS = 1_500;
    private static final List<String> ARCHIVES = List.of(
            "16_CROSS_MARKET/lead_lag_btc.keras",
            "15_UNCERTAINTY_AUTOENCODER/ae_ranging.keras",
            "14_UNCERTAINTY_QUANTILE/vol_quantile_95_1h.keras");
    private static final List<String> HDF5 = List.of(
            "20_EVENT_IMPACT/event_impact.h5",
            "20_EVENT_IMPACT/liquidation_hazard.h5",
            "02_VOLATILITY_FORECAST/vol_lstm_backup.h5");

    @Test
    @Timeout(value = 60, unit = TimeUnit.SECONDS, threadMode = ThreadMode.SEPARATE_THREAD)
    void survivesASampleOfDamagedFiles() {
        run(HDF5, SAMPLE, 1, Mutator::mutate);
        run(ARCHIVES, SAMPLE, 2, Mutator::mutate);
    }

    @Test
    @Tag("evidence")
    @Timeout(value = 600, unit = TimeUnit.SECONDS, threadMode = ThreadMode.SEPARATE_THREAD)
    void survivesTenThousandDamagedHdf5Files() {
        run(HDF5, MANY, 3, Mutator::mutate);
    }

    @Test
    @Tag("evidence")
    @Timeout(value = 600, unit = TimeUnit.SECONDS, threadMode = ThreadMode.SEPARATE_THREAD)
    void survivesTenThousandDamagedArchives() {
        run(ARCHIVES, MANY, 4, Mutator::mutate);
    }

    @Test
    @Tag("evidence")
    @Timeout(value = 600, unit = TimeUnit.SECONDS, threadMode = ThreadMode.SEPARATE_THREAD)
    void survivesTenThousandArchivesWithDamagedEntries() {
        run(ARCHIVES, MANY, 5, Archives::withDamagedEntry);
    }

    private static void run(List<String> names, int count, long seed, BiFunction<Mutator, byte[], byte[]> damage) {
        Path folder = SharedData.folder("production-a");
        List<byte[]> originals = names.stream()
                .map(name -> SharedData.bytes(folder.resolve(name)))
                .toList();
        List<String> slow = new ArrayList<>();
        int served = 0;
        for (int i = 0; i < count; i++) {
            byte[] original = originals.get(i % originals.size());
            byte[] damaged = damage.apply(new Mutator(seed * MANY + i), original);
            long start = System.nanoTime();
            served += survives(damaged) ? 1 : 0;
            long tookMs = (System.nanoTime() - start) / 1_000_000;
            if (tookMs > SOON_MS) {
                slow.add("seed " + seed + " file " + i + " took " + tookMs + " ms");
            }
        }
        assertThat(slow).isEmpty();
        assertThat(served).isLessThan(count);
    }

    private static boolean survives(byte[] damaged) {
        try {
            Model model = KerasFile.read(damaged, Limits.DEFAULT).image().open();
            double[] in = new double[model.signature().inputWidth()];
            model.evaluate(in, new double[model.signature().outputWidth()]);
            return true;
        } catch (RefusedException e) {
            assertThat(e.getMessage()).isNotBlank();
            assertThat(e.nextStep()).isNotBlank();
            return false;
        }
    }
}
