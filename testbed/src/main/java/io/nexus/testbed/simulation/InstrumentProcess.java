package io.nexus.testbed.simulation;

import io.nexus.domain.market.BookUpdate;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/** All that happens to one instrument, and when it happens next. Not thread-safe. */
final class InstrumentProcess {
    /** Messages an arrival makes on average over all regimes and phases, times the mean of their activity; measured. */
    private static final double MESSAGES_PER_ARRIVAL = 2.25;

    private static final int MIN_LATENCY_MS = 2;
    private static final int LATENCY_RANGE_MS = 6;

    private final SimulationConfig config;
    private final InstrumentProfile profile;
    private final SeededRandom random;
    private final FairPrice fair;
    private final SimulatedBook book;
    private final SimulatedFlow flow;
    private final Arrivals arrivals;
    private final Perpetual perpetual;
    private boolean isStarted;
    private long lastArrivalMs;
    private long nextArrivalMs;
    private long nextMarkMs;
    private long nextReportMs;
    private long nextFundingMs;
    private long lastExchangeMs = Long.MIN_VALUE;

    InstrumentProcess(SimulationConfig config, InstrumentProfile profile, long seed, long startMs) {
        this.config = config;
        this.profile = profile;
        random = SeededRandom.of(seed, 1);
        SeededRandom flowRandom = SeededRandom.of(seed, 2);
        fair = new FairPrice(config, profile, startMs, SeededRandom.of(seed, 3));
        book = new SimulatedBook(config, profile, flowRandom);
        flow = new SimulatedFlow(config.texture(), profile, fair, book, flowRandom);
        arrivals = new Arrivals(arrivalsPerSecond(config) * profile.activity(), config.texture());
        perpetual = new Perpetual(profile, SeededRandom.of(seed, 4));
        lastArrivalMs = startMs;
        nextArrivalMs = startMs;
        nextMarkMs = startMs + 1 + random.nextLong(config.markIntervalMs());
        nextReportMs = startMs + 1 + random.nextLong(config.openInterestIntervalMs());
        nextFundingMs = Perpetual.nextFundingMs(startMs - 1);
    }

    static double arrivalsPerSecond(SimulationConfig config) {
        double besides = 1_000.0 / config.markIntervalMs() + 2_000.0 / config.openInterestIntervalMs();
        return Math.max(0.05, config.messagesPerSecond() - besides) / MESSAGES_PER_ARRIVAL;
    }

    FairPrice fair() {
        return fair;
    }

    InstrumentProfile profile() {
        return profile;
    }

    BookUpdate book() {
        return book.snapshot();
    }

    long dueMs() {
        return Math.min(Math.min(nextArrivalMs, nextMarkMs), Math.min(nextReportMs, nextFundingMs));
    }

    /** Makes the messages of the due instant; the market factor must have been advanced there. */
    void run(MarketFactor market, SimulatedBook.Scratch scratch, PendingEvents out) {
        long nowMs = dueMs();
        lastExchangeMs = Math.max(lastExchangeMs, nowMs - MIN_LATENCY_MS - random.nextInt(LATENCY_RANGE_MS));
        out.at(profile.instrument().key(), nowMs, lastExchangeMs);
        fair.advance(nowMs, market);
        if (!isStarted) {
            start(nowMs, out);
        } else if (nowMs == nextFundingMs) {
            out.funding(perpetual.funding(nowMs));
            nextFundingMs = Perpetual.nextFundingMs(nowMs);
        } else if (nowMs == nextMarkMs) {
            mark(out);
            nextMarkMs += config.markIntervalMs();
        } else if (nowMs == nextReportMs) {
            report(out);
            nextReportMs += config.openInterestIntervalMs();
        } else {
            flow.arrive(nowMs, scratch, out);
            scheduleArrival(nowMs);
        }
    }

    private void start(long nowMs, PendingEvents out) {
        isStarted = true;
        out.snapshot(book.snapshot());
        out.quote(book.quote());
        mark(out);
        report(out);
        scheduleArrival(nowMs);
    }

    private void scheduleArrival(long nowMs) {
        if (fair.cascade.isActive()) {
            perpetual.close(config.cascade().openInterestLossRatio() * fair.cascade.share(nowMs - lastArrivalMs));
        }
        lastArrivalMs = nowMs;
        double cascading = fair.cascade.isActive() ? 3 : 1;
        double multiple =
                fair.regimes.regime.activityMultiple * Math.sqrt(fair.episode.volumeMultiple(nowMs)) * cascading;
        nextArrivalMs = nowMs + arrivals.nextWaitMs(multiple, random);
    }

    private void mark(PendingEvents out) {
        double price = profile.instrument().priceValue(flow.fairTicks());
        out.mark(perpetual.mark(price, config.markIntervalMs() / 60_000.0));
    }

    private void report(PendingEvents out) {
        out.funding(perpetual.funding(nextFundingMs));
        out.openInterest(perpetual.openInterest(config.openInterestIntervalMs() / 60_000.0));
    }

    void write(DataOutput out) throws IOException {
        out.writeLong(random.state);
        fair.write(out);
        flow.write(out);
        arrivals.write(out);
        perpetual.write(out);
        out.writeBoolean(isStarted);
        out.writeLong(lastArrivalMs);
        out.writeLong(nextArrivalMs);
        out.writeLong(nextMarkMs);
        out.writeLong(nextReportMs);
        out.writeLong(nextFundingMs);
        out.writeLong(lastExchangeMs);
    }

    void read(DataInput in) throws IOException {
        random.state = in.readLong();
        fair.read(in);
        flow.read(in);
        arrivals.read(in);
        perpetual.read(in);
        isStarted = in.readBoolean();
        lastArrivalMs = in.readLong();
        nextArrivalMs = in.readLong();
        nextMarkMs = in.readLong();
        nextReportMs = in.readLong();
        nextFundingMs = in.readLong();
        lastExchangeMs = in.readLong();
    }
}
