package io.nexus.models.role;

import io.nexus.domain.check.Check;
import java.io.Serializable;

/** Roles of models 40 and 41: how far the protective stop and the target stand from the entry.
 *
 * @param stopRatio share of the entry price
 * @param takeProfitRatio share of the entry price
 * @param stopUse and takeProfitUse: who said so */
public record StopDistances(double stopRatio, double takeProfitRatio, ModelUse stopUse, ModelUse takeProfitUse) {
    private static final ModelUse TAKE_PROFIT = ModelUse.fallback(40, "atr-rule");
    private static final ModelUse STOP = ModelUse.fallback(41, "atr-rule");

    /** Numbers of the rule.
     *
     * @param atrMultiple average true ranges to the stop, positive
     * @param minStopRatio least stop distance, share of price in (0, 1)
     * @param maxStopRatio largest stop distance, from {@code minStopRatio} to below 1
     * @param takeProfitMultiple stop distances to the target, positive */
    public record Rule(double atrMultiple, double minStopRatio, double maxStopRatio, double takeProfitMultiple)
            implements Serializable {
        public Rule {
            Check.positive("atrMultiple", atrMultiple);
            Check.inOpenUnitInterval("minStopRatio", minStopRatio);
            Check.inOpenUnitInterval("maxStopRatio", maxStopRatio);
            Check.inRange("maxStopRatio", maxStopRatio, minStopRatio, 1);
            Check.positive("takeProfitMultiple", takeProfitMultiple);
        }

        public static Rule defaults() {
            return new Rule(2, 0.01, 0.03, 2);
        }
    }

    /** Stop = clamp(multiple x ATR, least, largest), target = multiple x stop; the widest stop without an ATR.
     *
     * @param atrRatio ATR14 of 1 h bars / price; NaN without enough bars */
    public static StopDistances fallback(double atrRatio, Rule rule) {
        return within(Double.isNaN(atrRatio) ? rule.maxStopRatio() : rule.atrMultiple() * atrRatio, rule);
    }

    private static StopDistances within(double wanted, Rule rule) {
        double stop = Math.min(rule.maxStopRatio(), Math.max(rule.minStopRatio(), wanted));
        return new StopDistances(stop, rule.takeProfitMultiple() * stop, STOP, TAKE_PROFIT);
    }
}
