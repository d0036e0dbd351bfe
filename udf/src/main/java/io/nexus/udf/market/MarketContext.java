package io.nexus.udf.market;

import io.nexus.domain.book.OrderBook;
import io.nexus.domain.book.QuoteCrossCheck;

/** Everything Layer 1 keeps of one instrument, updated once per event; Layer 2 reads it by reference in the same chain. A
 * mutable state class; fields are public for the serializer. */
public final class MarketContext {
    private static final long MINUTE_MS = 60_000;
    private static final long HOUR_MS = 3_600_000;

    public OrderBook book = new OrderBook();
    public QuoteCrossCheck crossCheck = new QuoteCrossCheck();
    /** Whether the newest event was a depth update that applied. */
    public boolean isDeltaApplied;

    public long bookGaps;
    public long bookCrossed;
    /** Quotes that came after a newer one, and feed bars for places already filled or of a length not kept. */
    public long quotesOutdated;

    public long barsTaken;
    public long barsRefused;
    /** Feed time at which the newest bar of the feed came; 0 before the first. */
    public long barsReceivedMs;

    public boolean hasQuote;
    public long quoteUpdateId;
    public long quoteBidTicks;
    public long quoteBidLots;
    public long quoteAskTicks;
    public long quoteAskLots;

    /** Best bid and ask of quote or depth, whichever has the newer update id. */
    public boolean hasTouch;

    public long bidTicks;
    public long bidLots;
    public long askTicks;
    public long askLots;
    /** Weighted imbalance of five levels of the book, -1 to 1; 0 if there are fewer. */
    public double depthImbalance;

    public boolean hasDepthImbalance;

    public long firstEventMs;
    /** End of the second being built; 0 before the first touch. */
    public long secondEndMs;
    /** Newest feed time. */
    public long timeMs;

    public StreamSilence silence = new StreamSilence();
    public FeedSkew skew = new FeedSkew();
    public long exchangeAgeMs;
    public OrderFlow flow = new OrderFlow();
    public Tape tape = new Tape();
    public SecondSeries seconds = new SecondSeries();
    public JumpStatistics jumps = new JumpStatistics();
    public BarSeries minutes = new BarSeries(MINUTE_MS, 1440);
    public BarSeries fiveMinutes = new BarSeries(5 * MINUTE_MS, 288);
    public BarSeries halfHours = new BarSeries(30 * MINUTE_MS, 96);
    public BarSeries hours = new BarSeries(HOUR_MS, 768);
    public BarSeries fourHours = new BarSeries(4 * HOUR_MS, 192);
    public Rsi fiveMinuteRsi = new Rsi(7);
    public HalfHourIndicators halfHour = new HalfHourIndicators();
    public MinuteIndicators minute = new MinuteIndicators();
    public HourIndicators hour = new HourIndicators();
    public SessionVwap session = new SessionVwap();
    public VolumeProfile profile = new VolumeProfile();
    public Vpin vpin = new Vpin();
    public MinuteOfDayVolume minuteOfDay = new MinuteOfDayVolume();
    public DecayedMoments spreadMoments = new DecayedMoments();
    public DepthFacts depth = new DepthFacts();
    public PassiveQueue bidQueue = new PassiveQueue(true);
    public PassiveQueue askQueue = new PassiveQueue(false);
    public Percentiles percentiles = new Percentiles();
    public RawQuality quality = new RawQuality();

    public boolean hasFunding;
    public double fundingRateRatio;
    public long nextFundingTimeMs;
    public boolean hasMark;
    public double markPrice;
    public double indexPrice;
    public boolean hasOpenInterest;
    public double openInterestLots;
    /** Its mean with a time constant of an hour, and the feed time of its newest report; 0 before the first. */
    public double openInterestMeanLots;

    public long openInterestAtMs;

    /** Bit i: feature i stood at its neutral value at the last evaluation, since its data are missing. */
    public long[] missing = new long[2];

    /** For the serializer. */
    public MarketContext() {}

    /** Middle of best bid and ask in ticks; only with a touch. */
    public double midTicks() {
        return (bidTicks + askTicks) / 2.0;
    }

    /** Best bid as the last trade shows it: its price if it hit the bids, else the last spread below. */
    public long tradedBidTicks() {
        return tape.lastIsBuy ? tape.lastTicks - (askTicks - bidTicks) : tape.lastTicks;
    }

    /** Best ask as the last trade shows it: its price if it hit the asks, else the last spread above. */
    public long tradedAskTicks() {
        return tape.lastIsBuy ? tape.lastTicks : tape.lastTicks + (askTicks - bidTicks);
    }

    public double spreadBps() {
        return (askTicks - bidTicks) / midTicks() * 1e4;
    }

    /** Mid weighted by the opposite queue, in ticks; only with a touch. */
    public double micropriceTicks() {
        double lots = (double) bidLots + askLots;
        return lots > 0 ? ((double) askTicks * bidLots + (double) bidTicks * askLots) / lots : midTicks();
    }

    public boolean isMissing(int feature) {
        return (missing[feature >> 6] >>> (feature & 63) & 1) != 0;
    }

    /** Volatility of one-second log returns: measured over 300 s, or from GARCH until there are 60 s; NaN without either. */
    public double secondVolatility() {
        if (seconds.hasVolatility()) {
            return seconds.volatility();
        }
        return minute.garch.isKnown() ? Math.sqrt(minute.garch.variance / 60) : Double.NaN;
    }
}
