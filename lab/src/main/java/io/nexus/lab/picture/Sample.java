package io.nexus.lab.picture;

import io.nexus.domain.market.MarketEvent;
import io.nexus.domain.market.Side;
import io.nexus.domain.market.Trade;
import io.nexus.udf.market.MarketContext;

/** A step of feed time of one instrument: touch and imbalance as they stood at its end, trades summed by aggressor.
 *
 * @param fromMs its beginning
 * @param imbalance of the book, -1 to 1
 * @param buyTickLots sum of price times quantity, for the mean price */
record Sample(
        long fromMs,
        double midTicks,
        double imbalance,
        double buyLots,
        double buyTickLots,
        double sellLots,
        double sellTickLots) {

    static Sample startingAt(long fromMs) {
        return new Sample(fromMs, Double.NaN, 0, 0, 0, 0, 0);
    }

    /** With one more event, after which the market stands as given. */
    Sample plus(MarketEvent event, MarketContext market) {
        Trade trade = event.trade();
        double mid = market.hasTouch ? market.midTicks() : midTicks;
        double buys = trade != null && trade.aggressor() == Side.BUY ? trade.lots() : 0;
        double sells = trade != null && trade.aggressor() == Side.SELL ? trade.lots() : 0;
        double ticks = trade == null ? 0 : trade.priceTicks();
        return new Sample(
                fromMs,
                mid,
                market.depthImbalance,
                buyLots + buys,
                buyTickLots + buys * ticks,
                sellLots + sells,
                sellTickLots + sells * ticks);
    }
}
