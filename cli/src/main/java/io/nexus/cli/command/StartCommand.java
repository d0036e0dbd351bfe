package io.nexus.cli.command;

import io.nexus.cli.process.ConnectedRun;
import io.nexus.cli.process.TradingControl;
import java.time.Duration;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Starts the trading of a job that was submitted. */
@Command(
        name = "start",
        mixinStandardHelpOptions = true,
        description = {
            "Start the trading of a job that waits for its run id, and wait until Layer 6 has taken it.",
            "Trading starts when the job has come up with the market: what it makes of a backlog is old.",
            "A run that was started before only reduces from then on: the newest START has the accounts.",
            "A stricter trading state (halt, reduce, flatten) from before stays until control resume."
        })
public final class StartCommand implements Callable<Integer> {
    @Mixin
    ConnectOption connect = new ConnectOption();

    @Option(names = "--run-id", paramLabel = "ID", required = true, description = "Run id that the job was given.")
    String runId = "";

    @Option(
            names = "--wait",
            paramLabel = "TIME",
            description =
                    "Wait so long until the job has come up with the market and Layer 6 has taken the start; 0 = do not"
                            + " wait (default: ${DEFAULT-VALUE}).")
    String wait = "5m";

    @Override
    public Integer call() throws Exception {
        if (runId.isBlank()) {
            throw new IllegalArgumentException("--run-id must not be blank");
        }
        Duration limit = Durations.parse("wait", wait);
        try (ConnectedRun run = ConnectedRun.open(connect.file)) {
            TradingControl control = new TradingControl(run.controlTarget());
            control.start(runId, limit).forEach(System.out::println);
        }
        return 0;
    }
}
