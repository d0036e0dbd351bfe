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

/** Where the job writes. Order events and control messages must come back through {@link PipelineSources}. */
public interface PipelineSinks {
    void orderEvents(DataStream<OrderEvent> events);

    void controlMessages(DataStream<ControlMessage> messages);

    void decisions(DataStream<Decision> decisions);

    void outcomes(DataStream<TradeOutcome> outcomes);

    void marks(DataStream<PositionMark> marks);

    void stopMoves(DataStream<StopMove> moves);

    /** Order events as read back from the order topic, for the trade history. */
    void orderHistory(DataStream<OrderEvent> events);

    void skips(DataStream<SkipRecord> skips);

    void deadLetters(DataStream<DeadLetter> letters);

    void counts(DataStream<FunnelCount> counts);

    void digests(DataStream<LayerDigest> digests);

    /** Feed time up to which all has passed Layers 1 to 6. */
    void progress(DataStream<Long> feedTimesMs);
}
