package io.nexus.cli.command;

import io.nexus.cli.process.RunSource;
import io.nexus.cli.process.TradingControl;
import io.nexus.domain.account.TradingState;
import java.time.Duration;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Sets the trading state of the run in progress. */
@Command(
        name = "control",
        mixinStandardHelpOptions = true,
        description = {
            "Set the trading state of a run in progress and wait until Layer 6 has taken it.",
            "Shows the state that Layer 6 reports, which may be stricter."
        })
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
    RunOption from = new RunOption();

    @Option(
            names = "--wait",
            paramLabel = "TIME",
            description = "Wait so long until Layer 6 has taken it; 0 = do not wait (default: ${DEFAULT-VALUE}).")
    String wait = "60s";

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
        Duration limit = Durations.parse("wait", wait);
        TradingState state = isFreezing ? TradingState.FROZEN : wish.state;
        try (RunSource run = from.open()) {
            TradingControl control = new TradingControl(run.controlTarget());
            control.set(state, reason, limit).forEach(System.out::println);
        }
        return 0;
    }
}
