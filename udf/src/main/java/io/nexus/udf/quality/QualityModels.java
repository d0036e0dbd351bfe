package io.nexus.udf.quality;

import io.nexus.models.role.ModelUse;
import io.nexus.udf.market.MarketContext;

/** Who answers for models 0 to 2, and which of model and fallback gave the last answer of each. Features are the 65, never
 * NaN. */
interface QualityModels {
    /** Quality of the next five minutes, 0 to 1.
     *
     * @param composite of the formulas, 0 to 1 */
    double quality(double[] features, double composite);

    ModelUse qualityUse();

    /** The three-class regime.
     *
     * @param ruleProbabilities of the twelve regimes by rule
     * @param classes takes the probabilities of trending, ranging, volatile */
    void regime(double[] features, double[] ruleProbabilities, double[] classes);

    ModelUse regimeUse();

    /** Annualised volatility of the next 15 minutes; asked only where sigma is known. */
    double volatility(double[] features, MarketContext market);

    ModelUse volatilityUse();
}
