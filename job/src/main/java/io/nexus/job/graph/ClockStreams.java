package io.nexus.job.graph;

import static io.nexus.job.graph.PipelineGraph.named;

import io.nexus.connectors.wire.Partitions;
import io.nexus.domain.control.ControlUpdate;
import io.nexus.udf.edge.AccountInput;
import io.nexus.udf.edge.BroadcastInput;
import io.nexus.udf.edge.PartitionBeat;
import io.nexus.udf.intake.FeedClockFunction;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.util.Collector;

/** The feed's clock: one subtask hears the heartbeats of all partitions, whatever the parallelism.
 *
 * @param account ticks, and whether the feed is silent
 * @param instruments a tick per second of feed time */
record ClockStreams(SingleOutputStreamOperator<AccountInput> account, DataStream<BroadcastInput> instruments) {

    /** Adds the clock behind the heartbeats that the source subtasks pass on. */
    static ClockStreams of(GraphConfig graph, DataStream<PartitionBeat> beats) {
        var clock = named(
                        beats.keyBy(ClockStreams::key)
                                .process(new FeedClockFunction(
                                        graph.config().layers().feedClock(), Partitions.COUNT, graph.account())),
                        "feed-clock",
                        "feed clock",
                        "newest heartbeat of any partition; watchdog of a silent feed")
                .setParallelism(1);
        // the watermarks of the symbol chain come from the market alone
        var instruments = clock.getSideOutput(FeedClockFunction.INSTRUMENT_TICKS)
                .assignTimestampsAndWatermarks(IdleStream.strategy())
                .setParallelism(1)
                .uid("symbol-ticks")
                .name("instrument ticks");
        return new ClockStreams(clock, instruments);
    }

    /** Control and the instruments' ticks, for every subtask of the symbol chain. */
    DataStream<BroadcastInput> joined(DataStream<ControlUpdate> control) {
        return named(control.flatMap(ClockStreams::obeyed).returns(BroadcastInput.class), "symbol-control", "control")
                .setParallelism(1)
                .union(instruments);
    }

    private static void obeyed(ControlUpdate update, Collector<BroadcastInput> out) {
        if (update.message() != null) {
            out.collect(BroadcastInput.of(update.message()));
        }
    }

    private static int key(PartitionBeat ignored) {
        return FeedClockFunction.KEY;
    }
}
