package io.nexus.udf.quality;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nexus.domain.quality.Regime;
import io.nexus.udf.market.MarketContext;
import java.util.EnumSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class RegimeTest {
    private final RegimeTracker tracker = new RegimeTracker(0.15, 3000);
    private final RegimeMemory memory = new RegimeMemory();
    private final MarketContext market = new MarketContext();

    private Regime see(Regime label, int steps) {
        for (int i = 0; i < steps; i++) {
            market.timeMs += 100;
            tracker.update(memory, label, market);
        }
        return memory.current;
    }

    @Test
    void keepsItsRegimeThroughAShortSpell() {
        see(Regime.RANGING, 300);

        assertThat(see(Regime.TRENDING_UP, 20)).isEqualTo(Regime.RANGING);
        assertThat(see(Regime.RANGING, 100)).isEqualTo(Regime.RANGING);
    }

    @Test
    void switchesOnceTheLeadHasLastedThreeSeconds() {
        see(Regime.RANGING, 300);

        int steps = 0;
        while (see(Regime.TRENDING_UP, 1) == Regime.RANGING) {
            steps++;
        }

        // lead of 0.15 after 10 s x ln(2 / 0.85) = 8.6 s, then 3 s
        assertThat(steps * 100).isBetween(11_000, 12_000);
    }

    @Test
    void entersACrisisAtOnceLeavesItSlowlyAndRecovers() {
        see(Regime.RANGING, 300);
        market.quality.sigma = 2;

        assertThat(see(Regime.CRISIS, 1)).isEqualTo(Regime.CRISIS);
        assertThat(see(Regime.RECOVERY, 20)).isEqualTo(Regime.CRISIS);
        assertThat(memory.crisisEndMs).isEqualTo(market.timeMs);
        assertThat(memory.sigmaAtCrisis).isEqualTo(2);
        assertThat(see(Regime.RECOVERY, 400)).isEqualTo(Regime.RECOVERY);
    }

    @Test
    void aLesserDangerWaitsUntilTheGreaterHasLeftSlowly() {
        see(Regime.CRISIS, 300);

        assertThat(see(Regime.HIGH_NOISE, 80)).isEqualTo(Regime.CRISIS);
        assertThat(see(Regime.HIGH_NOISE, 100)).isEqualTo(Regime.HIGH_NOISE);
        assertThat(see(Regime.ILLIQUID, 20)).isEqualTo(Regime.HIGH_NOISE);
        assertThat(see(Regime.CRISIS, 1)).isEqualTo(Regime.CRISIS);
    }

    @Test
    void aLesserDangerTakesOverWhenABriefCrisisLeaves() {
        see(Regime.RANGING, 300);
        see(Regime.CRISIS, 1);

        Set<Regime> seen = EnumSet.noneOf(Regime.class);
        for (int i = 0; i < 100; i++) {
            seen.add(see(Regime.ILLIQUID, 1));
        }

        assertThat(seen).containsExactlyInAnyOrder(Regime.CRISIS, Regime.ILLIQUID);
        assertThat(memory.current).isEqualTo(Regime.ILLIQUID);
    }

    @Test
    void probabilitiesAddUpToOne() {
        see(Regime.RANGING, 7);
        see(Regime.QUIET, 13);

        double sum = 0;
        for (double probability : memory.probabilities) {
            sum += probability;
        }
        assertThat(sum).isBetween(1 - 1e-9, 1 + 1e-9);
    }

    @Test
    void votesByFourModes() {
        double[] probabilities = new double[Regime.COUNT];
        probabilities[Regime.RANGING.column()] = 0.6;
        probabilities[Regime.TRENDING_DOWN.column()] = 0.3;
        double[] same = {0.2, 0.7, 0.1};
        double[] close = {0.7, 0.2, 0.1};
        double[] sure = {0.9, 0.05, 0.05};

        assertThat(vote(VoteMode.CALIBRATED, probabilities, same)).isEqualTo(Regime.RANGING);
        assertThat(vote(VoteMode.CALIBRATED, probabilities, close)).isEqualTo(Regime.UNCERTAIN);
        assertThat(vote(VoteMode.CALIBRATED, probabilities, sure)).isEqualTo(Regime.TRENDING_DOWN);
        assertThat(vote(VoteMode.MAJORITY, probabilities, close)).isEqualTo(Regime.UNCERTAIN);
        assertThat(vote(VoteMode.HIGHER_CONFIDENCE, probabilities, close)).isEqualTo(Regime.TRENDING_DOWN);
        assertThat(vote(VoteMode.CONSENSUS, probabilities, same)).isEqualTo(Regime.RANGING);
        assertThat(vote(VoteMode.CONSENSUS, probabilities, sure)).isEqualTo(Regime.UNCERTAIN);
    }

    @Test
    void neverTakesACrisisFromTheClassifiersSide() {
        double[] probabilities = new double[Regime.COUNT];
        probabilities[Regime.RANGING.column()] = 0.5;
        probabilities[Regime.CRISIS.column()] = 0.4;
        probabilities[Regime.ILLIQUID.column()] = 0.1;

        Regime regime = vote(VoteMode.CALIBRATED, probabilities, new double[] {0, 0, 1});

        assertThat(regime).isEqualTo(Regime.ILLIQUID);
    }

    private static Regime vote(VoteMode mode, double[] probabilities, double[] classes) {
        return new RegimeVote(mode, 0.15).vote(Regime.RANGING, probabilities, classes);
    }

    @Test
    void refusesAnImpossibleConfigurationWithItsNameAndRange() {
        MarketQualityConfig d = MarketQualityConfig.defaults();

        assertThatThrownBy(() -> new MarketQualityConfig(
                        1.5,
                        d.minLiquidity(),
                        d.maxExchangeAgeMs(),
                        d.maxBookSilenceMs(),
                        d.formulaShare(),
                        d.ownVolatilityShare(),
                        d.orderNotionalUsd(),
                        d.crisisSigmas(),
                        d.noisePercentile(),
                        d.switchMargin(),
                        d.switchMs(),
                        d.voteMode(),
                        d.voteMargin(),
                        d.coldMs(),
                        d.coldHourBars(),
                        d.coldMinuteBars(),
                        d.countsEveryMs(),
                        d.formula()))
                .hasMessage("minScore must be in [0.0, 1.0], was 1.5");
    }
}
