package io.nexus.udf.quality;

import io.nexus.domain.quality.Assessment;
import io.nexus.domain.quality.Regime;
import io.nexus.models.role.MarketQuality;
import io.nexus.models.role.ModelUse;
import io.nexus.models.role.RegimeClass;
import io.nexus.models.role.VolatilityForecast;
import org.jspecify.annotations.Nullable;

/** An assessment and what it was made of.
 *
 * @param label of the rule at this moment, before hysteresis
 * @param composite of the formulas, 0 to 1
 * @param forecast null while sigma is unknown */
public record Assessed(
        Assessment assessment,
        Regime label,
        double composite,
        MarketQuality quality,
        RegimeClass regimeClass,
        @Nullable VolatilityForecast forecast) {

    /** The models that took part, as records name them. */
    public String models() {
        return models(quality.use(), forecast == null ? null : forecast.use(), regimeClass.use());
    }

    static String models(ModelUse quality, @Nullable ModelUse forecast, ModelUse regimeClass) {
        String models = quality.after("");
        if (forecast != null) {
            models = forecast.after(models);
        }
        return regimeClass.after(models);
    }
}
