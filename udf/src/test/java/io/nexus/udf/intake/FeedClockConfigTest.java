package io.nexus.udf.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

final class FeedClockConfigTest {
    @Test
    void hasTheDecidedDefaults() {
        assertThat(FeedClockConfig.defaults()).isEqualTo(new FeedClockConfig(5_000, 5_000));
    }

    @Test
    void refusesWhatWouldTakeEveryPauseForSilence() {
        assertThatThrownBy(() -> new FeedClockConfig(999, 5_000))
                .hasMessage("partitionIdleMs must be in [1000, 60000], was 999");
        assertThatThrownBy(() -> new FeedClockConfig(5_000, 0))
                .hasMessage("watchdogMs must be in [1000, 600000], was 0");
    }
}
