package io.nexus.job.graph;

import io.nexus.domain.control.ControlRecord;
import io.nexus.domain.market.FeedRecord;
import io.nexus.domain.order.OrderRecord;
import java.util.List;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/** Bounded sources that hold their records themselves.
 *
 * @param isNamed whether the sources carry a uid, as every source must */
record MemorySources(
        List<FeedRecord> marketRecords,
        List<OrderRecord> orderRecords,
        List<ControlRecord> controlRecords,
        boolean isNamed)
        implements PipelineSources {
    static MemorySources empty() {
        return new MemorySources(List.of(), List.of(), List.of(), true);
    }

    @Override
    public DataStream<FeedRecord> market(StreamExecutionEnvironment environment) {
        return source(environment, marketRecords, FeedRecord.class, "market-source");
    }

    @Override
    public DataStream<OrderRecord> orders(StreamExecutionEnvironment environment) {
        return source(environment, orderRecords, OrderRecord.class, "order-source");
    }

    @Override
    public DataStream<ControlRecord> control(StreamExecutionEnvironment environment) {
        return source(environment, controlRecords, ControlRecord.class, "control-source");
    }

    private <T> DataStream<T> source(
            StreamExecutionEnvironment environment, List<T> records, Class<T> type, String uid) {
        var source = environment.fromData(records, TypeInformation.of(type));
        return isNamed ? source.uid(uid) : source;
    }
}
