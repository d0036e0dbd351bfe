package io.nexus.cli.command;

import io.nexus.connectors.history.HistoryFilter;
import io.nexus.domain.signal.StrategyId;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which rows of a run's history a command shows. */
final class FilterOptions {
    @Option(names = "--instrument", description = "Only these: venue|market|symbol, or parts of it, e.g. BTCUSDT.")
    String instrument = "";

    @Option(names = "--since", paramLabel = "TIME", description = "Only from this feed time on (UTC).")
    @Nullable
    String since;

    @Option(names = "--strategy", description = "Only of positions that this strategy spoke on, e.g. vwap-reversion.")
    String strategy = "";

    /** The filter.
     *
     * @throws IllegalArgumentException for a time or a strategy that is none */
    HistoryFilter filter() {
        if (!strategy.isEmpty()
                && Stream.of(StrategyId.values()).noneMatch(id -> id.key().equals(strategy))) {
            throw new IllegalArgumentException("--strategy must be one of "
                    + Stream.of(StrategyId.values()).map(StrategyId::key).collect(Collectors.joining(", ")) + ", was "
                    + strategy);
        }
        return new HistoryFilter(instrument, since == null ? Long.MIN_VALUE : Times.parseMs("since", since), strategy);
    }
}
