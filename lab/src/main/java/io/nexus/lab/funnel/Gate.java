package io.nexus.lab.funnel;

import io.nexus.domain.skip.Layer;
import io.nexus.domain.skip.SkipCode;
import io.nexus.udf.config.LayersConfig;
import java.util.EnumMap;
import java.util.Map;

/** The gates of Layers 0 to 5 in the order in which an evaluation meets them. Those that need a gateway (message age) or an
 * account (an active order) are not among them. */
enum Gate {
    OLD_EVENT(SkipCode.L0_OLD_EXCHANGE_EVENT, "event age ms <="),
    BOOK_INVALID(SkipCode.L1_BOOK_INVALID, ""),
    ABORT(SkipCode.L1_ABORT, ""),
    LOW_SCORE(SkipCode.L1_LOW_SCORE, "MQScore >="),
    LOW_LIQUIDITY(SkipCode.L1_LOW_LIQUIDITY, "liquidity >="),
    CRISIS(SkipCode.L1_CRISIS, ""),
    HIGH_NOISE(SkipCode.L1_HIGH_NOISE, "noise percentile <="),
    NO_SIGNAL(SkipCode.L2_NO_SIGNAL, "live signals >="),
    LOW_CONFIDENCE(SkipCode.L2_LOW_CONFIDENCE, "best confidence >="),
    ANOMALY(SkipCode.L3_ANOMALY, "anomaly score <="),
    NO_WEIGHT(SkipCode.L4_NO_WEIGHT, ""),
    LOW_SUPPORT(SkipCode.L4_LOW_SUPPORT, "support >="),
    WEAK(SkipCode.L4_WEAK, "mean confidence >="),
    TOO_NEUTRAL(SkipCode.L4_TOO_NEUTRAL, "|aggregate| >="),
    HOLD_ZONE(SkipCode.L4_HOLD_ZONE, "|aggregate| >"),
    HOLD(SkipCode.L5_HOLD, "action probability >"),
    ROUTER_CONFIDENCE(SkipCode.L5_LOW_CONFIDENCE, "router confidence >="),
    CONFLICT(SkipCode.L5_DIRECTION_CONFLICT, ""),
    NOT_SHORTABLE(SkipCode.L5_NOT_SHORTABLE, ""),
    DATA_ONLY(SkipCode.L5_DATA_ONLY, ""),
    COLD(SkipCode.L5_COLD, "");

    private static final Map<SkipCode, Gate> BY_CODE = new EnumMap<>(SkipCode.class);

    static {
        for (Gate gate : values()) {
            BY_CODE.put(gate.code, gate);
        }
    }

    private final SkipCode code;
    private final String condition;

    Gate(SkipCode code, String condition) {
        this.code = code;
        this.condition = condition;
    }

    /** The gate behind a skip.
     *
     * @throws IllegalArgumentException for a skip that no study can meet */
    static Gate of(SkipCode code) {
        Gate gate = BY_CODE.get(code);
        if (gate == null) {
            throw new IllegalArgumentException("no gate of a study ends in " + code);
        }
        return gate;
    }

    SkipCode code() {
        return code;
    }

    Layer layer() {
        return code.layer();
    }

    /** What passes, to be read before the threshold; empty for gates without a number. */
    String condition() {
        return condition;
    }

    /** The threshold; NaN for gates without a number. */
    double threshold(LayersConfig config) {
        return switch (this) {
            case OLD_EVENT -> config.quality().maxExchangeAgeMs();
            case LOW_SCORE -> config.quality().minScore();
            case LOW_LIQUIDITY -> config.quality().minLiquidity();
            case HIGH_NOISE -> config.quality().noisePercentile();
            case NO_SIGNAL -> 1;
            case LOW_CONFIDENCE -> config.strategy().minConfidence();
            case ANOMALY -> config.meta().maxAnomaly();
            case LOW_SUPPORT -> config.aggregation().minSupport();
            case WEAK -> config.aggregation().minStrength();
            case TOO_NEUTRAL -> config.aggregation().neutralSignal();
            case HOLD_ZONE -> config.aggregation().directionSignal();
            case HOLD -> config.routing().minActionProbability();
            case ROUTER_CONFIDENCE -> config.routing().minConfidence();
            case BOOK_INVALID, ABORT, CRISIS, NO_WEIGHT, CONFLICT, NOT_SHORTABLE, DATA_ONLY, COLD -> Double.NaN;
        };
    }
}
