package io.nexus.udf.meta;

import io.nexus.domain.feature.FeatureSchema;
import java.util.List;

/** The thirteen microstructure inputs that selector and router share. */
public final class MicroInputs {
    public static final List<String> NAMES = List.of(
            "spread",
            "qi_1",
            "qi_5",
            "ofi_1",
            "mlofi_5",
            "impact_10k",
            "vpin_pct",
            "kyle_lambda",
            "large_share",
            "cvd_px_corr",
            "rj_5m",
            "micro_dev",
            "liq_net");

    private static final int[] INDEX =
            NAMES.stream().mapToInt(FeatureSchema::indexOf).toArray();

    private MicroInputs() {}

    /** Copies them from the 65 features to a place in a model's inputs.
     *
     * @return the place behind the last one */
    public static int fill(double[] inputs, int from, double[] features) {
        return Picks.fill(inputs, from, features, INDEX);
    }
}
