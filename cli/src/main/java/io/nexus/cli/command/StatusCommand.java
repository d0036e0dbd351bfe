package io.nexus.cli.command;

import io.nexus.cli.process.RunSource;
import io.nexus.cli.report.StoredStatus;
import io.nexus.cli.report.Terminal;
import io.nexus.connectors.history.TradeHistory;
import io.nexus.connectors.kafka.RecordJson;
import io.nexus.domain.account.AccountSnapshot;
import io.nexus.domain.order.OrderStatus;
import io.nexus.lab.table.TextTable;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Shows what one asks of a run first. */
@Command(
        name = "status",
        mixinStandardHelpOptions = true,
        description = {
            "Show a run's trading state, account, open positions and orders.",
            "The state with its reason, since when it is so and what ends it. Works while the run is in progress and after it."
        })
public final class StatusCommand implements Callable<Integer> {
    @Mixin
    RunOption from = new RunOption();

    @Option(names = "--json", description = "As a JSON object instead of text.")
    boolean isJson;

    @Override
    public Integer call() throws Exception {
        try (RunSource run = from.open();
                TradeHistory history = run.history()) {
            StoredStatus status = run.status();
            List<TradeHistory.PositionRecord> positions = history.openPositions();
            long openOrders = openOrders(history);
            if (isJson) {
                System.out.println(RecordJson.text(json(status, positions, openOrders)));
                return 0;
            }
            System.out.println(run.title());
            System.out.print(text(status));
            System.out.println("orders     " + openOrders + " open");
            System.out.println("positions  " + positions.size() + " open");
            if (!positions.isEmpty()) {
                System.out.print(table(positions).fit(Terminal.tableColumns()));
            }
        }
        return 0;
    }

    /** The account's lines. */
    static String text(StoredStatus status) {
        AccountSnapshot account = status.account();
        if (account == null) {
            return "state      unknown: " + status.why() + '\n';
        }
        return String.format(
                Locale.ROOT,
                "state      %s since %s UTC%nwhy        %s%nuntil      %s%n"
                        + "equity     %.2f (wallet %.2f), as of %s UTC%n"
                        + "result     day %+.2f %%, week %+.2f %%, drawdown %.2f %%%n"
                        + "exposure   gross %.2f %% of equity, margin %.2f %%%n",
                account.tradingState(),
                OutputFormat.time(status.sinceFeedTimeMs()),
                status.why(),
                status.until(),
                account.equity(),
                account.wallet(),
                OutputFormat.time(account.feedTimeMs()),
                100 * account.dailyPnlRatio(),
                100 * account.weeklyPnlRatio(),
                100 * account.drawdownRatio(),
                100 * account.grossExposureRatio(),
                100 * account.marginUseRatio());
    }

    private static Map<String, Object> json(
            StoredStatus status, List<TradeHistory.PositionRecord> positions, long openOrders) {
        Map<String, Object> json = new LinkedHashMap<>();
        AccountSnapshot account = status.account();
        json.put("tradingState", account == null ? "UNKNOWN" : account.tradingState());
        json.put("sinceFeedTimeMs", status.sinceFeedTimeMs());
        json.put("why", status.why());
        json.put("until", status.until());
        if (account != null) {
            json.put("account", account);
        }
        json.put("openOrders", openOrders);
        json.put("openPositions", positions);
        return json;
    }

    private static long openOrders(TradeHistory history) throws Exception {
        return history.orderCounts().stream()
                .filter(count -> OrderStatus.valueOf(count.status()).isOpen())
                .mapToLong(TradeHistory.StatusCount::orders)
                .sum();
    }

    private static TextTable table(List<TradeHistory.PositionRecord> positions) {
        TextTable table =
                new TextTable("instrument", "#quantity", "#unrealised P&L", "#stop", "#take profit", "strategies");
        for (TradeHistory.PositionRecord position : positions) {
            table.row(
                    position.instrument(),
                    OutputFormat.plain(position.quantity()),
                    OutputFormat.money(position.unrealizedPnl()),
                    OutputFormat.plain(position.stopPrice()),
                    OutputFormat.plain(position.takeProfitPrice()),
                    OutputFormat.text(position.strategies()));
        }
        return table.expendable("strategies", "take profit");
    }
}
