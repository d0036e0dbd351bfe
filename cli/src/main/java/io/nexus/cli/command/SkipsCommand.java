package io.nexus.cli.command;

import io.nexus.cli.process.RunSource;
import io.nexus.cli.report.StoredCounts;
import io.nexus.cli.report.Terminal;
import io.nexus.connectors.kafka.RecordJson;
import io.nexus.domain.skip.FunnelCount;
import io.nexus.domain.skip.SkipCode;
import io.nexus.lab.table.TextTable;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Shows why the evaluations of a run ended without an order. */
@Command(
        name = "skips",
        mixinStandardHelpOptions = true,
        description = "Show why evaluations ended without an order; works while a run is in progress and after it.")
public final class SkipsCommand implements Callable<Integer> {
    private static final Map<String, String> MEANING_BY_CODE =
            Stream.of(SkipCode.values()).collect(Collectors.toMap(SkipCode::code, SkipCode::meaning));

    @Mixin
    RunOption from = new RunOption();

    @Option(names = "--by", description = "reason, layer or instrument (default: ${DEFAULT-VALUE}).")
    By by = By.reason;

    @Option(names = "--json", description = "As a JSON object instead of a table.")
    boolean isJson;

    /** What skips are summed by. */
    enum By {
        reason,
        layer,
        instrument;

        String of(FunnelCount count) {
            return switch (this) {
                case reason -> count.name();
                case layer -> count.name().substring(0, 2);
                case instrument -> count.instrument();
            };
        }
    }

    @Override
    public Integer call() throws Exception {
        try (RunSource run = from.open()) {
            StoredCounts counts = run.counts();
            Map<String, Long> skips = counts.skipsBy(by::of);
            if (isJson) {
                System.out.println(RecordJson.text(skips));
                return 0;
            }
            System.out.println(run.title());
            System.out.print(table(skips).fit(Terminal.tableColumns()));
            long total = skips.values().stream().mapToLong(Long::longValue).sum();
            System.out.printf(
                    Locale.ROOT,
                    "up to %s UTC: %d evaluations, %d skips, %d entry orders%n",
                    OutputFormat.time(counts.feedTimeMs()),
                    counts.total("evaluations"),
                    total,
                    counts.total("entryOrders"));
        }
        return 0;
    }

    /** Most frequent first. */
    private TextTable table(Map<String, Long> skips) {
        long total = skips.values().stream().mapToLong(Long::longValue).sum();
        List<Map.Entry<String, Long>> rows = new ArrayList<>(skips.entrySet());
        rows.sort(Map.Entry.<String, Long>comparingByValue(Comparator.reverseOrder())
                .thenComparing(Map.Entry.comparingByKey()));
        TextTable table = by == By.reason
                ? new TextTable("reason", "#skips", "#share", "meaning")
                : new TextTable(by.name(), "#skips", "#share");
        for (Map.Entry<String, Long> row : rows) {
            String share = String.format(Locale.ROOT, "%.2f%%", 100.0 * row.getValue() / Math.max(1, total));
            if (by == By.reason) {
                table.row(row.getKey(), row.getValue(), share, MEANING_BY_CODE.getOrDefault(row.getKey(), "-"));
            } else {
                table.row(row.getKey(), row.getValue(), share);
            }
        }
        return table;
    }
}
