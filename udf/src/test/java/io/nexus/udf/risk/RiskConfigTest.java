package io.nexus.udf.risk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class RiskConfigTest {

    @Test
    void hasTheDocumentedDefaults() {
        assertThat(RiskConfig.defaults().toString())
                .isEqualTo("RiskConfig[equityStart=100000.0, maxFeedAgeMs=5000, coolDownMs=300000, "
                        + "snapshotIntervalMs=1000, progressIntervalMs=500, reconcileMarginMs=60000, "
                        + "reconcileRetryMs=30000, backOff=EntryBackOffConfig[firstWaitMs=5000, factor=2.0, "
                        + "maxWaitMs=600000, reduceInstruments=3], sizing=SizingConfig[mode=NOTIONAL, baseRatio=0.02, "
                        + "minRiskMultiplier=0.3, targetShortfallRatio=0.012, shortfallHorizonMinutes=30.0, "
                        + "priorEpisodes=20.0, classMargin=0.1, minValueEstimateBps=0.0], exitLevels=ExitLevelsConfig[atrMultiple=2.0, "
                        + "minStopRatio=0.01, maxStopRatio=0.03, takeProfitMultiple=2.0, slippageBps=1.0, "
                        + "fundingIntervals=1.0, maxSlippageBps=10.0], limits=LimitConfig[maxVarRatio=0.05, "
                        + "maxPositionRatio=0.1, maxDailyLossRatio=0.03, maxWeeklyLossRatio=0.07, "
                        + "maxDrawdownRatio=0.15, maxGrossRatio=1.0, maxBetaRatio=0.3, betaSymbol=BTCUSDT, "
                        + "minBetaPoints=100, maxPositions=50, maxOrdersPerSecond=10, priceCollarRatio=0.01], "
                        + "valueAtRisk=ValueAtRiskConfig[tailProbability=0.01, normalQuantile=2.3263478740408408, "
                        + "horizonHours=24.0, minPoints=500, decay=0.94, shortHistoryFactor=1.25]]");
    }

    @Test
    void namesWhatIsImpossible() {
        assertThatThrownBy(() -> new SizingConfig(SizingMode.NOTIONAL, 0, 0.3, 0.012, 30, 20, 0.1, 0))
                .hasMessage("baseRatio must be in (0, 1), was 0.0");
        assertThatThrownBy(() -> new ExitLevelsConfig(2, 0.03, 0.01, 2, 1, 1, 10))
                .hasMessage("maxStopRatio must be in [0.03, 1.0], was 0.01");
        assertThatThrownBy(() -> new LimitConfig(0.05, 0.1, 0.03, 0.07, 0.15, 1, 0.3, "BTCUSDT", 1, 50, 10, 0.01))
                .hasMessageStartingWith("minBetaPoints must be in [2, 721]");
        assertThatThrownBy(() -> new ValueAtRiskConfig(0.01, 2.3, 24, 721, 0.94, 1.25))
                .hasMessageStartingWith("minPoints must be in");
    }
}
