package io.nexus.cli.bench;

import io.nexus.job.graph.PipelineSinks;
import java.util.Map;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.functions.sink.v2.DiscardingSink;

/** Drops all that the job writes, but for the order events, which it needs back. */
final class ForgetfulSinks implements PipelineSinks {
    @Override
    public void money(Money streams) {
        united(streams.orders()).sinkTo(new OrderLoop.Entry()).uid("order-sink");
        drop(united(streams.control()), "control-sink");
        drop(streams.outcomes(), "outcome-sink");
        drop(streams.progress(), "progress-sink");
    }

    @Override
    public void seen(Seen streams) {
        drop(streams.decisions(), "decision-sink");
        drop(streams.marks(), "mark-sink");
        drop(streams.stopMoves(), "stop-move-sink");
        drop(streams.skips(), "skip-sink");
        drop(united(streams.deadLetters()), "dead-letter-sink");
        drop(streams.counts(), "count-sink");
        drop(united(streams.digests()), "digest-sink");
    }

    private static <T> void drop(DataStream<T> records, String uid) {
        records.sinkTo(new DiscardingSink<>()).uid(uid);
    }

    private static <T> DataStream<T> united(Map<String, DataStream<T>> streams) {
        return streams.values().stream().reduce(DataStream::union).orElseThrow();
    }
}
