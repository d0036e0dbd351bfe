package io.nexus.models.xgboost;

import io.nexus.models.serving.RefusedException;
import java.util.Map;

/** What an objective does with a margin, and with the base score that a file holds.
 *
 * @param base how a base score becomes a margin
 * @param link how a margin becomes an answer */
record Objective(String name, BaseScore base, Link link) {
    /** From a base score to a margin. */
    enum BaseScore {
        SAME,
        LOGIT,
        LOG
    }

    private static final Map<String, Objective> BY_NAME = Map.ofEntries(
            entry("reg:squarederror", BaseScore.SAME, Link.SAME),
            entry("reg:linear", BaseScore.SAME, Link.SAME),
            entry("reg:squaredlogerror", BaseScore.SAME, Link.SAME),
            entry("reg:pseudohubererror", BaseScore.SAME, Link.SAME),
            entry("reg:absoluteerror", BaseScore.SAME, Link.SAME),
            entry("reg:quantileerror", BaseScore.SAME, Link.SAME),
            entry("reg:expectileerror", BaseScore.SAME, Link.SAME),
            entry("reg:logistic", BaseScore.LOGIT, Link.SIGMOID),
            entry("binary:logistic", BaseScore.LOGIT, Link.SIGMOID),
            entry("binary:logitraw", BaseScore.SAME, Link.SAME),
            entry("binary:hinge", BaseScore.SAME, Link.STEP),
            entry("count:poisson", BaseScore.LOG, Link.EXP),
            entry("reg:gamma", BaseScore.LOG, Link.EXP),
            entry("reg:tweedie", BaseScore.LOG, Link.EXP),
            entry("survival:cox", BaseScore.LOG, Link.EXP),
            entry("survival:aft", BaseScore.LOG, Link.EXP),
            entry("multi:softprob", BaseScore.SAME, Link.SOFTMAX),
            entry("multi:softmax", BaseScore.SAME, Link.LARGEST),
            entry("rank:pairwise", BaseScore.SAME, Link.SAME),
            entry("rank:ndcg", BaseScore.SAME, Link.SAME),
            entry("rank:map", BaseScore.SAME, Link.SAME));

    /** Before release 1.6 the exponent of a sigmoid had no bound. */
    private static final int BOUNDED_SINCE_MINOR = 6;

    private static Map.Entry<String, Objective> entry(String name, BaseScore base, Link link) {
        return Map.entry(name, new Objective(name, base, link));
    }

    static Objective of(String name, int major, int minor) throws RefusedException {
        Objective objective = BY_NAME.get(name);
        if (objective == null) {
            throw Refusals.unsupported(
                    "the objective " + Refusals.shown(name) + " is not served",
                    "Train with one of "
                            + String.join(
                                    ", ", BY_NAME.keySet().stream().sorted().toList())
                            + ", or export the model to ONNX.");
        }
        boolean isUnbounded = major == 1 && minor < BOUNDED_SINCE_MINOR;
        return isUnbounded && objective.link() == Link.SIGMOID
                ? new Objective(name, objective.base(), Link.UNBOUNDED_SIGMOID)
                : objective;
    }

    /** The margin of a base score, in float as XGBoost computes it.
     *
     * @throws RefusedException INCONSISTENT if it is not finite */
    float margin(float baseScore) throws RefusedException {
        float margin =
                switch (base) {
                    case SAME -> baseScore;
                    case LOGIT -> (float) -StrictMath.log(1f / baseScore - 1f);
                    case LOG -> (float) StrictMath.log(baseScore);
                };
        if (!Float.isFinite(margin)) {
            throw Refusals.inconsistent("a base_score of " + baseScore + " is impossible with the objective " + name);
        }
        return margin;
    }
}
