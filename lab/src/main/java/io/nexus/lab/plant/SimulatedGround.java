package io.nexus.lab.plant;

import io.nexus.domain.instrument.InstrumentCatalog;
import io.nexus.testbed.simulation.MarketSimulator;
import io.nexus.testbed.simulation.SimulatedFeed;
import io.nexus.testbed.simulation.SimulationConfig;
import java.time.Instant;

/** The simulated market that patterns are planted into: nothing else happens in it, and its book reaches beyond every level that a
 * pattern is about. */
public record SimulatedGround(SimulationConfig simulation, long seed) {
    /** A quiet hour far from funding and session openings. */
    private static final long START_MS = Instant.parse("2025-06-02T09:00:00Z").toEpochMilli();

    /** Before the first pattern, in which the strategies learn what is usual. */
    private static final long LEARNING_MS = 45 * 60_000;

    private static final long MOST_MS = 72L * 3_600_000;
    private static final int LEVELS = 100;

    /** A market of the given shape, without episodes. */
    public static SimulatedGround of(SimulationConfig simulation, long seed) {
        return new SimulatedGround(simulation.withoutEpisodes(LEVELS), seed);
    }

    public InstrumentCatalog instruments() {
        return new InstrumentCatalog(new MarketSimulator(simulation, seed, START_MS).instruments());
    }

    /** Feed time from which patterns are planted. */
    public long fromMs() {
        return START_MS + LEARNING_MS;
    }

    /** Three days of it, from the beginning. */
    public SimulatedFeed feed() {
        return new SimulatedFeed(simulation, seed, START_MS, START_MS + MOST_MS);
    }
}
