package io.nexus.job.graph;

import io.nexus.domain.account.JobProgress;
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
import java.util.Map;
import java.util.TreeMap;
import org.apache.flink.streaming.api.datastream.DataStream;

/** Where the job writes. */
public interface PipelineSinks {
    /** Takes what money depends on; it must arrive, at least once. */
    void money(Money streams);

    /** Takes what people only read; it may be dropped, and must neither hold the job back nor fail it. */
    void seen(Seen streams);

    /** Streams that money depends on, by who writes them: united only in the sink, so that each is serialised in the task it comes from.
     *
     * @param orders and control must come back through {@link PipelineSources}
     * @param progress feed time up to which all has passed Layers 1 to 6 */
    record Money(
            Map<String, DataStream<OrderEvent>> orders,
            Map<String, DataStream<ControlMessage>> control,
            DataStream<TradeOutcome> outcomes,
            DataStream<JobProgress> progress) {
        public Money {
            orders = new TreeMap<>(orders);
            control = new TreeMap<>(control);
        }
    }

    /** Streams that are only read, where several write one by who writes it. */
    record Seen(
            DataStream<Decision> decisions,
            DataStream<PositionMark> marks,
            DataStream<StopMove> stopMoves,
            DataStream<SkipRecord> skips,
            Map<String, DataStream<DeadLetter>> deadLetters,
            DataStream<FunnelCount> counts,
            Map<String, DataStream<LayerDigest>> digests) {
        public Seen {
            deadLetters = new TreeMap<>(deadLetters);
            digests = new TreeMap<>(digests);
        }
    }
}
