package io.nexus.lab.facts;

/** How much of a simulated market is measured, for ticks and for bars.
 *
 * @param firstSeed the seeds are this one and those that follow
 * @param barMessagesPerSecond of an instrument, while bars are measured; a market that has more is thinned to it */
record Extent(
        long firstSeed,
        int tickSeeds,
        int tickInstruments,
        long tickMinutes,
        int barSeeds,
        int barInstruments,
        long barHours,
        double barMessagesPerSecond) {
    /** For a report, of markets that no search has seen; series of bars as long as the recordings' last part. */
    static final Extent REPORT = new Extent(1_001, 3, 2, 15, 6, 3, 212, 1);

    /** For a step of a search. */
    static final Extent STEP = new Extent(1, 2, 2, 4, 4, 2, 120, 1);
}
