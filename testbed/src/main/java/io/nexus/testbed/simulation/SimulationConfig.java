package io.nexus.testbed.simulation;

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
 * @param cascade liquidation cascades
 * @param texture order flow and volatility from close up */
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
        CascadeConfig cascade,
        TextureConfig texture)
        implements Serializable {

    private static final int MIN_BOOK_LEVELS = 10;

    public SimulationConfig {
        Check.inRange("instruments", instruments, 1, 10_000);
        Check.inRange("messagesPerSecond", messagesPerSecond, 0.5, 500);
        Check.inRange("bookLevels", bookLevels, MIN_BOOK_LEVELS, 200);
        Check.inRange("marketVolatilityBps", marketVolatilityBps, 0, 50);
        Check.inRange("ownVolatilityBps", ownVolatilityBps, 0, 50);
        Check.inRange("noiseVolatilityBps", noiseVolatilityBps, 0, 50);
        Check.inRange("markIntervalMs", markIntervalMs, 100, 3_600_000);
        Check.inRange("openInterestIntervalMs", openInterestIntervalMs, 1_000, 3_600_000);
    }

    public static SimulationConfig defaults() {
        return new SimulationConfig(
                20,
                4.5,
                40,
                2.2,
                1.4,
                2.2,
                5_000,
                60_000,
                EdgeConfig.defaults(),
                CascadeConfig.defaults(),
                TextureConfig.defaults());
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
                cascade,
                texture);
    }

    /** The same prices told by fewer messages, each of which moves the quotes further, around a book of the fewest levels.
     *
     * @param messages for each instrument and second, positive; what this market has if that is less */
    public SimulationConfig thinnedTo(double messages) {
        double ratio = Math.max(1, messagesPerSecond / messages);
        return new SimulationConfig(
                instruments,
                messagesPerSecond / ratio,
                MIN_BOOK_LEVELS,
                marketVolatilityBps,
                ownVolatilityBps,
                noiseVolatilityBps,
                markIntervalMs,
                openInterestIntervalMs,
                edge,
                cascade,
                texture.steppingFurther(ratio));
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
                cascade,
                texture);
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
                cascade.withPerDay(0),
                texture);
    }
}
