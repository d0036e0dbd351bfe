package io.nexus.job.graph;

import io.nexus.domain.control.ControlRecord;
import io.nexus.domain.market.FeedRecord;
import io.nexus.domain.order.OrderRecord;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/** Where the job reads. Only the market stream may advance watermarks, on valid heartbeats; orders
 * and control are idle, and so is a market partition without heartbeats. */
public interface PipelineSources {
    DataStream<FeedRecord> market(StreamExecutionEnvironment environment);

    DataStream<OrderRecord> orders(StreamExecutionEnvironment environment);

    DataStream<ControlRecord> control(StreamExecutionEnvironment environment);
}
