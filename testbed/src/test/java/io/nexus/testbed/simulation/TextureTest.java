package io.nexus.testbed.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import io.nexus.domain.market.MarketEvent;
import io.nexus.domain.market.Quote;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/** Each option of the texture moves what it names. */
class TextureTest {
    /** Small ticks, uneven levels, many messages. */
    static final SimulationConfig FINE =
            with(200, 40, new TextureConfig(0.03, 0.9, 1.5, 0.8, 1_000, 0.15, 4, 2, 0.12, 0.8, 40));

    private static final long START_MS = 1_760_040_000_000L;
    private static final int MESSAGES = 200_000;

    private static SimulationConfig with(double messagesPerSecond, int bookLevels, TextureConfig texture) {
        return new SimulationConfig(
                2,
                messagesPerSecond,
                bookLevels,
                3,
                3,
                2,
                5_000,
                60_000,
                EdgeConfig.defaults().withPlantedDriftBps(0),
                CascadeConfig.defaults(),
                texture);
    }

    /** Sums over one instrument's messages. */
    private static final class Seen {
        private double quotes;
        private double spreadBps;
        private double touchLogLots;
        private double touchLogLotsSquared;
        private double trades;
        private double repeats;
        private double tradedLots;
        private int lastSign;

        void take(MarketEvent event) {
            if (event.quote() != null) {
                Quote quote = event.quote();
                quotes++;
                spreadBps += 2e4 * (quote.askTicks() - quote.bidTicks()) / (quote.askTicks() + quote.bidTicks());
                double log = Math.log((double) quote.bidLots());
                touchLogLots += log;
                touchLogLotsSquared += log * log;
            } else if (event.trade() != null) {
                int sign = event.trade().aggressor().sign();
                trades++;
                repeats += sign == lastSign ? 1 : 0;
                tradedLots += event.trade().lots();
                lastSign = sign;
            }
        }

        double sizeLogDeviation() {
            double mean = touchLogLots / quotes;
            return Math.sqrt(touchLogLotsSquared / quotes - mean * mean);
        }
    }

    private static Seen seen(SimulationConfig config) {
        MarketSimulator simulator = new MarketSimulator(config, 17, START_MS);
        String key = simulator.instruments().get(0).key();
        Seen seen = new Seen();
        for (int i = 0; i < MESSAGES; i++) {
            MarketEvent event = simulator.next();
            if (event.instrument().equals(key)) {
                seen.take(event);
            }
        }
        return seen;
    }

    private static Seen seen(Function<TextureConfig, TextureConfig> changed) {
        return seen(with(200, 40, changed.apply(FINE.texture())));
    }

    @Test
    void smallerTicksMakeNarrowerSpreads() {
        Seen fine = seen(FINE);
        Seen coarse = seen(it -> new TextureConfig(0.3, 0.9, 1.5, 0.8, 1_000, 0.15, 4, 2, 0.12, 0.8, 40));

        assertThat(coarse.spreadBps / coarse.quotes).isGreaterThan(5 * fine.spreadBps / fine.quotes);
    }

    @Test
    void levelsDifferAsMuchAsTheyAreSaidTo() {
        Seen even = seen(it -> new TextureConfig(0.03, 0.9, 0.5, 0.8, 1_000, 0.15, 0.1, 2, 0.12, 0.8, 40));
        Seen uneven = seen(it -> new TextureConfig(0.03, 0.9, 2, 0.8, 1_000, 0.15, 0.1, 2, 0.12, 0.8, 40));

        assertThat(even.sizeLogDeviation()).isBetween(0.4, 0.8);
        assertThat(uneven.sizeLogDeviation()).isBetween(1.7, 2.3);
    }

    @Test
    void signMemoryMakesAggressorsFollowEachOther() {
        Seen forgetful = seen(it -> new TextureConfig(0.03, 0.9, 1.5, 0.8, 1_000, 0, 0.1, 2, 0.12, 0.8, 40));
        Seen mindful = seen(it -> new TextureConfig(0.03, 0.9, 1.5, 0.8, 1_000, 0.3, 0.1, 2, 0.12, 0.8, 40));

        assertThat(forgetful.repeats / forgetful.trades).isBetween(0.45, 0.6);
        assertThat(mindful.repeats / mindful.trades).isBetween(0.75, 0.9);
    }

    @Test
    void tradeShareAndSizeMakeVolume() {
        Seen usual = seen(it -> new TextureConfig(0.03, 0.9, 0.2, 0.8, 1_000, 0, 0.1, 2, 0.12, 0.8, 40));
        Seen larger = seen(it -> new TextureConfig(0.03, 0.9, 0.2, 0.8, 1_000, 0, 0.3, 2, 0.12, 0.8, 40));
        Seen more = seen(it -> new TextureConfig(0.03, 0.9, 0.2, 0.8, 1_000, 0, 0.1, 2, 0.36, 0.8, 40));

        assertThat(larger.tradedLots / larger.trades).isGreaterThan(2 * usual.tradedLots / usual.trades);
        assertThat(more.trades).isGreaterThan(2 * usual.trades);
    }

    @Test
    void aFineMarketIsRestoredWithTheSameMessagesToo() {
        MarketSimulator uninterrupted = new MarketSimulator(FINE, 3, START_MS);
        for (int i = 0; i < 20_000; i++) {
            uninterrupted.next();
        }

        MarketSimulator restored = MarketSimulator.restore(FINE, uninterrupted.snapshot());

        for (int i = 0; i < 20_000; i++) {
            assertThat(restored.next().feedTimeMs())
                    .isEqualTo(uninterrupted.next().feedTimeMs());
        }
        assertThat(restored.snapshot()).isEqualTo(uninterrupted.snapshot());
    }
}
