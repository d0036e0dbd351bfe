package io.nexus.udf.intake;

import io.nexus.udf.edge.AccountInput;
import io.nexus.udf.edge.PartitionBeat;
import io.nexus.udf.testkit.OptionEffects;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.operators.KeyedProcessOperator;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Every option of the feed's clock changes when the account is told that the feed is silent. */
final class FeedClockOptionsTest {
    private static final int PARTITIONS = 4;

    @TestFactory
    Stream<DynamicTest> everyOptionHasAnEffect() {
        return new OptionEffects<>("feed-clock", FeedClockConfig.defaults())
                .in("three of four partitions stop", config -> stops(config, 1), "partition-idle-ms")
                .in("all partitions stop", config -> stops(config, 0), "watchdog-ms")
                .tests();
    }

    /** Some partitions go on for two minutes after the others stopped. */
    private static List<Object> stops(FeedClockConfig config, int flowing) throws Exception {
        List<Object> said = new ArrayList<>();
        var harness = new KeyedOneInputStreamOperatorTestHarness<>(
                new KeyedProcessOperator<>(new FeedClockFunction(config, PARTITIONS, "account")),
                beat -> FeedClockFunction.KEY,
                Types.INT);
        harness.open();
        for (long nowMs = 500; nowMs <= 125_000; nowMs += 500) {
            harness.setProcessingTime(nowMs);
            for (int partition = 0; partition < (nowMs <= 5_000 ? PARTITIONS : flowing); partition++) {
                harness.processElement(new StreamRecord<>(new PartitionBeat(partition, nowMs, true)));
            }
            for (AccountInput input : harness.extractOutputValues()) {
                said.add(List.of(nowMs, input.kind()));
            }
            harness.getOutput().clear();
        }
        harness.close();
        return said;
    }
}
