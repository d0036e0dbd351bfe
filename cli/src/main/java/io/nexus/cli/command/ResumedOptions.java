package io.nexus.cli.command;

import io.nexus.cli.embedded.DataDirectory;
import io.nexus.cli.embedded.RunPlan;
import io.nexus.cli.process.FeedPlan;
import java.nio.file.Path;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ParseResult;

/** Options of the first start that a resumed run keeps: one that is named again must say the same. */
final class ResumedOptions {
    private ResumedOptions() {}

    /** Compares what was named on the command line with what the run was started with.
     *
     * @throws IllegalArgumentException naming the option, its value and that of the run */
    static void requireSame(ParseResult given, RunPlan plan, DataDirectory.Run run, Path directory) {
        if (plan.replay() != null || !FeedPlan.isSimulated(run.source())) {
            requireSameKlines(plan.klinesText(), run.klines(), directory);
            return;
        }
        if (given.hasMatchedOption("--seed")) {
            require(plan.seed() == run.seed(), "--seed", plan.seed(), run.seed(), directory);
        }
        long warmUpMs = run.tradeFromMs() - run.startFeedTimeMs();
        if (given.hasMatchedOption("--warm-up")) {
            requireTime("--warm-up", plan.warmUpMs(), warmUpMs, directory);
        }
        long tradeMs = run.endFeedTimeMs() - run.tradeFromMs();
        if (given.hasMatchedOption("--duration")) {
            requireTime("--duration times --speed", plan.tradeMs(), tradeMs, directory);
        }
        String hash = plan.simulationHash();
        boolean isSameMarket = run.simulationHash() == null || Objects.equals(run.simulationHash(), hash);
        if (!isSameMarket) {
            throw new IllegalArgumentException("the run in " + directory
                    + " was started on a market with other options (--instruments, or simulation of --config); a resumed run"
                    + " keeps them: name the same ones, or another directory");
        }
    }

    /** A feed with other bars before it would not find where it was. */
    private static void requireSameKlines(String wanted, @Nullable String has, Path directory) {
        if (has != null && !has.equals(wanted)) {
            throw new IllegalArgumentException("--klines is " + (wanted.isEmpty() ? "not given" : wanted)
                    + ", but the run in " + directory + " was started " + (has.isEmpty() ? "without" : "with " + has)
                    + ", which a resumed run keeps; give the same, or name another directory");
        }
    }

    private static void requireTime(String option, long wantedMs, long hasMs, Path directory) {
        require(
                wantedMs == hasMs,
                option,
                Durations.text(wantedMs) + " of feed time",
                Durations.text(hasMs) + " of feed time",
                directory);
    }

    private static void require(boolean isSame, String option, Object wanted, Object has, Path directory) {
        if (!isSame) {
            throw new IllegalArgumentException(option + " is " + wanted + ", but the run in " + directory
                    + " was started with " + has + ", which a resumed run keeps; leave the option out, or name another"
                    + " directory");
        }
    }
}
