package io.nexus.job.graph;

import io.nexus.job.config.StateKeeping;
import io.nexus.udf.state.HotStateFunction;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.streaming.api.datastream.KeyedStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;

/** Adds functions with hot state to a stream, in the operator that suits where state is kept. */
public final class HotStates {
    private HotStates() {}

    /** A stream processed by a function.
     *
     * @param operator its name, before it is given a better one */
    public static <I, O> SingleOutputStreamOperator<O> process(
            StateKeeping keeping,
            KeyedStream<I, String> stream,
            HotStateFunction<I, O, ?> function,
            Class<O> type,
            String operator) {
        TypeInformation<O> information = TypeInformation.of(type);
        return switch (keeping) {
            case HASHMAP -> stream.process(function, information);
            case ROCKSDB -> stream.transform(operator, information, new HotStateFunction.WriteBehind<>(function));
        };
    }
}
