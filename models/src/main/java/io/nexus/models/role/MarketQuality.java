package io.nexus.models.role;

/** Model 0's role: how well the market of the next five minutes trades.
 *
 * @param quality expected tradability over the regimes' probabilities, 0 to 1 */
public record MarketQuality(double quality, ModelUse use) {
    /** The formula composite in the model's place, so that their mix is the composite alone. */
    public static final ModelUse FALLBACK = ModelUse.fallback(0, "rules");
}
