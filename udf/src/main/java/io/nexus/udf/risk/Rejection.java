package io.nexus.udf.risk;

import io.nexus.domain.decision.Candidate;
import io.nexus.domain.skip.SkipCode;
import io.nexus.domain.skip.SkipRecord;

/** Why a candidate is not admitted: the check, the value it read and its limit; NaN where it has none. */
record Rejection(SkipCode check, double value, double limit) {

    static Rejection of(SkipCode check) {
        return new Rejection(check, Double.NaN, Double.NaN);
    }

    SkipRecord skip(Candidate candidate, String detail) {
        String numbers = Double.isNaN(value) ? "" : " value=" + value + " limit=" + limit;
        return new SkipRecord(
                check,
                candidate.instrument(),
                candidate.evaluation(),
                candidate.feedTimeMs(),
                "check=" + check.code() + numbers + (detail.isEmpty() ? "" : " " + detail),
                value,
                limit,
                candidate.models());
    }
}
