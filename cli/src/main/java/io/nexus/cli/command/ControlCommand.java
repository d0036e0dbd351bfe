package io.nexus.cli.command;

import io.nexus.cli.embedded.ControlDesk;
import io.nexus.cli.embedded.DataDirectory;
import io.nexus.cli.embedded.StoredRun;
import io.nexus.domain.account.TradingState;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Sets the trading state of the run in progress. */
@Command(name = "control", mixinStandardHelpOptions = true, description = "Set the trading state of a run in progress.")
public final class ControlCommand implements Callable<Integer> {
    @Parameters(
            index = "0",
            paramLabel = "STATE",
            description = {
                "halt: no new orders, protective exits still run;",
                "reduce: closes only;",
                "flatten: close everything, then halt;",
                "resume: trade."
            })
    Wish wish = Wish.halt;

    @Option(names = "--freeze", description = "With halt: not even protective exits.")
    boolean isFreezing;

    @Option(names = "--reason", description = "For the log (default: ${DEFAULT-VALUE}).")
    String reason = "operator";

    @Mixin
    DataOption from = new DataOption();

    /** What an operator may ask for. */
    enum Wish {
        halt(TradingState.HALTED),
        reduce(TradingState.REDUCING),
        flatten(TradingState.FLATTENING),
        resume(TradingState.ACTIVE);

        private final TradingState state;

        Wish(TradingState state) {
            this.state = state;
        }
    }

    @Override
    public Integer call() throws Exception {
        if (isFreezing && wish != Wish.halt) {
            throw new IllegalArgumentException("--freeze goes with halt only");
        }
        TradingState state = isFreezing ? TradingState.FROZEN : wish.state;
        try (StoredRun run = from.open()) {
            DataDirectory.Addresses addresses = run.addresses();
            long feedTimeMs = Math.max(0, run.counts().feedTimeMs());
            try (ControlDesk desk = new ControlDesk(addresses.broker())) {
                desk.setTradingState(addresses.account(), state, reason, feedTimeMs);
            }
            System.out.println(addresses.account() + " is told to be " + state + " (" + run.root() + ")");
        }
        return 0;
    }
}
