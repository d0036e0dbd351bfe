package io.nexus.job.graph;

import io.nexus.connectors.history.FillRow;
import io.nexus.connectors.history.HistorySinks;
import io.nexus.connectors.history.OrderRows;
import io.nexus.domain.decision.Decision;
import io.nexus.domain.order.OrderEvent;
import io.nexus.domain.outcome.TradeOutcome;
import io.nexus.domain.position.PositionMark;
import io.nexus.domain.position.StopMove;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.util.Collector;

/** The trade history in a database. One writer per table, in a task of its own: a slow database never holds back the
 * operator that feeds it for longer than the network buffers last. */
public final class JdbcHistory implements KafkaSinks.HistorySinks {
    private final HistorySinks sinks;

    public JdbcHistory(HistorySinks sinks) {
        this.sinks = sinks;
    }

    @Override
    public void orders(DataStream<OrderEvent> events) {
        DataStream<OrderEvent> orders =
                events.filter(OrderRows::isOrder).uid("history-orders-filter").name("orders for the history");
        write(orders, sinks.orders(), "history-orders");
        DataStream<FillRow> fills = orders.flatMap((OrderEvent event, Collector<FillRow> out) ->
                        FillRow.of(event).forEach(out::collect))
                .returns(FillRow.class)
                .uid("history-fills-rows")
                .name("fills for the history");
        write(fills, sinks.fills(), "history-fills");
    }

    @Override
    public void outcomes(DataStream<TradeOutcome> outcomes) {
        write(outcomes, sinks.outcomes(), "history-outcomes");
    }

    @Override
    public void marks(DataStream<PositionMark> marks) {
        write(marks, sinks.positions(), "history-positions");
    }

    @Override
    public void stopMoves(DataStream<StopMove> moves) {
        write(moves, sinks.stopMoves(), "history-stop-moves");
    }

    @Override
    public void decisions(DataStream<Decision> decisions) {
        write(decisions, sinks.decisions(), "history-decisions");
    }

    private static <T> void write(DataStream<T> rows, Sink<T> sink, String uid) {
        rows.sinkTo(sink).uid(uid).name(uid.replace('-', ' ')).setParallelism(1).disableChaining();
    }
}
