package io.nexus.udf.funnel;

import io.nexus.domain.skip.FunnelCount;
import io.nexus.domain.skip.SkipCode;
import io.nexus.domain.skip.SkipRecord;
import io.nexus.udf.testkit.OptionEffects;
import io.nexus.udf.testkit.TimedRun;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.apache.flink.api.common.typeinfo.Types;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Every option of the funnel changes what it publishes. */
final class FunnelOptionsTest {
    private static final List<SkipCode> CODES = List.of(SkipCode.values());

    @TestFactory
    Stream<DynamicTest> everyOptionHasAnEffect() {
        return new OptionEffects<>("funnel", FunnelConfig.defaults())
                .in(
                        "a skip every 4 ms",
                        FunnelOptionsTest::skips,
                        "count-interval-ms",
                        "max-skips-per-second",
                        "sample-every")
                .tests();
    }

    private static List<Object> skips(FunnelConfig config) throws Exception {
        List<FunnelInput> inputs = new ArrayList<>();
        for (int i = 0; i < 1_000; i++) {
            inputs.add(FunnelInput.of(
                    new SkipRecord(CODES.get(i % 3), "BTC", i, 10_000 + i * 4L, "", Double.NaN, Double.NaN, "")));
        }
        TimedRun<String, FunnelInput, FunnelCount> run = new TimedRun<String, FunnelInput, FunnelCount>(
                        () -> new FunnelFunction(config),
                        FunnelInput::instrument,
                        Types.STRING,
                        FunnelInput::feedTimeMs)
                .withSide(FunnelFunction.SKIPS);
        List<Object> said = run.run(inputs, false);
        said.addAll(run.finish(Long.MAX_VALUE));
        return said;
    }
}
