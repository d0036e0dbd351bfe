package io.nexus.udf.feedback;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.nexus.domain.control.Calibration;
import io.nexus.domain.signal.StrategyId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

final class StrategyLedgerTest {
    private static final StrategyId STRATEGY = StrategyId.LVN_BREAKOUT;
    private static final long DAY_MS = 86_400_000;
    private static final long START_MS = 20_000 * DAY_MS;
    private final StrategyLedger ledger = new StrategyLedger(FeedbackConfig.defaults());

    /** Against sums over all outcomes with their weights at the end, in any order of arrival. */
    @Property(tries = 200)
    void agreesWithNaiveDecayedSums(
            @ForAll @Size(min = 1, max = 40) List<@IntRange(min = -200, max = 200) Integer> bps,
            @ForAll @Size(min = 40, max = 40) List<@IntRange(min = 0, max = 30_000) Integer> minutes) {
        StrategyHistory history = new StrategyHistory();
        for (int i = 0; i < bps.size(); i++) {
            ledger.book(history, Outcomes.episode(STRATEGY, 0.72, bps.get(i), START_MS + minutes.get(i) * 60_000L));
        }

        StrategyStatistics statistics = ledger.sum(history, STRATEGY.column());

        double n = 0;
        double sum = 0;
        double wins = 0;
        List<Double> weights = new ArrayList<>();
        for (int i = 0; i < bps.size(); i++) {
            long ageMs = statistics.asOfMs() - START_MS - minutes.get(i) * 60_000L;
            double weight = Math.pow(0.5, ageMs / (7.0 * DAY_MS));
            weights.add(weight);
            n += weight;
            sum += weight * bps.get(i);
            wins += bps.get(i) > 0 ? weight : 0;
        }
        double mean = sum / n;
        double m2 = 0;
        for (int i = 0; i < bps.size(); i++) {
            m2 += weights.get(i) * (bps.get(i) - mean) * (bps.get(i) - mean);
        }
        int bin = Calibration.bin(0.72);
        assertThat(statistics.episodes()[bin]).isCloseTo(n, within(1e-9 * n));
        assertThat(statistics.meanNetBps()[bin]).isCloseTo(mean, within(1e-8));
        assertThat(statistics.m2()[bin]).isCloseTo(m2, within(1e-9 * m2 + 1e-6));
        assertThat(statistics.wins()[bin]).isCloseTo(wins, within(1e-9 * n));
    }

    @Test
    void halvesAnEpisodeAfterSevenDays() {
        StrategyHistory history = new StrategyHistory();

        ledger.book(history, Outcomes.episode(STRATEGY, 0.51, 10, START_MS));
        ledger.book(history, Outcomes.episode(STRATEGY, 0.99, 10, START_MS + 7 * DAY_MS));

        double[] episodes = ledger.sum(history, STRATEGY.column()).episodes();
        assertThat(episodes[0]).isEqualTo(0.5);
        assertThat(episodes[9]).isEqualTo(1);
    }

    @Test
    void keepsTheQuantilesOfTheLastThousandFires() {
        StrategyHistory history = new StrategyHistory();

        for (int i = 0; i < 2_501; i++) {
            ledger.book(history, Outcomes.episode(STRATEGY, 0.7, 1, i, START_MS + i));
        }

        StrategyStatistics statistics = ledger.sum(history, STRATEGY.column());
        assertThat(statistics.fires()).isEqualTo(2_501);
        // 1,501 .. 2,500, linear between order statistics
        assertThat(statistics.strengthQuantiles()[0]).isEqualTo(1_501);
        assertThat(statistics.strengthQuantiles()[10]).isCloseTo(2_000.5, within(1e-9));
        assertThat(statistics.strengthQuantiles()[20]).isEqualTo(2_500);
    }

    @Test
    void sumsTradesOfThirtyDaysAndDropsOlderOnes() {
        StrategyHistory history = new StrategyHistory();
        double[] pnl = {5, -3, 4, 8};
        ledger.book(history, Outcomes.trade(STRATEGY.column(), 1_000, 900, START_MS - DAY_MS));
        for (int i = 0; i < pnl.length; i++) {
            ledger.book(history, Outcomes.trade(STRATEGY.column(), pnl[i], 2 * pnl[i], START_MS + i * DAY_MS));
        }
        ledger.book(
                history, new FeedbackInput(STRATEGY.column(), true, false, true, 0, 0, 0, 0.7, START_MS + 29 * DAY_MS));

        StrategyStatistics statistics = ledger.sum(history, STRATEGY.column());

        assertThat(statistics.calls()).isEqualTo(5);
        assertThat(statistics.accuracy()).isEqualTo(0.8);
        assertThat(statistics.trades()).isEqualTo(4);
        assertThat(statistics.averagePnl()).isEqualTo(3.5);
        double mean = 7;
        double deviation = Math.sqrt(
                Arrays.stream(pnl).map(p -> (2 * p - mean) * (2 * p - mean)).sum() / 3);
        assertThat(statistics.sharpe()).isCloseTo(mean / deviation, within(1e-12));
    }

    @Test
    void hasNoSharpeOfOneTradeOrOfEqualTrades() {
        StrategyHistory history = new StrategyHistory();

        ledger.book(history, Outcomes.trade(STRATEGY.column(), 1, 1.1, START_MS));
        assertThat(ledger.sum(history, STRATEGY.column()).sharpe()).isZero();
        ledger.book(history, Outcomes.trade(STRATEGY.column(), 1, 1.1, START_MS));
        ledger.book(history, Outcomes.trade(STRATEGY.column(), 1, 1.1, START_MS));

        assertThat(ledger.sum(history, STRATEGY.column()).sharpe()).isZero();
    }
}
