package io.nexus.cli.command;

import io.nexus.cli.process.RunSource;
import io.nexus.cli.report.Csv;
import io.nexus.cli.report.StoredStatus;
import io.nexus.cli.report.StrategyResult;
import io.nexus.cli.report.Terminal;
import io.nexus.connectors.history.HistoryFilter;
import io.nexus.connectors.history.TradeHistory;
import io.nexus.connectors.kafka.RecordJson;
import io.nexus.domain.control.StrategyWeights;
import io.nexus.lab.table.TextTable;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Shows what became of each strategy's calls, and its weight. */
@Command(
        name = "weights",
        mixinStandardHelpOptions = true,
        description = {
            "Show per strategy its calls, how many were right, what they brought, its score and its weight.",
            "Of all closed positions of the run. A call is a position for or against which the strategy spoke; it is won if it"
                    + " spoke for one that paid after fees, or against one that did not.",
            "Sharpe and average P&L are per trade it spoke for, not divided among the strategies.",
            "The score is the newest day's, made by the job of accuracy, Sharpe and average P&L; the weight follows it."
        })
public final class WeightsCommand implements Callable<Integer> {
    private static final int SHOWN_UPDATES = 5;

    @Mixin
    RunOption from = new RunOption();

    @Option(names = "--since", paramLabel = "TIME", description = "Only positions closed from this feed time on (UTC).")
    @Nullable
    String since;

    @Option(names = "--json", description = "As a JSON list instead of a table.")
    boolean isJson;

    @Option(names = "--csv", description = "As comma-separated values instead of a table.")
    boolean isCsv;

    @Override
    public Integer call() throws Exception {
        long sinceMs = since == null ? Long.MIN_VALUE : Times.parseMs("since", since);
        try (RunSource run = from.open();
                TradeHistory history = run.history()) {
            StoredStatus status = run.status();
            var outcomes = history.outcomes(Integer.MAX_VALUE, new HistoryFilter("", sinceMs, ""));
            List<StrategyResult> results = StrategyResult.of(outcomes, status.weights());
            if (isJson) {
                System.out.println(RecordJson.text(results));
                return 0;
            }
            if (isCsv) {
                System.out.print(Csv.of(StrategyResult.class, results));
                return 0;
            }
            System.out.println(run.title());
            System.out.print(table(results).fit(Terminal.tableColumns()));
            System.out.println(outcomes.size() + " closed positions; weights: " + updates(status.weights()));
        }
        return 0;
    }

    private static TextTable table(List<StrategyResult> results) {
        TextTable table = new TextTable(
                "strategy",
                "#calls",
                "#wins",
                "#losses",
                "#accuracy",
                "#trades",
                "#Sharpe",
                "#average P&L",
                "#score",
                "#weight",
                "weight before");
        for (StrategyResult result : results) {
            List<Double> weights = result.weights();
            table.row(
                    result.strategy(),
                    result.calls(),
                    result.wins(),
                    result.losses(),
                    result.accuracy() == null ? "-" : OutputFormat.real(100 * result.accuracy(), 1) + " %",
                    result.trades(),
                    OutputFormat.real(result.sharpe(), 2),
                    OutputFormat.real(result.averagePnl(), 4),
                    OutputFormat.real(result.score(), 3),
                    OutputFormat.real(result.weight(), 3),
                    weights
                            .subList(Math.max(0, weights.size() - 1 - SHOWN_UPDATES), Math.max(0, weights.size() - 1))
                            .stream()
                            .map(weight -> String.format(Locale.ROOT, "%.3f", weight))
                            .collect(Collectors.joining(" ")));
        }
        return table.expendable("weight before", "trades", "losses");
    }

    private static String updates(List<StrategyWeights> weights) {
        return weights.isEmpty()
                ? "not updated yet (neutral 0.5); the first update comes at 00:00 UTC of feed time"
                : weights.size() + " updates, the newest of "
                        + OutputFormat.time(weights.get(weights.size() - 1).asOfMs()) + " UTC";
    }
}
