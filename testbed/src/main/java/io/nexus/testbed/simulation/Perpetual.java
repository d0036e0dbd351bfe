package io.nexus.testbed.simulation;

import io.nexus.domain.market.FundingRate;
import io.nexus.domain.market.MarkPrice;
import io.nexus.domain.market.OpenInterest;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/** What makes a perpetual: index and mark price, the funding rate their basis leads to, open interest. Not thread-safe. */
final class Perpetual {
    /** Funding is applied at 00:00, 08:00 and 16:00 UTC. */
    static final long FUNDING_INTERVAL_MS = 28_800_000;

    private static final double BASIS_SD_BPS = 2;
    private static final double BASIS_MINUTES = 30;
    private static final double INTEREST_RATIO = 0.0001;
    private static final double MAX_RATE_RATIO = 0.0005;
    private static final double OPEN_INTEREST_LEVELS = 4_000;
    private static final double OPEN_INTEREST_SD_PER_MINUTE = 0.0004;

    private final SeededRandom random;
    private double basisBps;
    private double rateRatio = INTEREST_RATIO;
    private double openInterestLots;

    Perpetual(InstrumentProfile profile, SeededRandom random) {
        this.random = random;
        openInterestLots = profile.levelLots() * OPEN_INTEREST_LEVELS;
    }

    static long nextFundingMs(long afterMs) {
        return Math.floorDiv(afterMs, FUNDING_INTERVAL_MS) * FUNDING_INTERVAL_MS + FUNDING_INTERVAL_MS;
    }

    /** Mark and index around a price, in quote units. */
    MarkPrice mark(double price, double minutes) {
        double pull = Math.min(1, minutes / BASIS_MINUTES);
        basisBps += -pull * basisBps + BASIS_SD_BPS * Math.sqrt(2 * pull) * random.nextGaussian();
        double target = Math.max(-MAX_RATE_RATIO, Math.min(MAX_RATE_RATIO, INTEREST_RATIO + basisBps / 1e4));
        rateRatio += (target - rateRatio) * Math.min(1, minutes / 240);
        return new MarkPrice(price, price * Math.exp(-basisBps / 1e4));
    }

    /** The rate to be applied at a funding time, on a grid of 1e-8 as venues publish it. */
    FundingRate funding(long fundingTimeMs) {
        return new FundingRate(Math.round(rateRatio * 1e8) / 1e8, fundingTimeMs);
    }

    OpenInterest openInterest(double minutes) {
        openInterestLots *= Math.exp(OPEN_INTEREST_SD_PER_MINUTE * Math.sqrt(minutes) * random.nextGaussian());
        return new OpenInterest(Math.rint(openInterestLots));
    }

    /** Forced orders close positions. */
    void close(double shareRatio) {
        openInterestLots *= 1 - shareRatio;
    }

    void write(DataOutput out) throws IOException {
        out.writeLong(random.state);
        out.writeDouble(basisBps);
        out.writeDouble(rateRatio);
        out.writeDouble(openInterestLots);
    }

    void read(DataInput in) throws IOException {
        random.state = in.readLong();
        basisBps = in.readDouble();
        rateRatio = in.readDouble();
        openInterestLots = in.readDouble();
    }
}
