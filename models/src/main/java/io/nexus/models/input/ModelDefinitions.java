package io.nexus.models.input;

import java.util.List;

/** What feedback knows of governed models, and what other markets would say. */
final class ModelDefinitions {
    private ModelDefinitions() {}

    static List<InputDefinition> list() {
        Definitions all = new Definitions();
        for (String model : GovernedModels.NAMES) {
            all.share(model + "_accuracy_30d", "share of calls that were right, of the strategies it serves", 0.5)
                    .signed(model + "_sharpe", "mean over deviation of their trades, weighted by trades", "1")
                    .positive(model + "_drawdown", "loss from the peak of what it earned", "ratio", 0)
                    .share(model + "_win_rate", "decayed share of episodes that won", 0.5)
                    .signed(model + "_recent_pnl", "decayed mean net result of episodes", "bp");
        }
        for (String leader : List.of("btc", "eth")) {
            all.signed(leader + "_ret_60s", "ret_60s of that perpetual of the venue", "sigma")
                    .signed(leader + "_ofi_1", "ofi_1 of that perpetual of the venue", "ratio")
                    .share(leader + "_buy_60s", "buy_60s of that perpetual of the venue", 0.5);
        }
        return all.list();
    }
}
