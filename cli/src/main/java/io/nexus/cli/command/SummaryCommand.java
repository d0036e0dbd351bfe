package io.nexus.cli.command;

import io.nexus.cli.process.ConnectedRun;
import io.nexus.cli.report.RunSummary;
import io.nexus.cli.report.SummaryTable;
import io.nexus.connectors.kafka.RecordJson;
import java.time.Duration;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Sums up a run on a cluster and says whether its books agree. */
@Command(
        name = "summary",
        mixinStandardHelpOptions = true,
        description = {
            "Sum up a run on a cluster and check that its books agree.",
            "Counts of the funnel, orders, positions and money; the job, the trade history and the simulated exchange must"
                    + " agree on them. Works while the run goes on and after it was stopped.",
            "The funnel's counts are compared when the feed has ended and the job goes on. The books of a real exchange are"
                    + " not asked: then fewer identities are checked."
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:every identity holds",
            "1:something can't be read; the text says what",
            "2:wrong options or connections",
            "3:an identity does not hold"
        })
public final class SummaryCommand implements Callable<Integer> {
    @Mixin
    ConnectOption connect = new ConnectOption();

    @Option(
            names = "--wait",
            paramLabel = "TIME",
            description =
                    "Look again for so long while an identity does not hold: an order that is under way is booked at"
                            + " the venue before it is in the history (default: ${DEFAULT-VALUE}).")
    String wait = "30s";

    @Option(names = "--json", description = "As a JSON object instead of lines.")
    boolean isJson;

    @Override
    public Integer call() throws Exception {
        Duration limit = Durations.parse("wait", wait);
        try (ConnectedRun run = ConnectedRun.open(connect.file)) {
            RunSummary summary = run.summary().await(limit);
            System.out.println(isJson ? RecordJson.text(summary.values()) : SummaryTable.of(summary.values()));
            return summary.isConsistent() ? 0 : RunCommand.INCONSISTENT;
        }
    }
}
