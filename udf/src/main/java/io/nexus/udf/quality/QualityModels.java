package io.nexus.udf.quality;

import io.nexus.models.role.MarketQuality;
import io.nexus.models.role.RegimeClass;
import io.nexus.models.role.VolatilityForecast;
import io.nexus.udf.market.MarketContext;

/** Who answers for models 0 to 2. Each answer says whether the model or its fallback gave it. */
interface QualityModels {
    /** Quality of the next five minutes.
     *
     * @param features the 65, never NaN
     * @param composite of the formulas, 0 to 1 */
    MarketQuality quality(double[] features, double composite);

    /** The three-class regime.
     *
     * @param features the 65, never NaN
     * @param ruleProbabilities of the twelve regimes by rule */
    RegimeClass regime(double[] features, double[] ruleProbabilities);

    /** Volatility of the next 15 minutes; asked only where sigma is known.
     *
     * @param features the 65, never NaN */
    VolatilityForecast volatility(double[] features, MarketContext market);
}
