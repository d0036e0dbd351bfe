package io.nexus.testbed.simulation;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/** Hidden value of one instrument in bp of its start price: beta times the market factor, plus an own path (episodes,
 * cascades, a diffusion, slowly pulled back), plus noise that reverts within minutes. Volatility is clustered: regime
 * times a log-normal Ornstein-Uhlenbeck process. Not thread-safe. */
final class FairPrice {
    private static final double NOISE_MINUTES = 2;
    private static final double PULL_MINUTES = 1_200;
    private static final double RANGING_REVERSION = 0.4;
    private static final double RANGING_PULL_MINUTES = 150;
    private static final double DRIVE_CALM = 0.7;
    private static final double PINNED = 0.2;

    private final SimulationConfig config;
    private final InstrumentProfile profile;
    private final SeededRandom random;
    final RegimeChain regimes;
    final SimulatedEpisode episode;
    final Cascade cascade;
    private long lastMs;
    private double ownBps;
    private double noiseBps;
    private double logVolatility;
    private double lastSigmas;
    private double bps;

    FairPrice(SimulationConfig config, InstrumentProfile profile, long startMs, SeededRandom random) {
        this.config = config;
        this.profile = profile;
        this.random = random;
        regimes = new RegimeChain(startMs, random);
        episode = new SimulatedEpisode(config.edge(), startMs, random);
        cascade = new Cascade(config.cascade(), startMs);
        lastMs = startMs;
    }

    /** Moves the path to a later or equal time; the market factor must have been advanced there. */
    void advance(long nowMs, MarketFactor market) {
        double minutes = (nowMs - lastMs) / 60_000.0;
        lastMs = nowMs;
        regimes.advance(nowMs, random);
        double before = bps;
        double pinned = episode.phase == SimulatedEpisode.Phase.ABSORPTION ? PINNED : 1;
        double movedBps = episode.advance(nowMs, upProbability(market), !cascade.isActive(), random);
        double hazard = episode.isInformed() ? 0 : regimes.regime == FlowRegime.VOLATILE ? 4 : 1;
        ownBps += movedBps + cascade.advance(nowMs, hazard, random);
        double volatility = stepVolatility(minutes) * pinned;
        diffuse(minutes, volatility);
        bps = profile.beta() * market.bpsAt(nowMs) + ownBps + noiseBps;
        double expected = config.ownVolatilityBps() + config.noiseVolatilityBps() + config.marketVolatilityBps();
        lastSigmas = minutes > 0 ? (bps - before) / (1e-9 + expected * Math.sqrt(minutes)) : 0;
    }

    private double upProbability(MarketFactor market) {
        double up = 0.5
                + 0.2 * market.trend()
                + 0.3 * regimes.regime.trendSign
                - (isRanging() ? RANGING_REVERSION : 0) * Math.tanh(ownBps / 150);
        return Math.min(0.95, Math.max(0.05, up));
    }

    private boolean isRanging() {
        return regimes.regime == FlowRegime.RANGING;
    }

    private double stepVolatility(double minutes) {
        double pull = Math.min(1, minutes / config.texture().volatilityMemoryMinutes());
        double deviation = config.texture().volatilityLogDeviation();
        logVolatility += -pull * logVolatility + deviation * Math.sqrt(2 * pull) * random.nextGaussian();
        double calm = episode.phase == SimulatedEpisode.Phase.DRIVE ? DRIVE_CALM : 1;
        return profile.volatilityMultiple()
                * regimes.regime.volatilityMultiple
                * Math.exp(logVolatility)
                * calm
                * Math.sqrt(minutes);
    }

    private void diffuse(double minutes, double volatility) {
        double pullMinutes = isRanging() ? RANGING_PULL_MINUTES : PULL_MINUTES;
        if (!episode.isInformed()) {
            ownBps -= ownBps * Math.min(1, minutes / pullMinutes);
        }
        ownBps += config.ownVolatilityBps() * volatility * random.nextGaussian();
        noiseBps -= noiseBps * Math.min(1, minutes / NOISE_MINUTES);
        noiseBps += config.noiseVolatilityBps() * volatility * random.nextGaussian();
    }

    /** Distance from the start price in bp, logarithmic. */
    double bps() {
        return bps;
    }

    /** The last step in standard deviations, roughly. */
    double lastSigmas() {
        return lastSigmas;
    }

    void write(DataOutput out) throws IOException {
        out.writeLong(random.state);
        regimes.write(out);
        episode.write(out);
        cascade.write(out);
        out.writeLong(lastMs);
        out.writeDouble(ownBps);
        out.writeDouble(noiseBps);
        out.writeDouble(logVolatility);
        out.writeDouble(lastSigmas);
        out.writeDouble(bps);
    }

    void read(DataInput in) throws IOException {
        random.state = in.readLong();
        regimes.read(in);
        episode.read(in);
        cascade.read(in);
        lastMs = in.readLong();
        ownBps = in.readDouble();
        noiseBps = in.readDouble();
        logVolatility = in.readDouble();
        lastSigmas = in.readDouble();
        bps = in.readDouble();
    }
}
