package io.nexus.job.graph;

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
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.functions.sink.v2.DiscardingSink;

/** Sinks that forget what they get. */
final class MemorySinks implements PipelineSinks {
    @Override
    public void orderEvents(DataStream<OrderEvent> events) {
        discard(events, "order-sink");
    }

    @Override
    public void controlMessages(DataStream<ControlMessage> messages) {
        discard(messages, "control-sink");
    }

    @Override
    public void decisions(DataStream<Decision> decisions) {
        discard(decisions, "decision-sink");
    }

    @Override
    public void outcomes(DataStream<TradeOutcome> outcomes) {
        discard(outcomes, "outcome-sink");
    }

    @Override
    public void marks(DataStream<PositionMark> marks) {
        discard(marks, "mark-sink");
    }

    @Override
    public void stopMoves(DataStream<StopMove> moves) {
        discard(moves, "stop-move-sink");
    }

    @Override
    public void orderHistory(DataStream<OrderEvent> events) {
        discard(events, "order-history-sink");
    }

    @Override
    public void skips(DataStream<SkipRecord> skips) {
        discard(skips, "skip-sink");
    }

    @Override
    public void deadLetters(DataStream<DeadLetter> letters) {
        discard(letters, "dead-letter-sink");
    }

    @Override
    public void counts(DataStream<FunnelCount> counts) {
        discard(counts, "count-sink");
    }

    @Override
    public void digests(DataStream<LayerDigest> digests) {
        discard(digests, "digest-sink");
    }

    @Override
    public void progress(DataStream<Long> feedTimesMs) {
        discard(feedTimesMs, "progress-sink");
    }

    private static <T> void discard(DataStream<T> records, String uid) {
        records.sinkTo(new DiscardingSink<>()).uid(uid).name(uid);
    }
}
