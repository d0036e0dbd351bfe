package io.nexus.cli.command;

import io.nexus.cli.process.RunSource;
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

    @Option(names = "--json", description = "As a JSON list instead of a table.")
    boolean isJson;

    @Override
    public Integer call() throws Exception {
        Check.positive("--limit", limit);
        try (RunSource run = from.open();
                TradeHistory history = run.history()) {
            if (isJson) {
                System.out.println(RecordJson.text(isClosed ? history.outcomes(limit) : history.openPositions()));
                return 0;
            }
            System.out.println(run.title());
            System.out.print(isClosed ? closed(history.outcomes(limit)) : open(history.openPositions()));
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
                    position.positionId());
        }
        return table;
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
                "exit reason");
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
                    outcome.exitReason());
        }
        return table;
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
