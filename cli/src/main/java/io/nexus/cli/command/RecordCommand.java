package io.nexus.cli.command;

import io.nexus.cli.embedded.FeedRecording;
import io.nexus.cli.embedded.RunPlan;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Records a feed without trading on it. */
@Command(
        name = "record",
        mixinStandardHelpOptions = true,
        description = {
            "Write what the feed gateway receives to raw files that run --replay reads again.",
            "Nothing trades; to record and trade at once: run --record DIR."
        })
public final class RecordCommand implements Callable<Integer> {
    @Option(names = "--out", paramLabel = "DIR", required = true, description = "Folder for the recording.")
    Path out = Path.of("");

    @Mixin
    FeedOptions feed = new FeedOptions();

    @Option(
            names = "--duration",
            description = "Simulated market: feed time to record after the warm-up (default: ${DEFAULT-VALUE}).")
    String duration = "3m";

    @Override
    public Integer call() throws IOException {
        feed.requireUsed("--seed", "--warm-up", "--instruments", "--duration");
        OptionPaths.requireFolderToRecord("--out", out);
        RunPlan plan = new RunPlan(
                        feed.config(Map.of()),
                        feed.replay,
                        feed.seed,
                        feed.warmUpMs(),
                        feed.tradeMs(duration, 1),
                        "max",
                        false,
                        false,
                        "0",
                        out)
                .withKlines(feed.klines());
        FeedRecording.Result result =
                FeedRecording.record(plan, out, received -> System.err.println(received + " messages"));
        System.out.println("recorded " + result.received() + " messages to " + out
                + (result.refused() == 0 ? "" : ", " + result.refused() + " of them unreadable"));
        if (result.refused() * 2 > result.received()) {
            System.err.println("nexus: most messages could not be read, the first because: " + result.firstRefusal());
            return 1;
        }
        return 0;
    }
}
