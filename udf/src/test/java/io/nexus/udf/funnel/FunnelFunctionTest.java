package io.nexus.udf.funnel;

import static org.assertj.core.api.Assertions.assertThat;

import io.nexus.domain.skip.FunnelCount;
import io.nexus.domain.skip.SkipCode;
import io.nexus.domain.skip.SkipRecord;
import io.nexus.udf.testkit.StateTypes;
import io.nexus.udf.testkit.TimedRun;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.apache.flink.api.common.typeinfo.Types;
import org.junit.jupiter.api.Test;

final class FunnelFunctionTest {
    private static final String BTC = "BINANCE|USDM|BTCUSDT";
    private static final List<SkipCode> CODES = List.of(SkipCode.values());
    private static final String ETH = "BINANCE|USDM|ETHUSDT";

    @Test
    void tellsChangedTotalsOnceASecondPerInstrument() throws Exception {
        List<FunnelInput> inputs = List.of(
                skip(BTC, SkipCode.L4_WEAK, 10_000),
                skip(BTC, SkipCode.L4_WEAK, 10_100),
                FunnelInput.entry(BTC, 10_900),
                skip(ETH, SkipCode.L1_LOW_SCORE, 11_000),
                skip(BTC, SkipCode.L4_WEAK, 11_500),
                skip(BTC, SkipCode.L4_WEAK, 12_100));

        TimedRun<String, FunnelInput, FunnelCount> run = run();
        List<Object> outputs = counts(run.run(inputs, false));
        outputs.addAll(run.finish(Long.MAX_VALUE));

        assertThat(outputs)
                .containsExactly(
                        FunnelCount.restart(BTC, 10_900),
                        new FunnelCount(BTC, "L4.WEAK", 2, 10_900),
                        new FunnelCount(BTC, "entries", 1, 10_900),
                        FunnelCount.restart(ETH, 11_000),
                        new FunnelCount(ETH, "L1.LOW_SCORE", 1, 11_000),
                        new FunnelCount(BTC, "L4.WEAK", 4, 12_100));
        assertThat(run.timersLeft()).isZero();
    }

    @Test
    void countsTheSameWhenRestoredBeforeEveryElement() throws Exception {
        List<FunnelInput> inputs = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            inputs.add(skip(i % 3 == 0 ? ETH : BTC, CODES.get(i % 5), 10_000 + i * 170L));
        }

        TimedRun<String, FunnelInput, FunnelCount> straight = run();
        TimedRun<String, FunnelInput, FunnelCount> restoring = run();
        Map<String, Long> expected = totals(straight.run(inputs, false), straight.finish(Long.MAX_VALUE));

        assertThat(totals(restoring.run(inputs, true), restoring.finish(Long.MAX_VALUE)))
                .isEqualTo(expected);
    }

    @Test
    void tellsARestoredInstrumentsTotalsAgainThoughNothingNewComes() throws Exception {
        List<FunnelInput> inputs = List.of(
                skip(BTC, SkipCode.L4_WEAK, 10_000), skip(ETH, SkipCode.L4_WEAK, 12_000), skip(ETH, SkipCode.L4_WEAK, 30_000));

        List<Object> told = counts(run().run(inputs, true));

        told.removeIf(count -> !((FunnelCount) count).instrument().equals(BTC));
        assertThat(told)
                .containsExactly(
                        FunnelCount.restart(BTC, 10_000),
                        new FunnelCount(BTC, "L4.WEAK", 1, 10_000),
                        FunnelCount.restart(BTC, 10_000),
                        new FunnelCount(BTC, "L4.WEAK", 1, 10_000));
    }

    @Test
    void passesOnAllSkipsBelowTheRateAndThinsThoseAbove() throws Exception {
        List<FunnelInput> inputs = new ArrayList<>();
        for (int i = 0; i < 305; i++) {
            inputs.add(skip(BTC, SkipCode.L4_WEAK, 10_000 + i));
        }
        inputs.add(skip(BTC, SkipCode.L4_WEAK, 11_000));

        List<Object> passed = run().run(inputs, false).stream()
                .filter(SkipRecord.class::isInstance)
                .toList();

        assertThat(passed)
                .extracting(skip -> ((SkipRecord) skip).feedTimeMs())
                .containsExactly(10_000L, 10_001L, 10_002L, 10_003L, 10_004L, 10_104L, 10_204L, 10_304L, 11_000L);
    }

    /** The newest total of each name is the number of inputs of that name, whatever the times. */
    @Property(tries = 100)
    void endsWithExactTotals(@ForAll @Size(max = 80) List<@IntRange(min = 0, max = 40_000) Integer> times) {
        Funnel funnel = new Funnel(FunnelConfig.defaults());
        FunnelState state = new FunnelState();
        Map<String, Long> told = new HashMap<>();
        Map<String, Long> expected = new HashMap<>();

        for (int time : times) {
            FunnelInput input = skip(BTC, CODES.get(time % 7), time);
            expected.merge(input.name(), 1L, Long::sum);
            long dueMs = funnel.count(state, input);
            if (time >= dueMs) {
                funnel.publish(state, BTC).forEach(count -> told.put(count.name(), count.total()));
            }
        }
        funnel.publish(state, BTC).forEach(count -> told.put(count.name(), count.total()));

        assertThat(told).isEqualTo(expected);
    }

    @Test
    void typesAreSerializedByFlink() {
        StateTypes.assertSerializedByFlink(FunnelState.class, FunnelInput.class, FunnelCount.class, SkipRecord.class);
        StateTypes.assertShippable(new FunnelFunction(FunnelConfig.defaults()));
    }

    /** What a reader knows in the end. */
    private static Map<String, Long> totals(List<Object> outputs, List<Object> last) {
        List<Object> all = new ArrayList<>(outputs);
        all.addAll(last);
        Map<String, Long> totals = new TreeMap<>();
        for (Object output : counts(all)) {
            FunnelCount count = (FunnelCount) output;
            if (count.isRestart()) {
                totals.keySet().removeIf(key -> key.startsWith(count.instrument()));
            } else {
                totals.put(count.instrument() + ' ' + count.name(), count.total());
            }
        }
        return totals;
    }

    private static List<Object> counts(List<Object> outputs) {
        return new ArrayList<>(
                outputs.stream().filter(FunnelCount.class::isInstance).toList());
    }

    private static FunnelInput skip(String instrument, SkipCode code, long atMs) {
        return FunnelInput.of(new SkipRecord(code, instrument, 1, atMs, "", Double.NaN, Double.NaN, ""));
    }

    private static TimedRun<String, FunnelInput, FunnelCount> run() {
        return new TimedRun<String, FunnelInput, FunnelCount>(
                        () -> new FunnelFunction(FunnelConfig.defaults()),
                        FunnelInput::instrument,
                        Types.STRING,
                        FunnelInput::feedTimeMs)
                .withSide(FunnelFunction.SKIPS);
    }
}
