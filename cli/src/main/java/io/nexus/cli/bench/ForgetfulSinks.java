package io.nexus.cli.bench;

import io.nexus.domain.control.ControlMessage;
import io.nexus.domain.decision.Decision;
import io.nexus.domain.order.OrderEvent;
import io.nexus.domain.outcome.TradeOutcome;
import io.nexus.domain.position.PositionMark;
import io.nexus.domain.position.StopMove;
import io.nexus.domain.skip.DeadLetter;
import io.nexus.domain.skip.FunnelCount;
import io.nexus.domain.skip.LayerDigest;
import io.nexus.domain.skip.SkipRecord;
import io.nexus.job.graph.PipelineSinks;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.functions.sink.v2.DiscardingSink;

/** Drops all that the job writes, but for the order events, which it needs back. */
final class ForgetfulSinks implements PipelineSinks {
    @Override
    public void orderEvents(DataStream<OrderEvent> events) {
        events.sinkTo(new OrderLoop.Entry()).uid("order-sink");
    }

    @Override
    public void controlMessages(DataStream<ControlMessage> messages) {
        drop(messages, "control-sink");
    }

    @Override
    public void decisions(DataStream<Decision> decisions) {
        drop(decisions, "decision-sink");
    }

    @Override
    public void outcomes(DataStream<TradeOutcome> outcomes) {
        drop(outcomes, "outcome-sink");
    }

    @Override
    public void marks(DataStream<PositionMark> marks) {
        drop(marks, "mark-sink");
    }

    @Override
    public void stopMoves(DataStream<StopMove> moves) {
        drop(moves, "stop-move-sink");
    }

    @Override
    public void orderHistory(DataStream<OrderEvent> events) {
        drop(events, "history-sink");
    }

    @Override
    public void skips(DataStream<SkipRecord> skips) {
        drop(skips, "skip-sink");
    }

    @Override
    public void deadLetters(DataStream<DeadLetter> letters) {
        drop(letters, "dead-letter-sink");
    }

    @Override
    public void counts(DataStream<FunnelCount> counts) {
        drop(counts, "count-sink");
    }

    @Override
    public void digests(DataStream<LayerDigest> digests) {
        drop(digests, "digest-sink");
    }

    @Override
    public void progress(DataStream<Long> feedTimesMs) {
        drop(feedTimesMs, "progress-sink");
    }

    private static <T> void drop(DataStream<T> records, String uid) {
        records.sinkTo(new DiscardingSink<>()).uid(uid);
    }
}
