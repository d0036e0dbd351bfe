package io.nexus.udf.position;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

final class PositionConfigTest {
    @Test
    void defaultsAreTheDecidedNumbers() {
        assertThat(PositionConfig.defaults())
                .isEqualTo(new PositionConfig(
                        new StopConfig(0.01, 0.005, 1, 0.02, 1.5, 2, 2, 0.01, 0.03, 2),
                        new ExitConfig(0.10, 0.03, 0.65, 3_000, 0.3, 10_000, 86_400_000, 60_000),
                        new ClosingConfig(20, 50, 5_000, 1_000, 30_000),
                        1_000,
                        64));
    }

    @Test
    void refusesNumbersOutOfRangeByName() {
        assertThatThrownBy(() -> new ExitConfig(1.5, 0.03, 0.65, 3_000, 0.3, 10_000, 1, 1))
                .hasMessage("disasterRatio must be in (0, 1), was 1.5");
        assertThatThrownBy(() -> new ClosingConfig(20, 50, 5_000, 1_000, 999))
                .hasMessage("maxRetryMs must be at least retryMs 1000, was 999");
        assertThatThrownBy(() -> new StopConfig(0.01, 0.005, 1, 0.02, 1.5, 2, 2, 0.03, 0.01, 2))
                .hasMessage("defaultMaxRatio must be at least defaultMinRatio 0.03, was 0.01");
        assertThatThrownBy(() -> new PositionConfig(
                        StopConfig.defaults(), ExitConfig.defaults(), ClosingConfig.defaults(), 5_001, 64))
                .hasMessageStartingWith("markIntervalMs must be in [1");
    }

    @Test
    void waitsDoubleFromTheFourthAttemptUpToTheLimit() {
        ClosingConfig config = ClosingConfig.defaults();

        assertThat(new long[] {config.waitMs(0), config.waitMs(2), config.waitMs(3), config.waitMs(4)})
                .containsExactly(0, 0, 1_000, 2_000);
        assertThat(config.waitMs(1_000)).isEqualTo(30_000);
        assertThat(new long[] {config.refusedWaitMs(0), config.refusedWaitMs(1), config.refusedWaitMs(2)})
                .containsExactly(0, 1_000, 2_000);
        assertThat(config.refusedWaitMs(100_000)).isEqualTo(30_000);
    }
}
