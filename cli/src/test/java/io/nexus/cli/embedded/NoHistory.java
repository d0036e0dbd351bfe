package io.nexus.cli.embedded;

import io.nexus.domain.decision.Decision;
import io.nexus.domain.order.OrderEvent;
import io.nexus.domain.outcome.TradeOutcome;
import io.nexus.domain.position.PositionMark;
import io.nexus.domain.position.StopMove;
import io.nexus.job.graph.KafkaSinks;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.functions.sink.v2.DiscardingSink;

/** A trade history that keeps nothing. */
final class NoHistory implements KafkaSinks.HistorySinks {
    @Override
    public void orders(DataStream<OrderEvent> events) {
        discard(events, "no-orders");
    }

    @Override
    public void outcomes(DataStream<TradeOutcome> outcomes) {
        discard(outcomes, "no-outcomes");
    }

    @Override
    public void marks(DataStream<PositionMark> marks) {
        discard(marks, "no-marks");
    }

    @Override
    public void stopMoves(DataStream<StopMove> moves) {
        discard(moves, "no-stop-moves");
    }

    @Override
    public void decisions(DataStream<Decision> decisions) {
        discard(decisions, "no-decisions");
    }

    private static <T> void discard(DataStream<T> rows, String uid) {
        rows.sinkTo(new DiscardingSink<>()).uid(uid).name(uid);
    }
}
