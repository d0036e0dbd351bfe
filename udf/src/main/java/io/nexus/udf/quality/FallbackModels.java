package io.nexus.udf.quality;

import io.nexus.models.role.MarketQuality;
import io.nexus.models.role.ModelUse;
import io.nexus.models.role.RegimeClass;
import io.nexus.models.role.VolatilityForecast;
import io.nexus.udf.market.MarketContext;
import io.nexus.udf.market.RawQuality;

/** The fallbacks of models 0 to 2: the composite, the rules, HAR and GARCH. */
final class FallbackModels implements QualityModels {
    private static final double HOURS_PER_YEAR = 8766;
    private static final int HOURS_PER_DAY = 24;
    private static final int HOUR_BARS = 60;

    /** The composite in the model's place, so that their mix is the composite alone. */
    @Override
    public double quality(double[] features, double composite) {
        return composite;
    }

    @Override
    public ModelUse qualityUse() {
        return MarketQuality.FALLBACK;
    }

    @Override
    public void regime(double[] features, double[] ruleProbabilities, double[] classes) {
        RegimeClass.groupProbabilities(ruleProbabilities, classes);
    }

    @Override
    public ModelUse regimeUse() {
        return RegimeClass.FALLBACK;
    }

    /** Horizons of the HAR: 5 minutes, an hour, a day of hourly returns. */
    @Override
    public double volatility(double[] features, MarketContext market) {
        boolean hasHour = market.minutes.spans(HOUR_BARS);
        boolean hasDay = market.hour.returns >= HOURS_PER_DAY;
        return VolatilityForecast.ofHarAndGarch(
                annualised(market.minute.garch.isKnown(), market.minute.garch.variance * RawQuality.MINUTES_PER_YEAR),
                annualised(market.jumps.isKnown, market.jumps.realizedVariance * RawQuality.FIVE_MINUTES_PER_YEAR),
                annualised(hasHour, market.minute.realizedVariance60 * HOURS_PER_YEAR),
                annualised(hasDay, market.hour.logVariance * HOURS_PER_YEAR));
    }

    @Override
    public ModelUse volatilityUse() {
        return VolatilityForecast.FALLBACK;
    }

    private static double annualised(boolean isKnown, double variance) {
        return isKnown ? Math.sqrt(variance) : Double.NaN;
    }
}
