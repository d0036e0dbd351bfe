package io.nexus.lab.plant;

import io.nexus.domain.market.Liquidation;
import io.nexus.domain.market.MarketEventKind;
import io.nexus.domain.market.OpenInterest;
import io.nexus.domain.market.Side;
import io.nexus.domain.market.Trade;
import io.nexus.udf.config.LayersConfig;
import io.nexus.udf.market.InstrumentScale;
import io.nexus.udf.market.MarketContext;
import io.nexus.udf.strategy.StrategyMemories;
import java.util.random.RandomGenerator;

/** What a pattern can see of its instrument and do to it. Side +1 is the bid side. Not thread-safe. */
public final class Stage {
    private static final long FIRST_TRADE_ID = 1L << 40;

    private final EventWriter out;
    private final PlantedBook book;
    private final InstrumentScale scale;
    private final MarketContext market;
    private final StrategyMemories memories;
    private final LayersConfig config;
    private final RandomGenerator random;
    private long tradeId = FIRST_TRADE_ID;
    private double openInterestShare = 1;
    private double openInterestLots;

    Stage(EventWriter out, PlantedBook book, Setting setting, RandomGenerator random) {
        this.out = out;
        this.book = book;
        this.scale = setting.scale();
        this.market = setting.market();
        this.memories = setting.memories();
        this.config = setting.config();
        this.random = random;
    }

    /** What stands around one instrument.
     *
     * @param market as Layer 1 sees it, the planted pattern included
     * @param memories of Layer 2 */
    record Setting(InstrumentScale scale, MarketContext market, StrategyMemories memories, LayersConfig config) {}

    public MarketContext market() {
        return market;
    }

    public StrategyMemories memories() {
        return memories;
    }

    public LayersConfig config() {
        return config;
    }

    public InstrumentScale scale() {
        return scale;
    }

    public RandomGenerator random() {
        return random;
    }

    public long bestTicks(Side side) {
        return book.side(side).bestTicks();
    }

    public long bestLots(Side side) {
        return lotsAt(side, bestTicks(side));
    }

    public double midTicks() {
        return (bestTicks(Side.BUY) + bestTicks(Side.SELL)) / 2.0;
    }

    /** Price of the n-th best level, 0 = best; the outermost if there are fewer. */
    public long ticksAt(Side side, int depth) {
        return book.side(side).ticksAt(depth);
    }

    public long lotsAt(Side side, long ticks) {
        return book.side(side).lotsAt(ticks);
    }

    /** Mean lots of levels 2 to 10 of both sides. */
    public double meanLevelLots() {
        double lots = 0;
        for (int depth = 1; depth <= 9; depth++) {
            lots += lotsAt(Side.BUY, ticksAt(Side.BUY, depth)) + (double) lotsAt(Side.SELL, ticksAt(Side.SELL, depth));
        }
        return lots / 18;
    }

    /** Step of rules that count ticks: the tick or the least step of the configuration, in whole ticks, rounded up. */
    public long stepTicks() {
        return (long) Math.ceil(Math.max(1, midTicks() * config.strategy().minStepBps() * 1e-4));
    }

    /** Standard deviation of the mid over some seconds, in ticks. */
    public double sigmaTicks(double seconds) {
        return market.secondVolatility() * Math.sqrt(seconds) * midTicks();
    }

    /** An aggressor trades at the touch; what stands there is the pattern's to change. */
    public void trade(Side aggressor, double lots) {
        long whole = Math.max(1, Math.round(lots));
        out.write(MarketEventKind.TRADE, new Trade(++tradeId, bestTicks(aggressor.opposite()), whole, aggressor));
    }

    /** Shows so many lots at a price until released; 0 shows an empty level. */
    public void show(Side side, long ticks, double lots) {
        book.show(side, ticks, Math.round(lots));
    }

    /** Shows a level as it stands underneath again. */
    public void release(Side side, long ticks) {
        book.release(side, ticks);
    }

    /** Ends all influence; the price stays where it was led. */
    public void releaseAll() {
        book.releaseAll();
    }

    /** Makes changes that others see at once, not one by one. */
    public void together(Runnable changes) {
        book.together(changes);
    }

    /** Holds the best bid (BUY) or ask at a price from here on, and the whole book with it. */
    public void hold(Side side, long ticks) {
        book.hold(side, ticks);
    }

    /** Holds the mid at a price, as near as ticks allow, with the spread it has. */
    public void lead(double midTicks) {
        double halfSpread = (bestTicks(Side.SELL) - bestTicks(Side.BUY)) / 2.0;
        hold(Side.BUY, Math.round(midTicks - halfSpread));
    }

    /** Shows only a share of what stands on a side from a price outwards. */
    public void thin(Side side, long fromTicks, double share) {
        book.thin(side, fromTicks, share);
    }

    /** A forced order is published and traded at the touch. */
    public void liquidate(Side side, double lots) {
        long whole = Math.max(1, Math.round(lots));
        trade(side, (double) whole);
        out.write(MarketEventKind.LIQUIDATION, new Liquidation(bestTicks(side.opposite()), whole, side));
    }

    /** Closes a share of open interest and publishes what is left. */
    public void closeOpenInterest(double share) {
        openInterestShare *= 1 - share;
        if (openInterestLots > 0) {
            out.write(MarketEventKind.OPEN_INTEREST, new OpenInterest(openInterestLots * openInterestShare));
        }
    }

    /** Open interest as it is seen when the market underneath reports it. */
    OpenInterest seen(OpenInterest underneath) {
        openInterestLots = underneath.lots();
        return new OpenInterest(openInterestLots * openInterestShare);
    }
}
