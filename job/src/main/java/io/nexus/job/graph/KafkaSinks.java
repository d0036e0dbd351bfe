package io.nexus.job.graph;

import io.nexus.connectors.kafka.JsonSerializer;
import io.nexus.connectors.kafka.MoneySink;
import io.nexus.connectors.kafka.SeenSink;
import io.nexus.connectors.kafka.TopicRecord;
import io.nexus.connectors.kafka.TopicRecordFunction;
import io.nexus.connectors.kafka.Topics;
import io.nexus.domain.control.ControlMessage;
import io.nexus.domain.decision.Decision;
import io.nexus.domain.order.OrderEvent;
import io.nexus.domain.outcome.TradeOutcome;
import io.nexus.domain.position.PositionMark;
import io.nexus.domain.position.StopMove;
import io.nexus.domain.skip.DeadLetter;
import io.nexus.domain.skip.LayerDigest;
import io.nexus.domain.skip.SkipRecord;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;

/** The job's outputs on Kafka, through two sinks: one that must deliver, one that may drop. Records are serialised where they are
 * made. */
public final class KafkaSinks implements PipelineSinks {
    /** Nobody waits for what is only read: a wake-up of the sink's task per record would cost the layers more than the record. */
    private static final long BATCH_MS = 50;

    private static final String PROGRESS_KEY = "progress";

    private final Properties client;
    private final String keysFile;
    private final boolean isControlFrozen;

    /** Sinks of one Kafka cluster.
     *
     * @param client properties of a Kafka client
     * @param keysFile file of {@code keyId=secret} lines; the first key signs what money depends on
     * @param isControlFrozen whether what the feedback learns is withheld, so that every evaluation sees the same control */
    public KafkaSinks(Properties client, String keysFile, boolean isControlFrozen) {
        this.client = client;
        this.keysFile = keysFile;
        this.isControlFrozen = isControlFrozen;
    }

    @Override
    public void money(Money streams) {
        List<DataStream<TopicRecord>> records = new ArrayList<>();
        streams.orders()
                .forEach((writer, orders) ->
                        records.add(serialised(orders, Topics.ORDERS, writer, OrderEvent::account)));
        streams.control()
                .forEach((writer, control) -> records.add(
                        serialised(released(control, writer), Topics.CONTROL, writer, ControlMessage::key)));
        records.add(serialised(streams.outcomes(), Topics.OUTCOMES, "", TradeOutcome::positionId));
        records.add(serialised(streams.progress(), Topics.PROGRESS, "", ignored -> PROGRESS_KEY));
        united(records)
                .sinkTo(new MoneySink(client, keysFile))
                .uid("money-sink")
                .name("money")
                .setDescription("money: orders, control, outcomes, progress; at least once");
    }

    @Override
    public void seen(Seen streams) {
        List<DataStream<TopicRecord>> records = new ArrayList<>();
        records.add(batched(streams.decisions(), Topics.DECISIONS, "", Decision::instrument));
        records.add(batched(streams.marks(), Topics.MARKS, "", PositionMark::positionId));
        records.add(batched(streams.stopMoves(), Topics.STOP_MOVES, "", StopMove::positionId));
        records.add(batched(streams.skips(), Topics.SKIPS, "", SkipRecord::instrument));
        records.add(batched(streams.counts(), Topics.COUNTS, "", count -> count.instrument() + ' ' + count.name()));
        streams.deadLetters()
                .forEach((writer, letters) ->
                        records.add(batched(letters, Topics.DEAD_LETTERS, writer, DeadLetter::instrument)));
        streams.digests()
                .forEach((writer, digests) ->
                        records.add(batched(digests, Topics.DIGESTS, writer, LayerDigest::instrument)));
        united(records)
                .sinkTo(new SeenSink(client))
                .uid("seen-sink")
                .name("seen")
                .setDescription("seen: decisions, marks, stops, skips, counts, digests, dead letters; may drop");
    }

    /** What a writer says of control, without what is withheld. */
    private DataStream<ControlMessage> released(DataStream<ControlMessage> control, String writer) {
        return isControlFrozen
                ? control.filter(message -> message.account() != null)
                        .uid("control-filter-" + writer)
                        .name("withhold")
                : control;
    }

    private static DataStream<TopicRecord> united(List<DataStream<TopicRecord>> records) {
        return records.stream().reduce(DataStream::union).orElseThrow();
    }

    private static <T> SingleOutputStreamOperator<TopicRecord> serialised(
            DataStream<T> records, String topic, String writer, JsonSerializer.Key<T> key) {
        String uid = writer.isEmpty() ? "to-" + topic : "to-" + topic + '-' + writer;
        String name = topic.substring(topic.indexOf('.') + 1) + (writer.isEmpty() ? "" : " " + writer);
        return records.map(new TopicRecordFunction<>(topic, key)).uid(uid).name(name);
    }

    private static <T> DataStream<TopicRecord> batched(
            DataStream<T> records, String topic, String writer, JsonSerializer.Key<T> key) {
        return serialised(records, topic, writer, key).setBufferTimeout(BATCH_MS);
    }
}
