package io.nexus.job.graph;

import java.util.Map;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.functions.sink.v2.DiscardingSink;

/** Sinks that forget what they get. */
final class MemorySinks implements PipelineSinks {
    @Override
    public void money(Money streams) {
        discard(united(streams.orders()), "order-sink");
        discard(united(streams.control()), "control-sink");
        discard(streams.outcomes(), "outcome-sink");
        discard(streams.progress(), "progress-sink");
    }

    @Override
    public void seen(Seen streams) {
        discard(streams.decisions(), "decision-sink");
        discard(streams.marks(), "mark-sink");
        discard(streams.stopMoves(), "stop-move-sink");
        discard(streams.skips(), "skip-sink");
        discard(united(streams.deadLetters()), "dead-letter-sink");
        discard(streams.counts(), "count-sink");
        discard(united(streams.digests()), "digest-sink");
    }

    private static <T> void discard(DataStream<T> records, String uid) {
        records.sinkTo(new DiscardingSink<>()).uid(uid);
    }

    private static <T> DataStream<T> united(Map<String, DataStream<T>> streams) {
        return streams.values().stream().reduce(DataStream::union).orElseThrow();
    }
}
