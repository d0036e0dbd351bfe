package io.nexus.udf.intake;

import static org.assertj.core.api.Assertions.assertThat;

import io.nexus.udf.edge.AccountInput;
import io.nexus.udf.edge.AccountInputKind;
import io.nexus.udf.edge.BroadcastInput;
import io.nexus.udf.edge.PartitionBeat;
import io.nexus.udf.testkit.StateTypes;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.api.operators.KeyedProcessOperator;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Eight partitions, a heartbeat of each every 100 ms; wall time begins with feed time. */
final class FeedClockFunctionTest {
    private static final int PARTITIONS = 8;
    private static final long START_MS = 1_000_000;
    private static final int[] ALL = IntStream.range(0, PARTITIONS).toArray();

    private final List<AccountInput> account = new ArrayList<>();
    private KeyedOneInputStreamOperatorTestHarness<Integer, PartitionBeat, AccountInput> harness;
    private long nowMs = START_MS;
    private boolean isFlowing = true;

    @BeforeEach
    void open() throws Exception {
        open(null);
    }

    @AfterEach
    void close() throws Exception {
        harness.close();
    }

    @Test
    void ticksWithTheNewestHeartbeatOfAnyPartitionAndOncePerHeartbeat() throws Exception {
        beat(3, 500);
        beat(0, 500);
        beat(0, 400);
        beat(5, 600);
        beat(3, 600);
        beat(0, 700);

        assertThat(account).extracting(AccountInput::feedTimeMs).containsExactly(500L, 600L, 700L);
        assertThat(account).extracting(AccountInput::kind).containsOnly(AccountInputKind.TICK);
    }

    @Test
    void ticksOnlyForwardHoweverTheHeartbeatsOfThePartitionsInterleave() throws Exception {
        Random random = new Random(7);
        long[] feedMs = new long[PARTITIONS];
        long newestMs = 0;
        for (int i = 0; i < 2_000; i++) {
            int partition = random.nextInt(PARTITIONS);
            feedMs[partition] += 100L * random.nextInt(30);
            beat(partition, feedMs[partition]);
            newestMs = Math.max(newestMs, feedMs[partition]);
        }

        List<Long> ticks = account.stream().map(AccountInput::feedTimeMs).toList();
        assertThat(ticks).isSorted().doesNotHaveDuplicates().last().isEqualTo(newestMs);
    }

    @Test
    void ticksForTheInstrumentsOnceASecondOfFeedTime() throws Exception {
        for (long feedMs = 500; feedMs <= 3_600; feedMs += 100) {
            beat(2, feedMs);
        }

        assertThat(harness.getSideOutput(FeedClockFunction.INSTRUMENT_TICKS))
                .extracting(StreamRecord::getValue)
                .extracting(BroadcastInput::clockMs)
                .containsExactly(500L, 1_500L, 2_500L, 3_500L);
    }

    @Test
    void bearsThatHalfOfThePartitionsAreSilent() throws Exception {
        pass(2_000, ALL);

        pass(60_000, 0, 1, 2, 3);

        assertThat(reports()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void reportsSilenceOfMoreThanHalfOfThePartitionsUntilTheyAreBack(boolean isRestored) throws Exception {
        pass(2_000, ALL);
        pass(4_900, 7, 1, 4);
        assertThat(reports()).isEmpty();
        pass(1_000, 7, 1, 4);
        restore(isRestored);
        pass(20_000, 7, 1, 4);
        assertThat(reports()).containsExactly(AccountInputKind.FEED_SILENT);

        pass(100, 7, 1, 4, 0);

        assertThat(reports()).containsExactly(AccountInputKind.FEED_SILENT, AccountInputKind.FEED_HEARD);
    }

    @Test
    void countsPartitionsThatWereNeverHeard() throws Exception {
        pass(7_000, 0, 1, 2);

        assertThat(reports()).containsExactly(AccountInputKind.FEED_SILENT);
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void reportsSilenceOfAllAndItsEnd(boolean isRestored) throws Exception {
        pass(2_000, ALL);
        pass(4_900);
        assertThat(reports()).isEmpty();
        pass(700);
        assertThat(reports()).containsExactly(AccountInputKind.FEED_SILENT);
        restore(isRestored);
        pass(60_000);

        pass(1_000, ALL);

        assertThat(reports()).containsExactly(AccountInputKind.FEED_SILENT, AccountInputKind.FEED_HEARD);
        assertThat(account)
                .filteredOn(input -> input.kind() == AccountInputKind.TICK)
                .extracting(AccountInput::feedTimeMs)
                .last()
                .isEqualTo(nowMs);
    }

    @Test
    void aFeedThatHasEndedMayBeSilent() throws Exception {
        pass(2_000, ALL);
        isFlowing = false;
        pass(2_000, ALL);

        pass(60_000);

        assertThat(reports()).isEmpty();
        assertThat(harness.numProcessingTimeTimers()).isZero();
    }

    @Test
    void aFeedWithoutMarketDataMayBeSilent() throws Exception {
        isFlowing = false;
        pass(2_000, ALL);

        pass(60_000);

        assertThat(reports()).isEmpty();
    }

    /** A pause of the process, or the time between a checkpoint and its restore. */
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void takesItsOwnStandstillForNoSilence(boolean isRestored) throws Exception {
        pass(2_000, ALL);

        nowMs += 60_000;
        restore(isRestored);
        harness.setProcessingTime(nowMs);
        pass(10_000, ALL);

        assertThat(reports()).isEmpty();
    }

    @Test
    void reportsAFeedThatStaysSilentAfterAStandstill() throws Exception {
        pass(2_000, ALL);
        nowMs += 60_000;
        harness.setProcessingTime(nowMs);

        pass(6_000);

        assertThat(reports()).containsExactly(AccountInputKind.FEED_SILENT);
    }

    @Test
    void stateAndOutputsAreSerializedByFlink() {
        StateTypes.assertSerializedByFlink(
                FeedClockState.class, PartitionBeat.class, BroadcastInput.class, AccountInput.class);
        StateTypes.assertShippable(function());
    }

    private static FeedClockFunction function() {
        return new FeedClockFunction(FeedClockConfig.defaults(), PARTITIONS, "account");
    }

    /** Lets time pass in steps of 100 ms, with a heartbeat of some partitions at each. */
    private void pass(long ms, int... partitions) throws Exception {
        for (long end = nowMs + ms; nowMs < end; ) {
            nowMs += 100;
            harness.setProcessingTime(nowMs);
            for (int partition : partitions) {
                beat(partition, nowMs);
            }
            drain();
        }
    }

    private void beat(int partition, long feedTimeMs) throws Exception {
        harness.processElement(new StreamRecord<>(new PartitionBeat(partition, feedTimeMs, isFlowing)));
        drain();
    }

    private void drain() {
        account.addAll(harness.extractOutputValues());
        harness.getOutput().clear();
    }

    private List<AccountInputKind> reports() {
        return account.stream()
                .map(AccountInput::kind)
                .filter(kind -> kind != AccountInputKind.TICK)
                .toList();
    }

    private void restore(boolean isRestored) throws Exception {
        if (isRestored) {
            OperatorSubtaskState snapshot = harness.snapshot(0, 0);
            harness.close();
            open(snapshot);
        }
    }

    private void open(OperatorSubtaskState snapshot) throws Exception {
        harness = new KeyedOneInputStreamOperatorTestHarness<>(
                new KeyedProcessOperator<>(function()), beat -> FeedClockFunction.KEY, Types.INT, 128, 1, 0);
        harness.setup();
        if (snapshot != null) {
            harness.initializeState(snapshot);
        }
        harness.open();
        if (snapshot == null) {
            harness.setProcessingTime(nowMs);
        }
    }
}
