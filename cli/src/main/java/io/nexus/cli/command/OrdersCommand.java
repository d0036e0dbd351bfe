package io.nexus.cli.command;

import io.nexus.cli.process.RunSource;
import io.nexus.cli.report.Csv;
import io.nexus.cli.report.Terminal;
import io.nexus.connectors.history.HistoryFilter;
import io.nexus.connectors.history.TradeHistory;
import io.nexus.connectors.history.TradeHistory.OrderRecord;
import io.nexus.connectors.kafka.RecordJson;
import io.nexus.domain.check.Check;
import io.nexus.lab.table.TextTable;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Shows the orders of a run. */
@Command(
        name = "orders",
        mixinStandardHelpOptions = true,
        description = "Show a run's orders, newest first; works while it is in progress and after it.")
public final class OrdersCommand implements Callable<Integer> {
    @Mixin
    RunOption from = new RunOption();

    @Option(names = "--limit", description = "Most orders to show (default: ${DEFAULT-VALUE}).")
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
            List<OrderRecord> orders = history.orders(limit, filter);
            if (isJson) {
                System.out.println(RecordJson.text(orders));
                return 0;
            }
            if (isCsv) {
                System.out.print(Csv.of(OrderRecord.class, orders));
                return 0;
            }
            System.out.println(run.title());
            System.out.print(table(orders).fit(Terminal.tableColumns()));
            System.out.println(counts(history));
        }
        return 0;
    }

    private static TextTable table(List<OrderRecord> orders) {
        TextTable table = new TextTable(
                "created (UTC)",
                "instrument",
                "purpose",
                "side",
                "#quantity",
                "#limit",
                "status",
                "#filled",
                "#average",
                "#fees",
                "#slippage bp",
                "exit reason",
                "opened by",
                "id");
        for (OrderRecord order : orders) {
            table.row(
                    OutputFormat.time(order.createdAtMs()),
                    order.instrument(),
                    order.purpose(),
                    order.side(),
                    OutputFormat.plain(order.quantity()),
                    OutputFormat.plain(order.limitPrice()),
                    order.status(),
                    order.lots() == 0 ? "-" : order.filledLots() * 100 / order.lots() + "%",
                    OutputFormat.price(order.averagePrice()),
                    OutputFormat.money(order.fees()),
                    OutputFormat.real(order.slippageBps(), 2),
                    OutputFormat.text(order.exitReason()),
                    OutputFormat.text(order.strategies()),
                    order.clientOrderId());
        }
        return table.expendable("id", "slippage bp", "fees", "limit", "exit reason", "opened by", "filled", "purpose");
    }

    private static TextTable counts(TradeHistory history) throws Exception {
        TextTable counts = new TextTable("all orders", "status", "#count");
        for (TradeHistory.StatusCount count : history.orderCounts()) {
            counts.row(count.purpose(), count.status(), count.orders());
        }
        return counts;
    }
}
