package io.nexus.lab.facts;

import static io.nexus.domain.market.Side.BUY;
import static io.nexus.domain.market.Side.SELL;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.nexus.domain.instrument.Market;
import io.nexus.domain.market.MarketEvent;
import org.junit.jupiter.api.Test;

/** A meter's series against tapes counted by hand. */
final class TickMeterTest {
    private static TickMeter measured(long fromMs, long toMs, MarketEvent... tape) {
        TickMeter meter = new TickMeter(Market.USDM, fromMs, toMs);
        for (MarketEvent event : tape) {
            meter.take(event);
        }
        return meter;
    }

    @Test
    void spreadIsWeightedByTheTimeItStood() {
        TickMeter meter = measured(
                0,
                1_000,
                Tape.quote(0, 100, 5, 101, 5),
                Tape.quote(299, 100, 5, 103, 5),
                Tape.quote(999, 100, 5, 101, 5));

        assertThat(meter.samples.spreadTicks.toArray()).containsExactly(1, 1, 1, 3, 3, 3, 3, 3, 3, 3);
        assertThat(meter.samples.spreadBps.toArray()[0]).isCloseTo(1e4 / 100.5, within(1e-9));
    }

    @Test
    void whatComesBeforeTheSpanOnlyBuildsTheBook() {
        TickMeter meter = measured(
                500,
                1_000,
                Tape.snapshot(0, 100, 101, 8, 4, 2, 1, 16),
                Tape.quote(0, 100, 8, 101, 8),
                Tape.trade(100, BUY, 101, 1),
                Tape.trade(550, SELL, 100, 1),
                Tape.trade(1_000, BUY, 101, 1));

        assertThat(meter.gaps.orderSigns.toArray()).containsExactly(-1);
        assertThat(meter.samples.logLots[1].toArray()).containsExactly(Math.log(4));
        assertThat(meter.samples.logLots[BookSamples.LEVELS].toArray()).containsExactly(Math.log(8));
    }

    @Test
    void printsOfOneInstantAndSideAreOneOrder() {
        TickMeter meter = measured(
                0,
                1_000,
                Tape.trade(10, BUY, 101, 1),
                Tape.trade(10, BUY, 102, 1),
                Tape.trade(10, SELL, 100, 1),
                Tape.trade(40, SELL, 100, 1));

        assertThat(meter.gaps.orderSigns.toArray()).containsExactly(1, -1, -1);
        assertThat(meter.gaps.orderGapsMs.toArray()).containsExactly(0, 30);
        assertThat(meter.gaps.messageGapsMs.toArray()).containsExactly(0, 0, 30);
    }

    @Test
    void orderFlowImbalanceIsWhatCameAndLeftAtBothTouches() {
        TickMeter meter = measured(
                0,
                3_000,
                Tape.quote(0, 100, 5, 102, 7),
                Tape.quote(1_100, 100, 9, 102, 4),
                Tape.quote(1_200, 101, 3, 102, 4),
                Tape.quote(1_300, 101, 3, 103, 6),
                Tape.quote(2_500, 101, 3, 103, 6));

        // +4 bids added, +3 asks gone, +3 a better bid, +4 the ask's level gone
        assertThat(meter.flow.imbalanceLots.toArray()).containsExactly(0, 14);
        assertThat(meter.flow.midChangeTicks.toArray()).containsExactly(0, 1);
        assertThat(meter.flow.leftLots.toArray()).containsExactly(0, 7);
    }

    @Test
    void onlyPrintsAtTheTouchCountAsTakenFromIt() {
        TickMeter meter = measured(
                0,
                3_000,
                Tape.quote(0, 100, 5, 102, 7),
                Tape.trade(1_100, BUY, 102, 7),
                Tape.trade(1_100, BUY, 103, 2),
                Tape.trade(1_200, SELL, 100, 1),
                Tape.quote(2_500, 100, 4, 104, 7));

        assertThat(meter.flow.tradedLots.toArray()).containsExactly(0, 8);
    }

    @Test
    void factsOfATapeAreThoseOfItsSeries() {
        TickMeter meter = new TickMeter(Market.USDM, 0, 60_000);
        for (int i = 0; i < 300; i++) {
            long timeMs = 200L * i;
            long bid = 1_000L + i / 10 % 2;
            meter.take(Tape.quote(timeMs, bid, 10, bid + 1, 10));
            meter.take(Tape.trade(timeMs + 100, i / 10 % 2 == 0 ? SELL : BUY, i / 10 % 2 == 0 ? bid : bid + 1, 1));
        }

        StylizedFacts facts = StylizedFacts.ofTicks(meter);

        assertThat(facts.numbers().get("spread")).isCloseTo(1e4 / 1_001, within(0.01));
        assertThat(facts.numbers().get("messageGapMeanMs")).isEqualTo(100);
        assertThat(facts.numbers().get("arrival-gaps")).isEqualTo(0);
        assertThat(facts.numbers().get("orderGapMeanMs")).isEqualTo(200);
        assertThat(facts.numbers().get("sign-memory")).isCloseTo(0.8, within(0.02));
        assertThat(facts.numbers().get("ofi-return")).isCloseTo(1, within(1e-9));
    }
}
