package io.nexus.job.metric;

import io.nexus.udf.state.HotStateFunction;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.streaming.api.datastream.ConnectedStreams;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.KeyedStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.streaming.api.functions.ProcessFunction;
import org.apache.flink.streaming.api.functions.co.KeyedBroadcastProcessFunction;

/** Adds a layer's function to a stream, in an operator that measures the layer's own time. Each operator is named after the layer, before
 * it is given a better name. */
public final class Layers {
    private Layers() {}

    /** A stream processed by a function with hot state.
     *
     * @param layer label of the metrics, like {@code L1} */
    public static <I, O> SingleOutputStreamOperator<O> hot(
            String layer, KeyedStream<I, String> stream, HotStateFunction<I, O, ?> function, Class<O> type) {
        return stream.transform(layer, TypeInformation.of(type), new TimedHotOperator<>(layer, function));
    }

    /** A keyed stream processed by a function.
     *
     * @param layer label of the metrics, like {@code L1} */
    public static <K, I, O> SingleOutputStreamOperator<O> keyed(
            String layer, KeyedStream<I, K> stream, KeyedProcessFunction<K, I, O> function, Class<O> type) {
        return stream.transform(layer, TypeInformation.of(type), new TimedKeyedOperator<>(layer, function));
    }

    /** A stream processed by a function without keyed state.
     *
     * @param layer label of the metrics, like {@code L1} */
    public static <I, O> SingleOutputStreamOperator<O> process(
            String layer, DataStream<I> stream, ProcessFunction<I, O> function, Class<O> type) {
        return stream.transform(layer, TypeInformation.of(type), new TimedProcessOperator<>(layer, function));
    }

    /** A keyed stream joined with a broadcast one.
     *
     * @param layer label of the metrics, like {@code L1}
     * @param state where the function keeps what is broadcast */
    public static <K, I, B, O> SingleOutputStreamOperator<O> broadcast(
            String layer,
            ConnectedStreams<I, B> streams,
            MapStateDescriptor<?, ?> state,
            KeyedBroadcastProcessFunction<K, I, B, O> function,
            Class<O> type) {
        return streams.transform(layer, TypeInformation.of(type), new TimedBroadcastOperator<>(layer, function, state));
    }
}
