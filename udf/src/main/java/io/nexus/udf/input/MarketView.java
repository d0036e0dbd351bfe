package io.nexus.udf.input;

import io.nexus.udf.market.HourWindow;
import io.nexus.udf.market.MarketContext;
import io.nexus.udf.market.MinuteWindow;

/** One market at an evaluation, as inputs are read from it; valid until the market changes. Shows one market after another without
 * allocating. Not thread-safe. */
public final class MarketView {
    private final MinuteWindow minuteWindow = new MinuteWindow();
    private final HourWindow hourWindow = new HourWindow();
    private MarketContext market;
    private double[] features;

    /** A view that shows nothing yet. */
    @SuppressWarnings("NullAway.Init") // show() comes before any reader
    public MarketView() {}

    /** Shows a market.
     *
     * @param newFeatures the 65 as just computed of it */
    public void show(MarketContext newMarket, double[] newFeatures) {
        market = newMarket;
        features = newFeatures;
    }

    MarketContext market() {
        return market;
    }

    double feature(int index) {
        return features[index];
    }

    MinuteWindow minutes() {
        return minuteWindow.of(market);
    }

    HourWindow hours() {
        return hourWindow.of(market);
    }
}
