package io.nexus.job.metric;

import static org.assertj.core.api.Assertions.assertThat;

import io.nexus.udf.state.HotStateFunction;
import java.util.List;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.metrics.Gauge;
import org.apache.flink.metrics.Histogram;
import org.apache.flink.metrics.Metric;
import org.apache.flink.runtime.testutils.InMemoryReporter;
import org.apache.flink.runtime.testutils.MiniClusterResourceConfiguration;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.DataStreamUtils;
import org.apache.flink.streaming.api.datastream.KeyedStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.streaming.api.functions.ProcessFunction;
import org.apache.flink.streaming.api.functions.co.KeyedBroadcastProcessFunction;
import org.apache.flink.test.junit5.MiniClusterExtension;
import org.apache.flink.util.Collector;
import org.apache.flink.util.OutputTag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A chain of every kind of measured operator on a mini cluster. */
final class LayersITCase {
    private static final int VALUES = 1_000;
    private static final OutputTag<Long> SIDE = new OutputTag<>("side") {};
    private static final MapStateDescriptor<String, Long> STATE =
            new MapStateDescriptor<>("added", Types.STRING, Types.LONG);

    private static final InMemoryReporter REPORTER = InMemoryReporter.createWithRetainedMetrics();

    @RegisterExtension
    static final MiniClusterExtension FLINK = new MiniClusterExtension(new MiniClusterResourceConfiguration.Builder()
            .setConfiguration(REPORTER.addToConfiguration(new Configuration()))
            .setNumberTaskManagers(1)
            .setNumberSlotsPerTaskManager(1)
            .build());

    @Test
    void layersDoWhatTheyDidAndSayWhatTheyCost() throws Exception {
        StreamExecutionEnvironment environment = StreamExecutionEnvironment.getExecutionEnvironment();
        environment.setParallelism(1);
        DataStream<Long> values = environment.fromSequence(1, VALUES);
        var joined = Layers.broadcast(
                "L0",
                values.keyBy(LayersITCase::key, Types.STRING)
                        .connect(environment.fromData(0L).broadcast()),
                STATE,
                new Join(),
                Long.class);
        var counted = Layers.hot("L1", keyed(joined), new Count(), Long.class);
        var countedAgain = Layers.hot("L2", keyed(counted), new Count(), Long.class);
        var timed = Layers.keyed("L3", keyed(countedAgain), new AtTheEnd(), Long.class);
        var split = Layers.process("L4", timed, new Split(), Long.class);

        List<Long> results = split.union(split.getSideOutput(SIDE)).executeAndCollect(2 * VALUES);

        // each value once, and one more for each of the two keys by its timer at the end
        assertThat(results)
                .hasSize(VALUES + 2)
                .contains(-1L, -2L, 1L, (long) VALUES)
                .doesNotHaveDuplicates();
        for (String layer : List.of("L0", "L1", "L2", "L3", "L4")) {
            assertThat(((Histogram) metric(layer, "ownTimeNs")).getCount())
                    .as(layer)
                    .isBetween(VALUES / 64L, VALUES / 10L);
            assertThat(((Gauge<?>) metric(layer, "busyMsPerSecond")).getValue()).isInstanceOf(Double.class);
        }
    }

    private static KeyedStream<Long, String> keyed(DataStream<Long> stream) {
        return DataStreamUtils.reinterpretAsKeyedStream(stream, LayersITCase::key, Types.STRING);
    }

    private static Metric metric(String layer, String name) {
        return REPORTER.getMetricsByGroup().entrySet().stream()
                .filter(entry -> List.of(entry.getKey().getScopeComponents()).containsAll(List.of("layer", layer)))
                .map(entry -> entry.getValue().get(name))
                .findFirst()
                .orElseThrow();
    }

    private static String key(long value) {
        return Math.floorMod(value, 2) == 0 ? "even" : "odd";
    }

    private static final class Join extends KeyedBroadcastProcessFunction<String, Long, Long, Long> {
        @Override
        public void processElement(Long value, ReadOnlyContext context, Collector<Long> out) {
            out.collect(value);
        }

        @Override
        public void processBroadcastElement(
                Long value,
                KeyedBroadcastProcessFunction<String, Long, Long, Long>.Context context,
                Collector<Long> out)
                throws Exception {
            context.getBroadcastState(STATE).put("last", value);
        }
    }

    /** State of {@link Count}. */
    public static final class Counted {
        public long count;
    }

    private static final class Count extends HotStateFunction<Long, Long, Counted> {
        Count() {
            super("count", Counted.class);
        }

        @Override
        protected Counted first() {
            return new Counted();
        }

        @Override
        public void processElement(
                Long value, KeyedProcessFunction<String, Long, Long>.Context context, Collector<Long> out)
                throws Exception {
            Counted counted = state(context.getCurrentKey());
            counted.count++;
            keep(counted);
            out.collect(value);
        }
    }

    private static final class AtTheEnd extends KeyedProcessFunction<String, Long, Long> {
        @Override
        public void processElement(
                Long value, KeyedProcessFunction<String, Long, Long>.Context context, Collector<Long> out) {
            context.timerService().registerEventTimeTimer(Long.MAX_VALUE - 1);
            out.collect(value);
        }

        @Override
        public void onTimer(long timestamp, OnTimerContext context, Collector<Long> out) {
            out.collect(context.getCurrentKey().equals("odd") ? -1L : -2L);
        }
    }

    private static final class Split extends ProcessFunction<Long, Long> {
        @Override
        public void processElement(Long value, ProcessFunction<Long, Long>.Context context, Collector<Long> out) {
            if (value % 2 == 0) {
                out.collect(value);
            } else {
                context.output(SIDE, value);
            }
        }
    }
}
