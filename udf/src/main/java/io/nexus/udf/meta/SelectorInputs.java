package io.nexus.udf.meta;

import io.nexus.domain.feature.FeatureSchema;
import io.nexus.domain.quality.Assessment;
import io.nexus.domain.quality.RegimeGroup;
import io.nexus.domain.signal.StrategyId;
import io.nexus.udf.edge.MarketFacts;
import java.util.ArrayList;
import java.util.List;

/** The 44 inputs of model 3 in the contract's order. */
public final class SelectorInputs {
    private static final List<String> MOMENTUM = List.of("ret_60s", "ret_5m", "ret_15m", "ret_1h");
    private static final List<String> VOLUME = List.of("vol_z_60s", "vol_tod_5m", "trade_rate", "buy_60s", "cvd_slope");
    private static final int[] MOMENTUM_INDEX =
            MOMENTUM.stream().mapToInt(FeatureSchema::indexOf).toArray();
    private static final int[] VOLUME_INDEX =
            VOLUME.stream().mapToInt(FeatureSchema::indexOf).toArray();

    /** Names in order: 5 momentum, 5 volume, regime, volatility, 19 scores, 13 microstructure. */
    public static final List<String> NAMES = names();

    public static final int SIZE = 44;

    private SelectorInputs() {}

    /** Inputs at one evaluation; a new array.
     *
     * @param scores the feedback's of the twenty strategies; Event-Driven, the first, is outside the model */
    public static double[] of(MarketFacts facts, Assessment assessment, double[] scores) {
        double[] inputs = new double[SIZE];
        int next = Picks.fill(inputs, 0, facts.features(), MOMENTUM_INDEX);
        inputs[next++] = facts.return4hSigmas();
        next = Picks.fill(inputs, next, facts.features(), VOLUME_INDEX);
        inputs[next++] = regimeCode(assessment.regime().group());
        inputs[next++] = assessment.finalVolatility();
        for (int i = 1; i < StrategyId.COUNT; i++) {
            inputs[next++] = scores[i];
        }
        MicroInputs.fill(inputs, next, facts.features());
        return inputs;
    }

    /** 0 trending, 0.5 ranging, 1 volatile. */
    static double regimeCode(RegimeGroup group) {
        return group.column() / 2.0;
    }

    private static List<String> names() {
        List<String> names = new ArrayList<>(MOMENTUM);
        names.add("ret_4h");
        names.addAll(VOLUME);
        names.add("regime_code");
        names.add("final_volatility");
        for (StrategyId strategy : StrategyId.values()) {
            if (strategy != StrategyId.EVENT_DRIVEN) {
                names.add("score_" + strategy.key());
            }
        }
        names.addAll(MicroInputs.NAMES);
        return List.copyOf(names);
    }
}
