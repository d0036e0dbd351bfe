package io.nexus.testbed.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import io.nexus.domain.instrument.InstrumentCatalog;
import io.nexus.domain.market.MarketEvent;
import io.nexus.domain.market.Quote;
import io.nexus.domain.market.Side;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Eight hours of the default market, seen once and measured by all tests. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class StylizedFactsTest {
    private static final long START_MS = 1_760_040_000_000L;
    private static final int MINUTES = 480;
    private static final double FEES_BPS = 10;
    private static final SimulationConfig CONFIG = SimulationConfig.defaults();

    private final Map<String, double[]> mids = new HashMap<>();
    private final Map<String, Quote> quotes = new HashMap<>();
    private final Map<String, EpisodeLabel> labels = new HashMap<>();
    private final Map<String, Quote> entries = new HashMap<>();
    private final List<Double> netBps = new ArrayList<>();
    private final double[] minutesInDrive = new double[1];
    private final double[] driveLots = new double[2];
    private InstrumentCatalog instruments;
    private long messages;
    private long liquidations;

    @BeforeAll
    void runEightHours() {
        MarketSimulator simulator = new MarketSimulator(CONFIG, 31, START_MS);
        instruments = new InstrumentCatalog(simulator.instruments());
        simulator.instruments().forEach(it -> mids.put(it.key(), new double[MINUTES]));
        int minute = 0;
        for (MarketEvent event = simulator.next(); minute < MINUTES; event = simulator.next()) {
            for (; minute < MINUTES && event.feedTimeMs() >= START_MS + (minute + 1) * 60_000L; minute++) {
                close(minute);
            }
            messages++;
            liquidations += event.liquidation() != null ? 1 : 0;
            if (event.quote() != null) {
                quotes.put(event.instrument(), event.quote());
                follow(simulator.currentEpisode(event.instrument()), event);
            }
            weigh(event);
        }
    }

    private void close(int minute) {
        quotes.forEach((key, quote) -> mids.get(key)[minute] = (quote.bidTicks() + quote.askTicks()) / 2.0);
        minutesInDrive[0] += labels.size();
    }

    /** Enters at the far touch 60 s into a drift and leaves at the other touch when it ends. */
    private void follow(EpisodeLabel label, MarketEvent event) {
        String key = event.instrument();
        EpisodeLabel before = labels.get(key);
        if (before != null && !before.equals(label)) {
            labels.remove(key);
            Quote entry = entries.remove(key);
            if (entry != null) {
                netBps.add(netBps(before.side(), entry, event.quote()));
            }
        }
        if (label != null) {
            labels.put(key, label);
            if (event.feedTimeMs() >= label.startMs() + 60_000) {
                entries.putIfAbsent(key, event.quote());
            }
        }
    }

    private static double netBps(Side side, Quote entry, Quote exit) {
        double in = side == Side.BUY ? entry.askTicks() : entry.bidTicks();
        double out = side == Side.BUY ? exit.bidTicks() : exit.askTicks();
        return side.sign() * (out / in - 1) * 1e4 - FEES_BPS;
    }

    private void weigh(MarketEvent event) {
        EpisodeLabel label = labels.get(event.instrument());
        if (event.trade() != null && label != null) {
            driveLots[event.trade().aggressor() == label.side() ? 0 : 1] += usd(event);
        }
    }

    private double usd(MarketEvent event) {
        return instruments
                .get(event.instrument())
                .notional(event.trade().priceTicks(), event.trade().lots())
                .doubleValue();
    }

    @Test
    void averagesAtMostFiveMessagesASecondAndInstrument() {
        double perSecond = messages / (MINUTES * 60.0) / CONFIG.instruments();

        assertThat(perSecond).isBetween(4.0, 5.0);
    }

    @Test
    void driftsPayATakerWhoComesAMinuteLate() {
        double mean = netBps.stream().mapToDouble(it -> it).average().orElseThrow();

        assertThat(netBps).hasSizeGreaterThan(120);
        assertThat(mean).isGreaterThan(40);
    }

    @Test
    void driftsTakeTheirShareOfTime() {
        double share = minutesInDrive[0] / MINUTES / CONFIG.instruments();

        assertThat(share).isBetween(0.25, 0.45);
    }

    @Test
    void aggressorsLeanToTheDrift() {
        assertThat(driveLots[0] / (driveLots[0] + driveLots[1])).isBetween(0.65, 0.80);
    }

    @Test
    void instrumentsMoveTogether() {
        List<double[]> returns =
                mids.values().stream().map(it -> returns(it, 5)).toList();
        double sum = 0;
        int pairs = 0;
        for (int i = 0; i < returns.size(); i++) {
            for (int j = 0; j < i; j++) {
                sum += correlation(returns.get(i), returns.get(j), 0);
                pairs++;
            }
        }

        assertThat(sum / pairs).isBetween(0.03, 0.8);
    }

    @Test
    void volatilityComesInClusters() {
        double mean = mids.values().stream()
                .map(it -> returns(it, 1))
                .peek(it -> Arrays.setAll(it, i -> Math.abs(it[i])))
                .mapToDouble(it -> (correlation(it, it, 1) + correlation(it, it, 3) + correlation(it, it, 5)) / 3)
                .average()
                .orElseThrow();

        assertThat(mean).isGreaterThan(0.05);
    }

    @Test
    void cascadesAreRareButThere() {
        assertThat(liquidations).isPositive().isLessThan(messages / 500);
    }

    private static double[] returns(double[] prices, int step) {
        double[] returns = new double[prices.length / step - 1];
        for (int i = 0; i < returns.length; i++) {
            returns[i] = Math.log(prices[(i + 1) * step] / prices[i * step]);
        }
        return returns;
    }

    private static double correlation(double[] a, double[] b, int lag) {
        int count = a.length - lag;
        double meanA = Arrays.stream(a).average().orElseThrow();
        double meanB = Arrays.stream(b).average().orElseThrow();
        double ab = 0;
        double aa = 0;
        double bb = 0;
        for (int i = 0; i < count; i++) {
            ab += (a[i] - meanA) * (b[i + lag] - meanB);
            aa += (a[i] - meanA) * (a[i] - meanA);
            bb += (b[i + lag] - meanB) * (b[i + lag] - meanB);
        }
        return ab / Math.sqrt(aa * bb);
    }
}
