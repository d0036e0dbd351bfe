package io.nexus.udf.quality;

import io.nexus.domain.quality.Assessment;
import io.nexus.udf.edge.MarketFacts;
import io.nexus.udf.edge.Observed;
import io.nexus.udf.edge.RollingDigest;

/** Hashes what Layer 1 says of market events. Order and trading-state records are left out: where they land among the market
 * records differs between runs. */
final class QualityDigest {
    private QualityDigest() {}

    static void add(RollingDigest digest, Observed observed) {
        digest.add(observed.hasTouch() ? observed.bidTicks() : -1);
        digest.add(observed.hasTouch() ? observed.askTicks() : -1);
        digest.add(observed.stamped().evaluation());
        if (observed.gate() != null) {
            digest.add(observed.gate().name());
        }
        MarketFacts facts = observed.facts();
        if (facts != null) {
            for (double feature : facts.features()) {
                digest.add(feature);
            }
            digest.add(facts.bidDepthLots());
            digest.add(facts.askDepthLots());
            digest.add(facts.atrTicks());
            digest.add(facts.isCold() ? 1 : 0);
        }
        Assessment assessment = observed.assessment();
        if (assessment != null) {
            digest.add(assessment.mqScore());
            digest.add(assessment.regime().column());
            digest.add(assessment.engineRegime().column());
            digest.add(assessment.finalVolatility());
            for (double probability : assessment.regimeProbabilities()) {
                digest.add(probability);
            }
        }
        digest.endRecord();
    }
}
