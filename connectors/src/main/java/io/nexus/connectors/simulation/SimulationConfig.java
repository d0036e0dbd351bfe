package io.nexus.connectors.simulation;

import io.nexus.domain.check.Check;
import java.io.Serializable;

/** The simulated market.
 *
 * @param instruments number of perpetuals, in [1, 10,000]
 * @param messagesPerSecond target average of messages per instrument and second, in [0.5, 500]
 * @param bookLevels levels a side, one a tick, in [10, 200]
 * @param marketVolatilityBps standard deviation of the market factor over one minute, in bp, in [0, 50]
 * @param ownVolatilityBps standard deviation of an instrument's own diffusion over one minute, in bp, in [0, 50]
 * @param noiseVolatilityBps standard deviation over one minute of the noise that reverts to the path, in bp, in [0, 50]
 * @param markIntervalMs time between mark prices, in [100, 3,600,000]
 * @param openInterestIntervalMs time between open-interest reports and between funding-rate reports, in [1,000, 3,600,000]
 * @param edge the planted edge
 * @param cascade liquidation cascades */
public record SimulationConfig(
        int instruments,
        double messagesPerSecond,
        int bookLevels,
        double marketVolatilityBps,
        double ownVolatilityBps,
        double noiseVolatilityBps,
        long markIntervalMs,
        long openInterestIntervalMs,
        EdgeConfig edge,
        CascadeConfig cascade)
        implements Serializable {

    public SimulationConfig {
        Check.inRange("instruments", instruments, 1, 10_000);
        Check.inRange("messagesPerSecond", messagesPerSecond, 0.5, 500);
        Check.inRange("bookLevels", bookLevels, 10, 200);
        Check.inRange("marketVolatilityBps", marketVolatilityBps, 0, 50);
        Check.inRange("ownVolatilityBps", ownVolatilityBps, 0, 50);
        Check.inRange("noiseVolatilityBps", noiseVolatilityBps, 0, 50);
        Check.inRange("markIntervalMs", markIntervalMs, 100, 3_600_000);
        Check.inRange("openInterestIntervalMs", openInterestIntervalMs, 1_000, 3_600_000);
    }

    public static SimulationConfig defaults() {
        return new SimulationConfig(
                20, 4.5, 40, 2.2, 1.4, 2.2, 5_000, 60_000, EdgeConfig.defaults(), CascadeConfig.defaults());
    }

    /** The same market with another number of instruments. */
    public SimulationConfig withInstruments(int count) {
        return new SimulationConfig(
                count,
                messagesPerSecond,
                bookLevels,
                marketVolatilityBps,
                ownVolatilityBps,
                noiseVolatilityBps,
                markIntervalMs,
                openInterestIntervalMs,
                edge,
                cascade);
    }

    /** The same market with another planted edge. */
    public SimulationConfig withEdge(EdgeConfig other) {
        return new SimulationConfig(
                instruments,
                messagesPerSecond,
                bookLevels,
                marketVolatilityBps,
                ownVolatilityBps,
                noiseVolatilityBps,
                markIntervalMs,
                openInterestIntervalMs,
                other,
                cascade);
    }

    /** The same market, in which nothing happens but noise: no planted edge, no cascades; and a book that reaches deeper.
     *
     * @param levels levels a side, in [10, 200] */
    public SimulationConfig withoutEpisodes(int levels) {
        return new SimulationConfig(
                instruments,
                messagesPerSecond,
                levels,
                marketVolatilityBps,
                ownVolatilityBps,
                noiseVolatilityBps,
                markIntervalMs,
                openInterestIntervalMs,
                edge.withPlantedDriftBps(0),
                cascade.withPerDay(0));
    }
}
