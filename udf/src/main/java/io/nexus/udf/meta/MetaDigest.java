package io.nexus.udf.meta;

import io.nexus.udf.edge.Stamped;
import io.nexus.udf.edge.Weighted;

/** Rolling hash over what Layer 3 made of one instrument's evaluations; mutable state. */
public final class MetaDigest {
    private static final long MULTIPLIER = 0x9E3779B97F4A7C15L;

    /** Evaluations that went in. */
    public long records;

    /** Hash of their exact bits. */
    public long digest;

    /** For the serializer. */
    public MetaDigest() {}

    void add(Stamped stamped, MetaOutcome outcome) {
        records++;
        mix(stamped.evaluation());
        mix(stamped.feedTimeMs());
        mix(outcome.inputs());
        mix(Double.doubleToRawLongBits(outcome.score()));
        Weighted weighted = outcome.weighted();
        mix(weighted == null ? 0 : 1);
        if (weighted != null) {
            mix(weighted.weights());
            mix(weighted.regimeProbabilities());
            mix(Double.doubleToRawLongBits(weighted.sizeFactor()));
        }
    }

    private void mix(double[] values) {
        for (double value : values) {
            mix(Double.doubleToRawLongBits(value));
        }
    }

    private void mix(long bits) {
        long mixed = (digest ^ bits) * MULTIPLIER;
        digest = mixed ^ (mixed >>> 32);
    }
}
