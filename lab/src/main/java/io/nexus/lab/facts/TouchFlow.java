package io.nexus.lab.facts;

import io.nexus.domain.market.Quote;
import io.nexus.domain.market.Side;
import io.nexus.domain.market.Trade;

/** What happens at the touch, summed up second by second: order flow imbalance (Cont, Kukanov and Stoikov 2014, The price
 * impact of order book events), the mid's change, lots that left the touch, lots traded. Not thread-safe. */
final class TouchFlow {
    final Samples imbalanceLots = new Samples();
    final Samples midChangeTicks = new Samples();
    final Samples leftLots = new Samples();
    final Samples tradedLots = new Samples();
    private double imbalance;
    private double left;
    private double traded;
    private double lastMidTicks = Double.NaN;

    void quote(Quote before, Quote now) {
        imbalance += arrived(now.bidTicks() - before.bidTicks(), before.bidLots(), now.bidLots());
        imbalance -= arrived(before.askTicks() - now.askTicks(), before.askLots(), now.askLots());
        left += departed(now.bidTicks() - before.bidTicks(), before.bidLots(), now.bidLots());
        left += departed(before.askTicks() - now.askTicks(), before.askLots(), now.askLots());
    }

    /** Net lots that came to one side.
     *
     * @param betterTicks how much its price improved */
    private static double arrived(long betterTicks, long beforeLots, long nowLots) {
        return (betterTicks >= 0 ? nowLots : 0) - (double) (betterTicks <= 0 ? beforeLots : 0);
    }

    private static double departed(long betterTicks, long beforeLots, long nowLots) {
        return betterTicks < 0 ? beforeLots : betterTicks == 0 ? Math.max(0, beforeLots - nowLots) : 0;
    }

    /** Prints behind the touch took lots that no quote ever showed: they count for nothing here. */
    void trade(Quote standing, Trade trade) {
        long touchTicks = trade.aggressor() == Side.BUY ? standing.askTicks() : standing.bidTicks();
        traded += trade.priceTicks() == touchTicks ? trade.lots() : 0;
    }

    /** Closes a second. */
    void close(double midTicks) {
        if (!Double.isNaN(lastMidTicks)) {
            imbalanceLots.add(imbalance);
            midChangeTicks.add(midTicks - lastMidTicks);
            leftLots.add(left);
            tradedLots.add(traded);
        }
        lastMidTicks = midTicks;
        imbalance = 0;
        left = 0;
        traded = 0;
    }
}
