package io.nexus.cli.bench;

import io.nexus.domain.control.ControlRecord;
import io.nexus.domain.market.FeedRecord;
import io.nexus.domain.order.OrderRecord;
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
    public DataStream<OrderRecord> orders(StreamExecutionEnvironment environment) {
        return environment
                .addSource(new OrderLoop.Exit())
                .returns(OrderRecord.class)
                .uid("order-source");
    }

    @Override
    public DataStream<ControlRecord> control(StreamExecutionEnvironment environment) {
        return BenchCluster.control(environment);
    }
}
