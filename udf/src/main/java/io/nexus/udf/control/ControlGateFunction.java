package io.nexus.udf.control;

import io.nexus.domain.control.ControlMessage;
import io.nexus.domain.control.ControlRecord;
import io.nexus.domain.control.ControlUpdate;
import io.nexus.domain.control.ControlVersion;
import io.nexus.domain.port.ControlTopic;
import io.nexus.domain.port.WallClock;
import io.nexus.domain.skip.DeadLetter;
import io.nexus.domain.skip.RefusalTally;
import io.nexus.domain.skip.RejectReason;
import java.io.IOException;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.runtime.state.FunctionInitializationContext;
import org.apache.flink.runtime.state.FunctionSnapshotContext;
import org.apache.flink.streaming.api.checkpoint.CheckpointedFunction;
import org.apache.flink.streaming.api.functions.ProcessFunction;
import org.apache.flink.util.Collector;
import org.apache.flink.util.OutputTag;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The gate between the control topic and the layers; parallelism 1. Asks once per execution attempt where the topic ends, and again every
 * few seconds while there is no answer. */
public final class ControlGateFunction extends ProcessFunction<ControlRecord, ControlUpdate>
        implements CheckpointedFunction {
    private static final long serialVersionUID = 1;
    private static final Logger LOG = LoggerFactory.getLogger(ControlGateFunction.class);

    public static final OutputTag<DeadLetter> DEAD_LETTERS = new OutputTag<>("control-dead-letters") {};

    public static final ListStateDescriptor<ControlGateState> STATE =
            new ListStateDescriptor<>("control-gate", ControlGateState.class);
    private static final long ASK_EVERY_MS = 5_000;

    private final ControlTopic topic;
    private final WallClock clock;

    private transient ListState<ControlGateState> stored;
    private transient ControlGateState state;
    private transient ControlGate gate;
    private transient ControlTopic.@Nullable Position position;
    private transient long askedAtMs;
    private transient boolean isReplaced;
    private transient boolean isPastChecked;
    private transient Map<RejectReason, Counter> refusals;
    private transient RefusalTally tally;

    /** @param clock decides only when the topic is asked again */
    @SuppressWarnings("NullAway.Init") // transient fields are set before the first record
    public ControlGateFunction(ControlTopic topic, WallClock clock) {
        this.topic = topic;
        this.clock = clock;
    }

    @Override
    public void initializeState(FunctionInitializationContext context) throws Exception {
        stored = context.getOperatorStateStore().getListState(STATE);
        state = new ControlGateState();
        // a state from before the gate existed knows offsets only: whatever comes now is newer
        state.epoch = context.isRestored() ? 1 : 0;
        for (ControlGateState known : stored.get()) {
            state = known;
        }
    }

    @Override
    public void snapshotState(FunctionSnapshotContext context) throws Exception {
        stored.update(List.of(state));
    }

    @Override
    @SuppressWarnings("NullAway.Init") // Flink calls initializeState before
    public void open(OpenContext context) {
        gate = new ControlGate(topic, clock);
        MetricGroup metrics = getRuntimeContext().getMetricGroup().addGroup("layer", "control");
        tally = new RefusalTally();
        refusals = new EnumMap<>(RejectReason.class);
        for (RejectReason reason : RejectReason.values()) {
            refusals.put(reason, metrics.counter("refused_" + reason));
        }
        metrics.gauge("epoch", () -> state.epoch);
        metrics.gauge("isTopicRead", () -> isTopicRead() ? 1 : 0);
        ask();
    }

    @Override
    public void processElement(ControlRecord record, Context context, Collector<ControlUpdate> out) {
        boolean isTimeToAsk = clock.nowMs() - askedAtMs >= ASK_EVERY_MS;
        if (position == null && isTimeToAsk) {
            ask();
        }
        boolean isBlocked = !state.waiting.isEmpty() && !isTimeToAsk;
        state.waiting.add(record);
        if (isBlocked || !takeWaiting(context, out)) {
            out.collect(new ControlUpdate(null, false));
        }
    }

    /** Takes what waits; answers false if what the source has skipped can't be read now. */
    private boolean takeWaiting(Context context, Collector<ControlUpdate> out) {
        try {
            while (!state.waiting.isEmpty()) {
                int epoch = state.epoch;
                List<ControlGate.Outcome> outcomes = gate.take(state, state.waiting.get(0), isReplaced);
                state.waiting.remove(0);
                isReplaced = false;
                if (state.epoch != epoch) {
                    LOG.warn("the control topic was recreated or shortened: epoch {} begins", state.epoch);
                    ask();
                }
                for (int i = 0; i < outcomes.size(); i++) {
                    boolean isLast = i == outcomes.size() - 1 && state.waiting.isEmpty();
                    emit(outcomes.get(i), isLast && isTopicRead(), context, out);
                }
            }
            return true;
        } catch (IOException e) {
            LOG.error("the control topic began anew and can't be read: entries stay stopped until it can", e);
            askedAtMs = clock.nowMs();
            return false;
        }
    }

    private void logRefusal(DeadLetter letter) {
        long count = tally.add(letter);
        if (count > 0) {
            LOG.error("control: {} number {}: {}", letter.reason(), count, letter.detail());
        }
    }

    private void emit(ControlGate.Outcome outcome, boolean isRead, Context context, Collector<ControlUpdate> out) {
        DeadLetter letter = outcome.letter();
        if (letter != null) {
            Counter counter = refusals.get(letter.reason());
            if (counter != null) {
                counter.inc();
            }
            logRefusal(letter);
            context.output(DEAD_LETTERS, letter);
        }
        ControlMessage message = outcome.message();
        if (message != null) {
            LOG.debug("control message {}: {}", ControlVersion.text(message.version()), message.key());
        }
        out.collect(new ControlUpdate(message, isRead));
    }

    private boolean isTopicRead() {
        ControlTopic.Position end = position;
        return end != null && !isReplaced && state.waiting.isEmpty() && state.lastOffset >= end.endOffset() - 1;
    }

    private void ask() {
        try {
            ControlTopic.Position now = topic.position();
            isReplaced = ControlGate.isReplaced(state, now) || (!isPastChecked && gate.holdsUnread(state, now));
            isPastChecked = true;
            state.topicId = isReplaced ? state.topicId : now.topicId();
            position = now;
        } catch (IOException e) {
            LOG.warn("the end of the control topic is unknown: entries stay stopped, it is asked again", e);
            position = null;
        }
        askedAtMs = clock.nowMs(); // after the answer: it may have taken longer than the pause between two questions
    }
}
