package io.nexus.cli.bench;

import io.nexus.domain.control.ControlMessage;
import io.nexus.domain.market.FeedRecord;
import io.nexus.domain.order.OrderEvent;
import io.nexus.job.graph.PipelineSources;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/** The real graph's inputs from memory. */
record TapeSources(BenchMarket market, Pace pace) implements PipelineSources {
    @Override
    public DataStream<FeedRecord> market(StreamExecutionEnvironment environment) {
        DataStream<Long> indexes =
                environment.fromSequence(0, market.tape().size() - 1).uid("tape");
        return ThroughputBench.feed(indexes, market, pace);
    }

    @Override
    @SuppressWarnings("deprecation") // the newer interface offers nothing for a queue in memory
    public DataStream<OrderEvent> orders(StreamExecutionEnvironment environment) {
        return environment
                .addSource(new OrderLoop.Exit())
                .returns(OrderEvent.class)
                .uid("order-source");
    }

    @Override
    public DataStream<ControlMessage> control(StreamExecutionEnvironment environment) {
        return BenchCluster.control(environment);
    }
}
