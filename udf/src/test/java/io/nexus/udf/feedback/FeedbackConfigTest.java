package io.nexus.udf.feedback;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

final class FeedbackConfigTest {
    @Test
    void defaultsAreTheDecidedNumbers() {
        assertThat(FeedbackConfig.defaults())
                .isEqualTo(new FeedbackConfig(
                        604_800_000, 1_000, 50, 20, 30, 30, 0.3, 1_000, 10_000, 60_000, ScoreConfig.defaults()));
    }

    @Test
    void refusesNumbersOutOfRangeByName() {
        assertThatThrownBy(() -> new FeedbackConfig(
                        0, 1_000, 50, 20, 30, 30, 0.3, 1_000, 10_000, 60_000, ScoreConfig.defaults()))
                .hasMessage("halfLifeMs must be in [1, 315360000000], was 0");
        assertThatThrownBy(() ->
                        new FeedbackConfig(1, 100, 101, 20, 30, 30, 0.3, 1_000, 10_000, 60_000, ScoreConfig.defaults()))
                .hasMessage("minFires must be in [21.0, 100.0], was 101.0");
        assertThatThrownBy(() ->
                        new FeedbackConfig(1, 1_000, 50, 20, 30, 30, 1, 1_000, 10_000, 60_000, ScoreConfig.defaults()))
                .hasMessage("smoothingRatio must be in (0, 1), was 1.0");
    }
}
