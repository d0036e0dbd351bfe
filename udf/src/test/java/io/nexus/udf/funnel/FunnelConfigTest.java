package io.nexus.udf.funnel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

final class FunnelConfigTest {
    @Test
    void defaultsAreTheDecidedNumbers() {
        assertThat(FunnelConfig.defaults()).isEqualTo(new FunnelConfig(1_000, 5, 100));
    }

    @Test
    void refusesNumbersOutOfRangeByName() {
        assertThatThrownBy(() -> new FunnelConfig(0, 5, 100))
                .hasMessage("countIntervalMs must be in [1, 3600000], was 0");
        assertThatThrownBy(() -> new FunnelConfig(1, -1, 100))
                .hasMessage("maxSkipsPerSecond must be in [0, 1000000], was -1");
        assertThatThrownBy(() -> new FunnelConfig(1, 1, 0)).hasMessage("sampleEvery must be in [1, 1000000], was 0");
    }
}
