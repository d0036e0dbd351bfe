package io.nexus.connectors.history;

import static org.assertj.core.api.Assertions.assertThat;

import io.nexus.connectors.history.TradeHistory.StatusCount;
import io.nexus.domain.order.OrderEvent;
import io.nexus.domain.order.OrderIntent;
import io.nexus.domain.order.OrderStatus;
import io.nexus.domain.outcome.TradeOutcome;
import io.nexus.domain.position.PositionMark;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The sinks in a job on Flink's mini cluster, against a real H2 database. */
final class HistorySinksITCase {
    @Test
    void writesWhatAJobTells(@TempDir Path directory) throws Exception {
        HistoryConfig config = HistoryConfig.embedded(directory);
        HistorySchema.create(config);
        HistorySinks sinks = new HistorySinks(config, HistoryRecords.CATALOG);
        List<OrderEvent> events = new ArrayList<>();
        List<FillRow> fills = new ArrayList<>();
        for (int i = 0; i < 250; i++) {
            OrderIntent entry = HistoryRecords.entry("e" + i);
            OrderEvent filled = HistoryRecords.report(
                    entry, OrderStatus.FILLED, 5_100, HistoryRecords.fill(entry, i, 100_000, 1_000));
            events.add(filled);
            events.add(HistoryRecords.admitted(entry));
            fills.addAll(FillRow.of(filled));
        }

        Configuration strict = new Configuration().set(PipelineOptions.GENERIC_TYPES, false);
        StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment(strict);
        env.setParallelism(1);
        env.fromData(OrderEvent.class, events.toArray(OrderEvent[]::new)).sinkTo(sinks.orders());
        env.fromData(FillRow.class, fills.toArray(FillRow[]::new)).sinkTo(sinks.fills());
        env.fromData(PositionMark.class, HistoryRecords.mark(1_000, 100_000, 6_000))
                .sinkTo(sinks.positions());
        env.fromData(TradeOutcome.class, HistoryRecords.outcome("e2", "50", "10", 9_000))
                .sinkTo(sinks.outcomes());
        env.fromData(HistoryRecords.stopMove(1, 0, 98_000)).sinkTo(sinks.stopMoves());
        env.fromData(HistoryRecords.decision("e1")).sinkTo(sinks.decisions());
        env.execute();

        try (TradeHistory history = TradeHistory.open(config)) {
            assertThat(history.orderCounts()).containsExactly(new StatusCount("ENTRY", "FILLED", 250));
            assertThat(history.openPositions()).hasSize(1);
            assertThat(history.profit().trades()).isEqualTo(1);
        }
    }
}
