package io.nexus.udf.market;

import io.nexus.domain.feature.FeatureSchema;
import org.jspecify.annotations.Nullable;

/** Computes the 65 features of a context in schema order. Not thread-safe; keeps scratch space only. */
public final class Features {
    private final FeatureWriter writer = new FeatureWriter();
    private final InstrumentScale scale;

    public Features(InstrumentScale scale) {
        this.scale = scale;
    }

    /** Measures what is read at evaluations only and computes all features; needs a touch and a book in sequence. Sets the
     * context's missing bits.
     *
     * @return whether every feature is finite; if not, {@link #failure} names the first that is not */
    public boolean compute(MarketContext market) {
        market.depth.measure(market.book, scale);
        market.quality.measure(market, scale);
        writer.begin();
        PriceFeatures.write(market, scale, writer);
        VolumeFeatures.write(market, scale, writer);
        DepthFeatures.write(market, writer);
        MomentumFeatures.write(market, writer);
        VolatilityFeatures.write(market, writer);
        market.missing[0] = writer.missing[0];
        market.missing[1] = writer.missing[1];
        return writer.failed < 0;
    }

    /** The features last computed; they change with the next computation. */
    public double[] values() {
        return writer.values;
    }

    /** The first feature that was not finite and its value, else null. */
    public @Nullable String failure() {
        return writer.failed < 0 ? null : FeatureSchema.NAMES.get(writer.failed) + "=" + writer.values[writer.failed];
    }
}
