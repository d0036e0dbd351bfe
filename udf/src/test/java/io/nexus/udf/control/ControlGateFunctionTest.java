package io.nexus.udf.control;

import static org.assertj.core.api.Assertions.assertThat;

import io.nexus.domain.account.TradingState;
import io.nexus.domain.control.ControlMessage;
import io.nexus.domain.control.ControlRecord;
import io.nexus.domain.control.ControlUpdate;
import io.nexus.domain.control.ControlVersion;
import io.nexus.domain.control.StrategyWeights;
import io.nexus.domain.control.TradingStateChange;
import io.nexus.domain.control.TradingStateRule;
import io.nexus.domain.port.ControlTopic;
import io.nexus.domain.skip.DeadLetter;
import io.nexus.domain.skip.RejectReason;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.api.operators.ProcessOperator;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.OneInputStreamOperatorTestHarness;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class ControlGateFunctionTest {
    private static final String ACCOUNT = "SIM|USDM|main";

    private OneInputStreamOperatorTestHarness<ControlRecord, ControlUpdate> harness;
    private long wallMs = 1_000_000;

    @BeforeEach
    void reset() {
        Topic.reset("topic-1");
    }

    @AfterEach
    void close() throws Exception {
        if (harness != null) {
            harness.close();
        }
    }

    private void open(OperatorSubtaskState state) throws Exception {
        harness = new OneInputStreamOperatorTestHarness<>(
                new ProcessOperator<>(new ControlGateFunction(new Topic(), () -> wallMs)), 128, 1, 0);
        harness.setup();
        if (state != null) {
            harness.initializeState(state);
        }
        harness.open();
    }

    /** The job fails now and is restored from a checkpoint that is taken at once. */
    private void failover() throws Exception {
        OperatorSubtaskState state = harness.snapshot(1, 1);
        harness.close();
        open(state);
    }

    private ControlRecord write(TradingState state, long sentAtWallMs) {
        return Topic.append(message(state, "id-" + Topic.records.size() + '-' + sentAtWallMs), sentAtWallMs);
    }

    private static ControlMessage message(TradingState state, String id) {
        return ControlMessage.of(new TradingStateChange(ACCOUNT, state, "test"), 5)
                .withId(id);
    }

    /** As the job writes them itself: without an id. */
    private static ControlMessage weights(int version) {
        return ControlMessage.of(new StrategyWeights(new double[20], 1, version), 5);
    }

    private void read(ControlRecord record) throws Exception {
        harness.processElement(new StreamRecord<>(record));
    }

    private List<ControlUpdate> updates() {
        List<ControlUpdate> updates = new ArrayList<>(harness.extractOutputValues());
        harness.getOutput().clear();
        return updates;
    }

    private List<TradingState> states() {
        return updates().stream()
                .map(ControlUpdate::message)
                .filter(message -> message != null && message.tradingState() != null)
                .map(message -> message.tradingState().state())
                .toList();
    }

    private List<RejectReason> refusals() {
        var side = harness.getSideOutput(ControlGateFunction.DEAD_LETTERS);
        return side == null
                ? List.of()
                : side.stream()
                        .map(StreamRecord::getValue)
                        .map(DeadLetter::reason)
                        .toList();
    }

    @Test
    void theTopicIsReadOnlyWhenEverythingThatWasOnItHasCome() throws Exception {
        ControlRecord active = write(TradingState.ACTIVE, 10);
        ControlRecord halted = write(TradingState.HALTED, 20);
        open(null);

        read(active);
        assertThat(updates()).extracting(ControlUpdate::isTopicRead).containsExactly(false);

        read(halted);
        assertThat(updates()).extracting(ControlUpdate::isTopicRead).containsExactly(true);
    }

    @Test
    void aTopicWhoseEndIsUnknownIsNotReadAndIsAskedAgain() throws Exception {
        ControlRecord first = write(TradingState.ACTIVE, 10);
        Topic.isAway = true;
        open(null);
        read(first);
        assertThat(updates()).extracting(ControlUpdate::isTopicRead).containsExactly(false);

        Topic.isAway = false;
        read(write(TradingState.ACTIVE, 11));
        assertThat(updates())
                .extracting(ControlUpdate::isTopicRead)
                .as("asked too soon")
                .containsExactly(false);

        wallMs += 5_000;
        read(write(TradingState.ACTIVE, 12));
        assertThat(updates()).extracting(ControlUpdate::isTopicRead).containsExactly(true);
    }

    @Test
    void aHaltThatWasWrittenAfterTheCheckpointIsReadBeforeTheTopicCountsAsRead() throws Exception {
        open(null);
        read(write(TradingState.ACTIVE, 10));
        updates();
        OperatorSubtaskState checkpoint = harness.snapshot(1, 1);
        ControlRecord resumed = write(TradingState.ACTIVE, 15);
        ControlRecord halted = write(TradingState.HALTED, 20);
        harness.close();

        open(checkpoint);
        read(resumed);
        read(halted);

        assertThat(updates()).extracting(ControlUpdate::isTopicRead).containsExactly(false, true);
    }

    @Test
    void messagesOfARecreatedTopicAreNewerThanAllBefore() throws Exception {
        open(null);
        for (int i = 0; i < 50; i++) {
            read(write(TradingState.ACTIVE, 10 + i));
        }
        long before = updates().get(49).message().version();

        Topic.reset("topic-2");
        read(write(TradingState.HALTED, 100));

        ControlUpdate halted = updates().get(0);
        assertThat(halted.message().version()).isGreaterThan(before).isEqualTo(ControlVersion.of(1, 0));
        assertThat(halted.isTopicRead()).isTrue();
        assertThat(refusals()).isEmpty();
    }

    @Test
    void whatTheSourceSkipsOfALongerRecreatedTopicIsObeyedToo() throws Exception {
        open(null);
        for (int i = 0; i < 3; i++) {
            read(write(TradingState.ACTIVE, 10 + i));
        }
        OperatorSubtaskState checkpoint = harness.snapshot(1, 1);
        harness.close();
        Topic.reset("topic-2");
        write(TradingState.HALTED, 100);
        for (int i = 0; i < 5; i++) {
            Topic.append(ControlMessage.start("run-1", 5).withId("s" + i), 101 + i);
        }

        open(checkpoint);
        read(Topic.records.get(3));

        List<ControlUpdate> updates = updates();
        assertThat(updates).hasSize(4);
        assertThat(updates.get(0).message().tradingState().state()).isEqualTo(TradingState.HALTED);
        assertThat(updates).extracting(ControlUpdate::isTopicRead).containsOnly(false);
        read(Topic.records.get(4));
        read(Topic.records.get(5));
        assertThat(updates()).extracting(ControlUpdate::isTopicRead).containsExactly(false, true);
    }

    @Test
    void aHaltOfAClockBehindThatTheSourceSkipsOfALongerRecreatedTopicStopsEntries() throws Exception {
        open(null);
        for (int i = 0; i < 3; i++) {
            read(write(TradingState.ACTIVE, 10 + i));
        }
        OperatorSubtaskState checkpoint = harness.snapshot(1, 1);
        harness.close();
        Topic.reset("topic-2");
        write(TradingState.HALTED, 5);
        for (int i = 0; i < 5; i++) {
            Topic.append(weights(i), 101 + i);
        }

        open(checkpoint);
        read(Topic.records.get(3));

        assertThat(updates())
                .extracting(ControlUpdate::message)
                .filteredOn(message -> message.tradingState() != null)
                .extracting(message -> message.tradingState().isEntriesStop())
                .containsExactly(true);
    }

    @Test
    void aHaltOnATopicThatLostItsEndIsObeyed() throws Exception {
        open(null);
        for (int i = 0; i < 10; i++) {
            read(write(TradingState.ACTIVE, 10 + i));
        }
        long before = updates().get(9).message().version();
        OperatorSubtaskState checkpoint = harness.snapshot(1, 1);
        harness.close();
        Topic.records.subList(4, 10).clear();
        ControlRecord halted = write(TradingState.HALTED, 100);

        open(checkpoint);
        read(halted);

        List<ControlUpdate> obeyed =
                updates().stream().filter(update -> update.message() != null).toList();
        assertThat(obeyed).hasSize(1);
        assertThat(obeyed.get(0).message().tradingState().state()).isEqualTo(TradingState.HALTED);
        assertThat(obeyed.get(0).message().version()).isGreaterThan(before);
        assertThat(refusals())
                .as("what was read before is not obeyed again")
                .containsOnly(RejectReason.REPLAYED_MESSAGE);
    }

    @Test
    void aHaltOnATopicThatLostItsEndAndWasFilledBeyondItIsObeyed() throws Exception {
        open(null);
        for (int i = 0; i < 10; i++) {
            read(write(TradingState.ACTIVE, 10 + i));
        }
        long before = updates().get(9).message().version();
        OperatorSubtaskState checkpoint = harness.snapshot(1, 1);
        harness.close();
        Topic.records.subList(4, 10).clear();
        write(TradingState.HALTED, 100);
        for (int i = 0; i < 10; i++) {
            Topic.append(weights(i), 101 + i);
        }

        open(checkpoint);
        read(Topic.records.get(10));

        List<ControlMessage> stops = updates().stream()
                .map(ControlUpdate::message)
                .filter(message -> message != null && message.tradingState() != null)
                .toList();
        assertThat(stops).hasSize(1);
        assertThat(stops.get(0).tradingState().state()).isEqualTo(TradingState.HALTED);
        assertThat(stops.get(0).version()).isGreaterThan(before);
    }

    @Test
    void anAttemptThatResumesTheSameTopicStartsNoEpoch() throws Exception {
        open(null);
        for (int i = 0; i < 10; i++) {
            read(write(TradingState.ACTIVE, 10 + i));
        }
        read(Topic.append(weights(1), wallMs + 86_400_000));
        updates();

        failover();
        read(write(TradingState.HALTED, 100));

        assertThat(updates().get(0).message().version()).isEqualTo(ControlVersion.of(0, 11));
        assertThat(refusals()).isEmpty();
    }

    @Test
    void aMessageOfAClockFarAheadDoesNotRefuseWhatIsSentLater() throws Exception {
        open(null);
        read(write(TradingState.HALTED, wallMs + 86_400_000));
        wallMs += ControlGate.CLOCK_SKEW_MS;
        read(write(TradingState.ACTIVE, wallMs));
        assertThat(states()).containsExactly(TradingState.HALTED, TradingState.ACTIVE);
        failover();
        read(Topic.append(Topic.records.get(0).message(), wallMs + 86_400_000));

        assertThat(states()).isEmpty();
        assertThat(refusals()).containsExactly(RejectReason.REPLAYED_MESSAGE);
    }

    @Test
    void recordsOfARecreatedTopicWaitUntilWhatWasSkippedCanBeRead() throws Exception {
        open(null);
        read(write(TradingState.ACTIVE, 10));
        updates();
        Topic.reset("topic-2");
        Topic.isAway = true;

        read(write(TradingState.HALTED, 100));
        assertThat(updates()).extracting(ControlUpdate::isTopicRead).containsExactly(false);
        failover();
        Topic.isAway = false;
        wallMs += 5_000;
        read(write(TradingState.REDUCING, 101));

        assertThat(states()).containsExactly(TradingState.HALTED, TradingState.REDUCING);
    }

    @Test
    void whatWaitsIsObeyedAlsoIfTheTopicHasGrownBeyondItsFormerEndMeanwhile() throws Exception {
        open(null);
        read(write(TradingState.ACTIVE, 10));
        read(write(TradingState.ACTIVE, 11));
        updates();
        Topic.records.clear();
        Topic.isAway = true;

        read(write(TradingState.HALTED, 100));
        for (int i = 0; i < 3; i++) {
            read(Topic.append(weights(i), 101 + i));
        }
        assertThat(states()).isEmpty();
        Topic.isAway = false;
        wallMs += 5_000;
        read(Topic.append(weights(3), 104));

        assertThat(states()).containsExactly(TradingState.HALTED);
    }

    @Test
    void aSignedMessageThatIsReadTwiceIsRefused() throws Exception {
        open(null);
        ControlRecord resume = write(TradingState.ACTIVE, 10);
        read(resume);
        read(write(TradingState.HALTED, 20));
        updates();
        failover();

        read(Topic.append(resume.message(), 10));

        assertThat(states()).isEmpty();
        assertThat(refusals()).containsExactly(RejectReason.REPLAYED_MESSAGE);
    }

    @Test
    void aResumeThatIsReadAgainAfterAHaltOfAClockBehindIsRefused() throws Exception {
        open(null);
        ControlRecord resume = write(TradingState.ACTIVE, 20);
        read(resume);
        read(write(TradingState.HALTED, 10));
        failover();

        read(Topic.append(resume.message(), 20));

        assertThat(states()).isEmpty();
        assertThat(refusals()).containsExactly(RejectReason.REPLAYED_MESSAGE);
    }

    @Test
    void aMessageOfUnknownIdThatWasSentEarlierNeverLoosens() throws Exception {
        open(null);
        read(write(TradingState.REDUCING, 20));
        read(write(TradingState.ACTIVE, 10));

        assertThat(states()).containsExactly(TradingState.REDUCING);
        assertThat(refusals()).containsExactly(RejectReason.REPLAYED_MESSAGE);
    }

    @Test
    void whatTheJobItselfWritesIsTakenThoughTheClocksOfItsMachinesDiffer() throws Exception {
        open(null);
        ControlMessage weights = ControlMessage.of(StrategyWeights.neutral(), 5);
        long nowMs = 1_000_000;

        read(Topic.append(weights, nowMs));
        read(Topic.append(weights, nowMs - ControlGate.CLOCK_SKEW_MS));
        assertThat(refusals()).isEmpty();

        read(Topic.append(weights, nowMs - ControlGate.CLOCK_SKEW_MS - 1));
        assertThat(refusals()).containsExactly(RejectReason.REPLAYED_MESSAGE);
    }

    @Test
    void aStricterStateFromAMachineWhoseClockIsBehindStopsEntriesAndNotExits() throws Exception {
        open(null);
        read(write(TradingState.ACTIVE, 20));
        read(write(TradingState.FROZEN, 10));
        read(write(TradingState.REDUCING, 11));

        List<ControlMessage> obeyed =
                updates().stream().map(ControlUpdate::message).toList();
        assertThat(obeyed)
                .extracting(message -> message.tradingState().isEntriesStop())
                .containsExactly(false, true, true);
        assertThat(stateAfter(obeyed)).isEqualTo(TradingState.REDUCING);
    }

    @Test
    void aLateOrUnreadableMessageLoosensNothing() throws Exception {
        DeadLetter letter = new DeadLetter(RejectReason.NOT_WHOLE, "", 0, "riskScalers is missing", null, 0, 3);
        for (TradingState strict : List.of(TradingState.FROZEN, TradingState.HALTED, TradingState.FLATTENING)) {
            Topic.reset("topic-" + strict);
            open(null);
            read(write(strict, 20));
            read(write(TradingState.REDUCING, 10));
            read(ControlRecord.refused(letter, 2, 30));

            List<ControlMessage> obeyed =
                    updates().stream().map(ControlUpdate::message).toList();
            assertThat(stateAfter(obeyed)).isEqualTo(strict);
            harness.close();
        }
    }

    /** What Layer 6 makes of messages behind a START. */
    private static TradingState stateAfter(List<ControlMessage> obeyed) {
        TradingStateRule rule = new TradingStateRule("run", ACCOUNT);
        rule.read(ControlMessage.start("run", 0).withVersion(-1));
        obeyed.forEach(rule::read);
        return rule.state();
    }

    @Test
    void aSignedMessageThatCannotBeReadReducesAndAnUnsignedOneDoesNothing() throws Exception {
        open(null);
        DeadLetter letter = new DeadLetter(RejectReason.NOT_WHOLE, "", 0, "riskScalers is missing", null, 0, 0);

        read(ControlRecord.refused(letter, 0, 0));
        assertThat(states()).isEmpty();

        read(ControlRecord.refused(letter, 1, 30));
        assertThat(states()).containsExactly(TradingState.REDUCING);
        assertThat(refusals()).containsExactly(RejectReason.NOT_WHOLE, RejectReason.NOT_WHOLE);
    }

    @Test
    void aStateFromBeforeTheGateGivesWayToWhateverComes() throws Exception {
        open(OperatorSubtaskState.builder().build());
        read(write(TradingState.HALTED, 10));

        assertThat(updates().get(0).message().version()).isGreaterThan(ControlVersion.of(0, 5_000));
    }

    @Test
    void theLastWatermarkEndsIt() throws Exception {
        open(null);
        read(write(TradingState.ACTIVE, 10));
        updates();

        harness.processWatermark(Watermark.MAX_WATERMARK);

        assertThat(updates()).isEmpty();
    }

    /** A control topic in memory. Static, since operators are serialised. */
    private static final class Topic implements ControlTopic {
        private static final long serialVersionUID = 1;
        private static final List<ControlRecord> records = new ArrayList<>();
        private static String id = "";
        private static boolean isAway;

        static void reset(String newId) {
            records.clear();
            id = newId;
            isAway = false;
        }

        static ControlRecord append(ControlMessage message, long sentAtWallMs) {
            ControlRecord record = ControlRecord.authentic(message, records.size(), sentAtWallMs);
            records.add(record);
            return record;
        }

        @Override
        public Position position() throws IOException {
            if (isAway) {
                throw new IOException("away");
            }
            return new Position(id, 0, records.size());
        }

        @Override
        public List<ControlRecord> read(long fromOffset, long toOffset) throws IOException {
            position();
            return List.copyOf(records.subList((int) fromOffset, (int) Math.min(toOffset, records.size())));
        }
    }
}
