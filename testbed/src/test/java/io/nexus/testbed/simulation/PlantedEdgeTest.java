package io.nexus.testbed.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import io.nexus.domain.book.BookSide;
import io.nexus.domain.book.OrderBook;
import io.nexus.domain.instrument.Market;
import io.nexus.domain.market.MarketEvent;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PlantedEdgeTest {
    private static final long START_MS = 1_760_040_000_000L;
    private static final long RUN_MS = 3 * 3_600_000L;
    private static final double STRONG = 0.6;

    @Test
    void bookLeansToTheDriftAndHardlyEverElsewhere() {
        Leaning leaning = measure(SimulationConfig.defaults());

        assertThat(leaning.rightShare()).isGreaterThan(0.2);
        assertThat(leaning.wrongShare()).isLessThan(0.01);
        assertThat(leaning.outsideShare()).isLessThan(0.03);
    }

    @Test
    void withoutDriftNothingIsPlanted() {
        EdgeConfig none = EdgeConfig.defaults().withPlantedDriftBps(0);

        Leaning leaning = measure(SimulationConfig.defaults().withEdge(none));

        assertThat(leaning.insideMs).isZero();
        assertThat(leaning.outsideShare()).isLessThan(0.01);
    }

    private static Leaning measure(SimulationConfig config) {
        MarketSimulator simulator = new MarketSimulator(config, 41, START_MS);
        Map<String, OrderBook> books = new HashMap<>();
        Map<String, Held> heldByKey = new HashMap<>();
        Leaning leaning = new Leaning();
        for (MarketEvent event = simulator.next(); event.feedTimeMs() < START_MS + RUN_MS; event = simulator.next()) {
            if (event.book() == null) {
                continue;
            }
            OrderBook book = books.computeIfAbsent(event.instrument(), key -> new OrderBook());
            if (event.book().previousUpdateId() == 0) {
                book.applySnapshot(event.book(), Market.USDM);
            } else {
                book.applyDelta(event.book(), Market.USDM);
            }
            EpisodeLabel label = simulator.currentEpisode(event.instrument());
            int side = label == null ? 0 : label.side().sign();
            Held held = heldByKey.put(event.instrument(), new Held(event.feedTimeMs(), imbalance(book), side));
            if (held != null) {
                leaning.add(held, event.feedTimeMs() - held.sinceMs());
            }
        }
        return leaning;
    }

    private static double imbalance(OrderBook book) {
        double bids = weighted(book.bids);
        double asks = weighted(book.asks);
        return (bids - asks) / (bids + asks);
    }

    private static double weighted(BookSide side) {
        double sum = 0;
        for (int depth = 0; depth < 5; depth++) {
            sum += side.lotsAt(depth) * Math.exp(-depth / 2.0);
        }
        return sum;
    }

    /** An imbalance and the side of the drift it was seen in, 0 outside. */
    private record Held(long sinceMs, double imbalance, int side) {}

    private static final class Leaning {
        private double insideMs;
        private double rightMs;
        private double wrongMs;
        private double outsideMs;
        private double strongOutsideMs;

        void add(Held held, long forMs) {
            boolean isStrong = Math.abs(held.imbalance()) > STRONG;
            if (held.side() == 0) {
                outsideMs += forMs;
                strongOutsideMs += isStrong ? forMs : 0;
                return;
            }
            insideMs += forMs;
            boolean isRight = held.imbalance() * held.side() > 0;
            rightMs += isStrong && isRight ? forMs : 0;
            wrongMs += isStrong && !isRight ? forMs : 0;
        }

        double rightShare() {
            return rightMs / insideMs;
        }

        double wrongShare() {
            return wrongMs / insideMs;
        }

        double outsideShare() {
            return strongOutsideMs / outsideMs;
        }
    }
}
