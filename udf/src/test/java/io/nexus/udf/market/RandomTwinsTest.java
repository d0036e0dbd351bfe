package io.nexus.udf.market;

import static org.assertj.core.api.Assertions.assertThat;

import io.nexus.domain.feature.FeatureSchema;
import io.nexus.udf.testkit.RandomMarket;
import io.nexus.udf.testkit.Tape;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Every feature against its naive twin on wild random markets, from before midnight on. */
final class RandomTwinsTest {
    private static final long START_MS = Tape.START_MS + 23 * 3_600_000 + 52 * 60_000;
    private static final int EVENTS = 12_000;
    private static final int EVERY = 311;

    private static Twins run(long seed, double stepsPerEvent, int minutes) {
        RandomMarket market = new RandomMarket(Tape.instrument(), seed, START_MS, stepsPerEvent);
        Twins twins = new Twins(InstrumentScale.of(Tape.instrument()));
        market.history(minutes, RandomMarket.START_TICKS).forEach(twins::tell);
        for (int i = 1; i <= EVENTS; i++) {
            twins.tell(market.next());
            if (i % EVERY == 0) {
                twins.compare();
            }
        }
        return twins;
    }

    @Test
    void allSixtyFiveAreKnownAndEqualTheirTwinsInAMarketWithoutGaps() {
        Twins twins = run(11, 0, 1500);

        assertThat(twins.compared).isEqualTo(EVENTS / EVERY);
        assertThat(twins.known.keySet()).containsExactlyInAnyOrderElementsOf(FeatureSchema.NAMES);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void equalTheirTwinsThroughGapsJumpsAndEmptyBooks(long seed) {
        Twins twins = run(seed, 2e-4, 1500);

        assertThat(twins.compared).isGreaterThan(EVENTS / EVERY / 2);
    }

    @Test
    void equalTheirTwinsFromTheFirstEventOnWithoutHistory() {
        Twins twins = run(12, 3e-4, 0);

        assertThat(twins.compared).isGreaterThan(EVENTS / EVERY / 2);
    }
}
