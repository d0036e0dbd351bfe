package io.nexus.cli.command;

import io.nexus.cli.process.RunSource;
import io.nexus.cli.report.Csv;
import io.nexus.cli.report.Terminal;
import io.nexus.connectors.history.HistoryFilter;
import io.nexus.connectors.history.TradeHistory;
import io.nexus.connectors.history.TradeHistory.OutcomeRecord;
import io.nexus.connectors.history.TradeHistory.PositionRecord;
import io.nexus.connectors.kafka.RecordJson;
import io.nexus.domain.check.Check;
import io.nexus.lab.table.TextTable;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Shows the positions of a run. */
@Command(
        name = "positions",
        mixinStandardHelpOptions = true,
        description = "Show a run's open positions, or the closed ones; works while it is in progress and after it.")
public final class PositionsCommand implements Callable<Integer> {
    @Mixin
    RunOption from = new RunOption();

    @Option(names = "--closed", description = "Closed positions, newest first, instead of the open ones.")
    boolean isClosed;

    @Option(names = "--limit", description = "Most closed positions to show (default: ${DEFAULT-VALUE}).")
    int limit = 50;

    @Mixin
    FilterOptions only = new FilterOptions();

    @Option(names = "--json", description = "As a JSON list instead of a table.")
    boolean isJson;

    @Option(names = "--csv", description = "As comma-separated values instead of a table.")
    boolean isCsv;

    @Override
    public Integer call() throws Exception {
        Check.positive("--limit", limit);
        HistoryFilter filter = only.filter();
        try (RunSource run = from.open();
                TradeHistory history = run.history()) {
            if (isJson) {
                System.out.println(
                        RecordJson.text(isClosed ? history.outcomes(limit, filter) : history.openPositions(filter)));
                return 0;
            }
            if (isCsv) {
                System.out.print(
                        isClosed
                                ? Csv.of(OutcomeRecord.class, history.outcomes(limit, filter))
                                : Csv.of(PositionRecord.class, history.openPositions(filter)));
                return 0;
            }
            System.out.println(run.title());
            TextTable table = isClosed ? closed(history.outcomes(limit, filter)) : open(history.openPositions(filter));
            System.out.print(table.fit(Terminal.tableColumns()));
            System.out.println(profit(history));
        }
        return 0;
    }

    private static TextTable open(List<PositionRecord> positions) {
        TextTable table = new TextTable(
                "marked (UTC)",
                "instrument",
                "#quantity",
                "#bid",
                "#ask",
                "#unrealised P&L",
                "#stop",
                "#take profit",
                "opened by",
                "id");
        for (PositionRecord position : positions) {
            table.row(
                    OutputFormat.time(position.markedAtMs()),
                    position.instrument(),
                    OutputFormat.plain(position.quantity()),
                    OutputFormat.plain(position.bidPrice()),
                    OutputFormat.plain(position.askPrice()),
                    OutputFormat.money(position.unrealizedPnl()),
                    OutputFormat.plain(position.stopPrice()),
                    OutputFormat.plain(position.takeProfitPrice()),
                    OutputFormat.text(position.strategies()),
                    position.positionId());
        }
        return table.expendable("id", "marked (UTC)", "opened by", "bid", "ask");
    }

    private static TextTable closed(List<OutcomeRecord> outcomes) {
        TextTable table = new TextTable(
                "opened (UTC)",
                "closed (UTC)",
                "instrument",
                "side",
                "#quantity",
                "#entry",
                "#exit",
                "#gross P&L",
                "#fees",
                "#net bp",
                "exit reason",
                "opened by");
        for (OutcomeRecord outcome : outcomes) {
            table.row(
                    OutputFormat.time(outcome.openedAtMs()),
                    OutputFormat.time(outcome.closedAtMs()),
                    outcome.instrument(),
                    outcome.side(),
                    OutputFormat.plain(outcome.quantity()),
                    OutputFormat.price(outcome.entryPrice()),
                    OutputFormat.price(outcome.exitPrice()),
                    OutputFormat.money(outcome.grossPnl()),
                    OutputFormat.money(outcome.fees()),
                    OutputFormat.real(outcome.netBps(), 1),
                    outcome.exitReason(),
                    OutputFormat.text(outcome.strategies()));
        }
        return table.expendable("opened (UTC)", "fees", "opened by", "quantity", "entry", "exit", "gross P&L");
    }

    private static String profit(TradeHistory history) throws Exception {
        TradeHistory.Profit profit = history.profit();
        return String.format(
                Locale.ROOT,
                "%d open; %d closed, %d of them with a profit after fees; gross %.4f, fees %.4f",
                history.openPositions().size(),
                profit.trades(),
                profit.wins(),
                profit.grossPnl(),
                profit.fees());
    }
}
