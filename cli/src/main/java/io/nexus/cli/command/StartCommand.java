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
            "A stricter trading state (halt, reduce, flatten) from before stays until control resume."
        })
public final class StartCommand implements Callable<Integer> {
    @Mixin
    ConnectOption connect = new ConnectOption();

    @Option(names = "--run-id", paramLabel = "ID", required = true, description = "Run id that the job was given.")
    String runId = "";

    @Mixin
    WaitOption wait = new WaitOption();

    @Override
    public Integer call() throws Exception {
        if (runId.isBlank()) {
            throw new IllegalArgumentException("--run-id must not be blank");
        }
        Duration limit = wait.limit();
        try (ConnectedRun run = ConnectedRun.open(connect.file)) {
            TradingControl control = new TradingControl(run.controlTarget());
            control.await(control.start(runId), limit).forEach(System.out::println);
        }
        return 0;
    }
}
