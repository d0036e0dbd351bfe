package io.nexus.testbed.venue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nexus.connectors.binance.BinanceConfig;
import org.junit.jupiter.api.Test;

final class SimulatedExchangeConfigTest {
    @Test
    void hasTheDocumentedDefaults() {
        assertThat(SimulatedExchangeConfig.defaults())
                .isEqualTo(new SimulatedExchangeConfig(
                        0, "venue.key", "", 100_000, "USDT", 50, 200, 5_000, 28_800_000, 0, 16));
        assertThat(BinanceConfig.defaults())
                .isEqualTo(new BinanceConfig(1_000, 3_000, 2_000, 60_000, 600_000, 1_000, "USDT", 8));
    }

    @Test
    void refusesImpossibleValuesByNameAndRange() {
        assertThatThrownBy(() -> new SimulatedExchangeConfig(70_000, "k", "", 1, "USDT", 0, 0, 0, 1, 0, 1))
                .hasMessage("port must be in [0, 65535], was 70000");
        assertThatThrownBy(() -> new SimulatedExchangeConfig(0, " ", "", 1, "USDT", 0, 0, 0, 1, 0, 1))
                .hasMessage("keyFile must not be blank");
        assertThatThrownBy(() -> new SimulatedExchangeConfig(0, "k", "", 0, "USDT", 0, 0, 0, 1, 0, 1))
                .hasMessage("startWallet must be positive, was 0");
        assertThatThrownBy(() -> new VenueFaults(-1, 0, 0)).hasMessageContaining("dropAnswerEvery");
        assertThatThrownBy(() -> new BinanceConfig(1, 1, 0, 1, 1, 1, "USDT", 1)).hasMessageContaining("recvWindowMs");
    }
}
