package io.nexus.models.role;

import io.nexus.domain.quality.Regime;
import io.nexus.domain.quality.RegimeGroup;
import io.nexus.domain.signal.StrategyId;
import io.nexus.models.role.OutputUnit.Quantity;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;

/** One number that a role answers.
 *
 * @param name unique in its role, as bindings name it
 * @param quantity what it measures */
public record RoleOutput(String name, Quantity quantity) {
    private static final List<String> SIDES = List.of("buy_probability", "sell_probability");
    private static final List<String> CLASSES = List.of("bullish", "bearish", "neutral");
    private static final List<String> DIRECTIONS = List.of("down", "up");
    private static final List<String> MOVES = List.of("down", "flat", "up");
    private static final Map<String, Quantity> QUANTITIES = Map.ofEntries(
            Map.entry("ln_rv_15m", Quantity.LN_VARIANCE_15M),
            Map.entry("value_estimate", Quantity.BASIS_POINTS),
            Map.entry("slippage_bps", Quantity.BASIS_POINTS),
            Map.entry("return_1m", Quantity.BASIS_POINTS),
            Map.entry("abs_move", Quantity.BASIS_POINTS),
            Map.entry("abs_return_quantile", Quantity.RETURN),
            Map.entry("var99_1h", Quantity.RETURN),
            Map.entry("es99_1h", Quantity.RETURN));
    private static final List<String> NUMBERS = List.of(
            "aggregated_signal",
            "n_used",
            "ensemble_pred",
            "uncertainty",
            "threshold_adjustments",
            "reconstruction",
            "correlation_1h",
            "mfe_q60_atr",
            "mae_q80_atr",
            "sign");

    /** What a role answers, in the order of its contract. */
    public static List<RoleOutput> of(ModelEntry role) {
        List<RoleOutput> outputs = new ArrayList<>();
        for (TensorSpec port : role.outputs()) {
            Quantity quantity = NUMBERS.contains(port.name())
                    ? Quantity.NUMBER
                    : QUANTITIES.getOrDefault(port.name(), Quantity.PROBABILITY);
            names(port).forEach(name -> outputs.add(new RoleOutput(name, quantity)));
        }
        return List.copyOf(outputs);
    }

    private static List<String> names(TensorSpec port) {
        if (port.width() == 1) {
            return List.of(port.name());
        }
        return switch (port.name()) {
            case "regime_probabilities", "regime_confidence" -> port.width() == Regime.COUNT
                    ? lower(Arrays.stream(Regime.values()).limit(Regime.COUNT).toList())
                    : lower(Arrays.asList(RegimeGroup.values()));
            case "strategy_weights" -> Arrays.stream(StrategyId.values())
                    .skip(StrategyId.COUNT - port.width())
                    .map(strategy -> "weight_" + strategy.name().toLowerCase(Locale.ROOT))
                    .toList();
            case "action_probs" -> SIDES;
            case "class_probabilities" -> CLASSES;
            case "direction_probabilities" -> DIRECTIONS;
            case "move_probabilities" -> MOVES;
            default -> IntStream.range(0, port.width())
                    .mapToObj(i -> port.name() + '_' + i)
                    .toList();
        };
    }

    private static List<String> lower(List<? extends Enum<?>> names) {
        return names.stream().map(name -> name.name().toLowerCase(Locale.ROOT)).toList();
    }
}
