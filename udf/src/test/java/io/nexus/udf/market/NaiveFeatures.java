package io.nexus.udf.market;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.function.DoubleSupplier;

/** All features computed again from the whole history; empty where the data are missing. */
final class NaiveFeatures {
    private final Map<String, OptionalDouble> values = new LinkedHashMap<>();

    private NaiveFeatures() {}

    /** @param vpinReference counts that the percentile of VPIN starts from */
    static Map<String, OptionalDouble> of(NaiveTape tape, NaiveSamples samples, double[] vpinReference) {
        NaiveFeatures out = new NaiveFeatures();
        NaiveVolatility volatility = new NaiveVolatility(tape);
        new NaivePrices(tape, volatility).write(out);
        new NaiveVolumes(tape, samples, vpinReference).write(out);
        new NaiveDepth(tape, samples).write(out);
        new NaiveMomentum(tape, volatility).write(out);
        volatility.write(out);
        return out.values;
    }

    void put(String name, boolean isKnown, DoubleSupplier value) {
        values.put(name, isKnown ? OptionalDouble.of(value.getAsDouble()) : OptionalDouble.empty());
    }
}
