package io.nexus.udf.risk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.nexus.domain.control.Calibration;
import io.nexus.domain.control.Governance;
import io.nexus.domain.market.Side;
import io.nexus.domain.signal.StrategyId;
import java.math.BigDecimal;
import org.junit.jupiter.api.Test;

class EntrySizingTest {

    @Test
    void dividesByTheStopDistanceWhenSizingByRisk() {
        SizingConfig byRisk = new SizingConfig(SizingMode.RISK, 0.0005, 0.3, 0.012, 30, 20, 0.1, 0);
        RiskConfig base = Books.CONFIG;
        RiskConfig config = new RiskConfig(
                base.equityStart(),
                base.maxFeedAgeMs(),
                base.coolDownMs(),
                base.snapshotIntervalMs(),
                base.progressIntervalMs(),
                base.reconcileMarginMs(),
                base.reconcileRetryMs(),
                base.backOff(),
                byRisk,
                base.exitLevels(),
                base.limits(),
                base.valueAtRisk());
        RiskEngine engine = new RiskEngine(config, Books.catalog());

        Verdict verdict = engine.candidate(Books.empty(), Candidates.buy().build(), Books.active(), i -> null);

        // 100,000 * 0.0005 * 0.8 = 40 at risk / 1.4999975 % = 2,666.67 notional = 44 lots of 60.0601
        assertThat(verdict.order().lots()).isEqualTo(44);
    }

    @Test
    void capsTheSizeAtTheShareOfEquityOnePositionMayHave() {
        SizingConfig large = new SizingConfig(SizingMode.NOTIONAL, 0.5, 0.3, 0.012, 30, 20, 0.1, 0);
        EntrySizing sizing = new EntrySizing(new RiskConfig(
                100_000,
                1,
                1,
                1,
                1,
                1,
                1,
                EntryBackOffConfig.defaults(),
                large,
                ExitLevelsConfig.defaults(),
                LimitConfig.defaults(),
                ValueAtRiskConfig.defaults()));

        Proposal proposal = sizing.propose(
                Candidates.buy().build(),
                Books.catalog().get(Books.BTC),
                Books.active(),
                new BigDecimal("100000"),
                0.8);

        // 10,000 / 60.0601 = 166.5
        assertThat(proposal.lots()).isEqualTo(166);
    }

    @Test
    void shrinksByGovernanceAndSizeFactor() {
        Governance cautious =
                new Governance(new double[15], new double[5], new double[] {0.5, 1, 1}, new boolean[15], 0);
        AccountControl control = Books.governed(cautious, 50);
        Candidates candidate = Candidates.buy();
        candidate.sizeFactor = 0.5;

        Verdict verdict = Books.engine().candidate(Books.empty(), candidate.build(), control, i -> null);

        // 1,600 / 4 = 400 = 6 lots of 60.0601
        assertThat(verdict.order().lots()).isEqualTo(6);
    }

    @Test
    void blendsTheRoutersConfidenceWithTheBinsByTheirOutcomes() {
        Calibration calibration = Books.noEpisodes();
        calibration.episodes()[Calibration.index(StrategyId.VWAP_REVERSION, 0.9)] = 60;
        Candidates candidate = Candidates.buy();
        candidate.pWin = 0.4;

        // (20 * 0.8 + 60 * 0.4) / 80 = 0.5
        assertThat(ConfidenceCalibration.of(candidate.build(), calibration, 20)).isCloseTo(0.5, within(1e-12));
        assertThat(ConfidenceCalibration.of(candidate.build(), Books.noEpisodes(), 20))
                .isEqualTo(0.8);
    }

    @Test
    void clampsTheStopBetweenOneAndThreePercent() {
        ExitLevelsConfig config = ExitLevelsConfig.defaults();

        assertThat(ExitLevels.of(Side.BUY, 500_000, 10, config))
                .isEqualTo(new ExitLevels(495_000, 510_000, 5_000, 10_000));
        assertThat(ExitLevels.of(Side.SELL, 500_000, 99_999, config))
                .isEqualTo(new ExitLevels(515_000, 470_000, 15_000, 30_000));
        assertThat(ExitLevels.of(Side.BUY, 500_000, 3_000.2, config).stopDistanceTicks())
                .isEqualTo(6_001);
        assertThat(ExitLevels.of(Side.BUY, 500_000, Double.NaN, config).stopDistanceTicks())
                .isEqualTo(15_000);
        // a coarse tick: 1 % of 150 is 1.5, rounded away from the entry
        assertThat(ExitLevels.of(Side.BUY, 150, 0.1, config)).isEqualTo(new ExitLevels(148, 154, 2, 4));
    }
}
