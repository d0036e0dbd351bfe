package io.nexus.udf.meta;

import io.nexus.udf.edge.RollingDigest;
import io.nexus.udf.edge.Stamped;
import io.nexus.udf.edge.Weighted;

/** Which bits of Layer 3's outcome its digest covers: the model's inputs, the score, and what goes on if anything does. */
final class MetaDigest {
    private MetaDigest() {}

    static void add(RollingDigest digest, Stamped stamped, MetaOutcome outcome) {
        digest.add(stamped.evaluation());
        digest.add(stamped.feedTimeMs());
        add(digest, outcome.inputs());
        digest.add(outcome.score());
        Weighted weighted = outcome.weighted();
        digest.add(weighted == null ? 0L : 1L);
        if (weighted != null) {
            add(digest, weighted.weights());
            add(digest, weighted.regimeProbabilities());
            digest.add(weighted.sizeFactor());
        }
        digest.endRecord();
    }

    private static void add(RollingDigest digest, double[] values) {
        for (double value : values) {
            digest.add(value);
        }
    }
}
