package io.nexus.models.input;

import io.nexus.domain.quality.Regime;
import io.nexus.domain.signal.StrategyId;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** What Layers 1 to 5 say of an evaluation. */
final class DecisionDefinitions {
    private DecisionDefinitions() {}

    static List<InputDefinition> list() {
        Definitions all = new Definitions();
        assessment(all);
        strategies(all);
        aggregate(all);
        for (String model : GovernedModels.NAMES) {
            all.share("trust_" + model, "governance's weight of the model against its fallback", 1);
        }
        return all.list();
    }

    private static void assessment(Definitions all) {
        all.add("regime_code", "group of the voted regime: 0 trending, 0.5 ranging, 1 volatile", "code", 0, 1, 0.5)
                .positive("final_volatility", "0.6 sigma + 0.4 forecast; 0 while sigma is unknown", "annualised", 0)
                .share("volatility_pct", "7-day percentile of sigma as assessed", 0.5)
                .share("mq_score", "0.7 formula composite + 0.3 model quality", 0.5)
                .share("liquidity_score", "liquidity of the formulas", 0.5)
                .share("regime_confidence", "confidence of the voted regime", 0.5);
        for (String regime : regimes()) {
            all.share("p_" + regime, "probability of the regime by the engine", 0);
        }
    }

    private static List<String> regimes() {
        return Arrays.stream(Regime.values())
                .filter(regime -> regime.column() < Regime.COUNT)
                .map(regime -> regime.name().toLowerCase(Locale.ROOT))
                .toList();
    }

    private static void strategies(Definitions all) {
        for (StrategyId strategy : StrategyId.values()) {
            all.share("score_" + Definitions.name(strategy), "feedback score of the strategy, by control", 0.5);
        }
        for (StrategyId strategy : StrategyId.values()) {
            String formula = "direction of the strategy's kept signal; 0 if none of confidence 0.65 or more";
            all.add("signal_" + Definitions.name(strategy), formula, "sign", -1, 1, 0);
        }
        for (StrategyId strategy : StrategyId.values()) {
            all.share("conf_" + Definitions.name(strategy), "confidence of that signal; 0 without one", 0);
        }
        for (StrategyId strategy : StrategyId.values()) {
            all.share("weight_" + Definitions.name(strategy), "the meta-learner's weight of the strategy", 0.5);
        }
        for (StrategyId strategy : StrategyId.values()) {
            all.balance("signal_conf_" + Definitions.name(strategy), "that direction times that confidence");
        }
    }

    private static void aggregate(Definitions all) {
        all.share("anomaly_score", "Layer 3's anomaly", 0)
                .balance("aggregated_signal", "weighted mean direction of the used signals")
                .share("signal_strength", "mean confidence of the used signals", 0)
                .add("signals_used", "how many signals took part", "count", 0, 20, 0)
                .add("signals_buy", "how many of them buy", "count", 0, 20, 0)
                .add("signals_sell", "how many of them sell", "count", 0, 20, 0)
                .share("max_confidence", "largest confidence of the used signals", 0)
                .add("signal_entropy", "entropy of the shares of weight x confidence", "nats", 0, Math.log(20), 0)
                .share("agreement", "share of weight x confidence on the winning side", 0);
    }
}
