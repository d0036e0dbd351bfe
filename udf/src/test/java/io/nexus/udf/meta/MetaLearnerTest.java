package io.nexus.udf.meta;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.nexus.domain.market.Side;
import io.nexus.domain.quality.Regime;
import io.nexus.domain.signal.Signal;
import io.nexus.domain.signal.StrategyId;
import io.nexus.domain.skip.SkipCode;
import io.nexus.udf.edge.Weighted;
import io.nexus.udf.testkit.Catalogs;
import io.nexus.udf.testkit.Evaluations;
import org.junit.jupiter.api.Test;

class MetaLearnerTest {
    private static final Signal BUY = Evaluations.signal(StrategyId.VWAP_REVERSION, Side.BUY, 0.8);

    private final Evaluations market = new Evaluations();
    private final MetaLearner learner = new MetaLearner(MetaConfig.defaults(), Catalogs.shipped());

    @Test
    void weighsEveryStrategyByItsFeedbackScore() {
        market.scores[StrategyId.EVENT_DRIVEN.column()] = 0.9;
        market.scores[StrategyId.VWAP_REVERSION.column()] = 0.3;

        Weighted weighted = learner.decide(market.with(BUY)).weighted();

        assertThat(weighted.weights()).isEqualTo(market.scores).isNotSameAs(market.scores);
        assertThat(weighted.regimeProbabilities()).containsExactly(new double[] {0.7, 0.2, 0.1}, within(1e-12));
        assertThat(weighted.sizeFactor()).isEqualTo(1);
        assertThat(weighted.models())
                .isEqualTo("0:rules:FALLBACK,1:har-garch:FALLBACK,2:rules:FALLBACK,3:feedback:FALLBACK");
    }

    @Test
    void anomalyAboveCautionHalvesTheSizeAndAtItDoesNot() {
        market.returnPercentile = 0.999;
        double score = learner.decide(market.with(BUY)).score();

        assertThat(sizeFactor(new MetaConfig(Math.nextDown(score), 1, 0.5, 0.5)))
                .isEqualTo(0.5);
        assertThat(sizeFactor(new MetaConfig(score, 1, 0.5, 0.5))).isEqualTo(1);
        assertThat(sizeFactor(new MetaConfig(Math.nextUp(score), 1, 0.5, 0.5))).isEqualTo(1);
        assertThat(score).isBetween(0.8, 0.95);
    }

    @Test
    void anomalyAboveTheLimitSkipsAndAtItDoesNot() {
        market.spreadPercentile = 0.9999;
        double score = learner.decide(market.with(BUY)).score();

        MetaOutcome above = decide(new MetaConfig(0.8, Math.nextDown(score), 0.5, 0.5));
        MetaOutcome at = decide(new MetaConfig(0.8, score, 0.5, 0.5));

        assertThat(above.weighted()).isNull();
        assertThat(above.skip().code()).isEqualTo(SkipCode.L3_ANOMALY);
        assertThat(above.skip().value()).isEqualTo(score);
        assertThat(above.skip().limit()).isEqualTo(Math.nextDown(score));
        assertThat(above.skip().evaluation()).isEqualTo(7);
        assertThat(above.skip().detail()).contains("spreadPercentile=0.9999");
        assertThat(above.skip().models()).endsWith("3:feedback:FALLBACK");
        assertThat(at.skip()).isNull();
        assertThat(at.weighted().sizeFactor()).isEqualTo(0.5);
    }

    @Test
    void uncertaintyHalvesTheSizeBesidesCaution() {
        market.regime = Regime.UNCERTAIN;
        assertThat(sizeFactor(MetaConfig.defaults())).isEqualTo(0.5);

        market.returnPercentile = 0.001;
        assertThat(sizeFactor(MetaConfig.defaults())).isEqualTo(0.25);
    }

    @Test
    void refusesImpossibleNumbers() {
        assertThat(MetaConfig.defaults()).isEqualTo(new MetaConfig(0.8, 0.95, 0.5, 0.5));
        assertThatThrownBy(() -> new MetaConfig(0.8, 0.7, 0.5, 0.5)).hasMessageContaining("maxAnomaly");
        assertThatThrownBy(() -> new MetaConfig(1.1, 1, 0.5, 0.5)).hasMessageContaining("cautionAnomaly");
        assertThatThrownBy(() -> new MetaConfig(0.8, 0.95, 0, 0.5)).hasMessageContaining("cautionSizeFactor");
        assertThatThrownBy(() -> new MetaConfig(0.8, 0.95, 0.5, 2)).hasMessageContaining("uncertainSizeFactor");
    }

    private double sizeFactor(MetaConfig config) {
        return decide(config).weighted().sizeFactor();
    }

    private MetaOutcome decide(MetaConfig config) {
        return new MetaLearner(config, Catalogs.shipped()).decide(market.with(BUY));
    }
}
