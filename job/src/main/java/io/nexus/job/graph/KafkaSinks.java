package io.nexus.job.graph;

import io.nexus.connectors.kafka.JobProgress;
import io.nexus.connectors.kafka.JsonSerializer;
import io.nexus.connectors.kafka.Topics;
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
import org.apache.flink.connector.base.DeliveryGuarantee;
import org.apache.flink.connector.kafka.sink.KafkaSink;
import org.apache.flink.streaming.api.datastream.DataStream;

/** The job's outputs on Kafka, at least once; what must be exact downstream merges by id. The trade history goes elsewhere. */
public final class KafkaSinks implements PipelineSinks {
    /** What comes home to the job, or paces its feed. */
    private static final String AT_ONCE_MS = "0";
    /** What is only read: a request to the broker per record would cost more than the record. */
    private static final String IN_BATCHES_MS = "50";

    private final String bootstrapServers;
    private final HistorySinks history;
    private final boolean isControlFrozen;

    /** Sinks of one cluster.
     *
     * @param isControlFrozen whether what the feedback learns is withheld, so that every evaluation sees the same control */
    public KafkaSinks(String bootstrapServers, HistorySinks history, boolean isControlFrozen) {
        this.isControlFrozen = isControlFrozen;
        this.bootstrapServers = bootstrapServers;
        this.history = history;
    }

    /** Where the trade history goes. */
    public interface HistorySinks {
        void orders(DataStream<OrderEvent> events);

        void outcomes(DataStream<TradeOutcome> outcomes);

        void marks(DataStream<PositionMark> marks);

        void stopMoves(DataStream<StopMove> moves);

        void decisions(DataStream<Decision> decisions);
    }

    @Override
    public void orderEvents(DataStream<OrderEvent> events) {
        write(events, AT_ONCE_MS, Topics.ORDERS, "order-sink", OrderEvent::account);
    }

    @Override
    public void controlMessages(DataStream<ControlMessage> messages) {
        boolean isFrozen = isControlFrozen;
        DataStream<ControlMessage> told = messages.filter(message -> !isFrozen || message.account() != null)
                .uid("control-filter")
                .name("control");
        write(told, AT_ONCE_MS, Topics.CONTROL, "control-sink", ControlMessage::key);
    }

    @Override
    public void decisions(DataStream<Decision> decisions) {
        write(decisions, IN_BATCHES_MS, Topics.DECISIONS, "decision-sink", Decision::instrument);
        history.decisions(decisions);
    }

    @Override
    public void outcomes(DataStream<TradeOutcome> outcomes) {
        write(outcomes, IN_BATCHES_MS, Topics.OUTCOMES, "outcome-sink", TradeOutcome::positionId);
        history.outcomes(outcomes);
    }

    @Override
    public void marks(DataStream<PositionMark> marks) {
        history.marks(marks);
    }

    @Override
    public void stopMoves(DataStream<StopMove> moves) {
        history.stopMoves(moves);
    }

    @Override
    public void orderHistory(DataStream<OrderEvent> events) {
        history.orders(events);
    }

    @Override
    public void skips(DataStream<SkipRecord> skips) {
        write(skips, IN_BATCHES_MS, Topics.SKIPS, "skip-sink", SkipRecord::instrument);
    }

    @Override
    public void deadLetters(DataStream<DeadLetter> letters) {
        write(letters, IN_BATCHES_MS, Topics.DEAD_LETTERS, "dead-letter-sink", DeadLetter::instrument);
    }

    @Override
    public void counts(DataStream<FunnelCount> counts) {
        write(counts, IN_BATCHES_MS, Topics.COUNTS, "count-sink", count -> count.instrument() + ' ' + count.name());
    }

    @Override
    public void digests(DataStream<LayerDigest> digests) {
        write(digests, IN_BATCHES_MS, Topics.DIGESTS, "digest-sink", LayerDigest::instrument);
    }

    @Override
    public void progress(DataStream<Long> feedTimesMs) {
        var progress = feedTimesMs
                .map(JobProgress::new)
                .returns(JobProgress.class)
                .uid("progress")
                .name("progress");
        write(progress, AT_ONCE_MS, Topics.PROGRESS, "progress-sink", ignored -> "progress");
    }

    private <T> void write(
            DataStream<T> records, String lingerMs, String topic, String uid, JsonSerializer.Key<T> key) {
        KafkaSink<T> sink = KafkaSink.<T>builder()
                .setBootstrapServers(bootstrapServers)
                .setDeliveryGuarantee(DeliveryGuarantee.AT_LEAST_ONCE)
                .setRecordSerializer(new JsonSerializer<>(topic, key))
                .setProperty("linger.ms", lingerMs)
                .build();
        records.sinkTo(sink).uid(uid).name(topic);
    }
}
