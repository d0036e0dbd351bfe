package io.nexus.udf.control;

import io.nexus.domain.control.ControlKind;
import io.nexus.domain.control.ControlMessage;
import io.nexus.domain.control.ControlRecord;
import io.nexus.domain.control.ControlVersion;
import io.nexus.domain.control.TradingStateChange;
import io.nexus.domain.port.ControlTopic;
import io.nexus.domain.port.WallClock;
import io.nexus.domain.skip.DeadLetter;
import io.nexus.domain.skip.RejectReason;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Decides of each record of the control topic whether it is obeyed, and as which version.
 *
 * <p>A record that does not follow the one before in the same topic begins an epoch: the topic was recreated or lost its end. What
 * the source has skipped of it is read directly, so that no message is missed.
 *
 * <p>A message is a replay if its id was read before, or if it was sent before the newest message of its key. A trading state of
 * unknown id that was sent earlier may come from a machine whose clock is behind: it never loosens, but it stops entries. Other
 * messages are compared with a tolerance, since several machines write them. */
final class ControlGate {
    /** Clocks of machines that write control may differ by so much. */
    static final long CLOCK_SKEW_MS = 10_000;

    private static final int KEPT_IDS = 256;

    private final ControlTopic topic;
    private final WallClock clock;

    /** What came of a record.
     *
     * @param message to obey, with its version; null if there is none
     * @param letter why it is not obeyed as it was written; null if it is */
    record Outcome(@Nullable ControlMessage message, @Nullable DeadLetter letter) {}

    /** @param clock bounds the time of signing that is remembered: a clock that is far ahead must not refuse what others send later */
    ControlGate(ControlTopic topic, WallClock clock) {
        this.topic = topic;
        this.clock = clock;
    }

    /** Whether the topic is another one than was read, or has lost its end: what was read last is not on it any more.
     *
     * @param position of the topic before a record of it is taken */
    static boolean isReplaced(ControlGateState state, ControlTopic.Position position) {
        boolean isKnown = state.topicId.isEmpty() || state.topicId.equals(position.topicId());
        return !isKnown || position.endOffset() <= state.lastOffset;
    }

    /** Whether the topic holds, where the source has read already, a message that was not read: it lost its end and was filled again
     * while nobody read.
     *
     * @throws IOException if it can't be read now */
    boolean holdsUnread(ControlGateState state, ControlTopic.Position position) throws IOException {
        return state.lastOffset > ControlGateState.NOTHING
                && topic.read(position.beginOffset(), state.lastOffset + 1).stream()
                        .anyMatch(record -> isUnread(state, record));
    }

    private static boolean isUnread(ControlGateState state, ControlRecord record) {
        ControlMessage message = record.message();
        return message != null
                && !message.id()
                        .isEmpty() // what the job writes itself has none, and may be signed by a clock far ahead
                && !state.ids.contains(message.id())
                && record.sentAtWallMs() > state.sentAtByKey.getOrDefault(message.key(), Long.MIN_VALUE);
    }

    /** Takes a record of the source.
     *
     * @param isReplaced whether it is the first one since {@link #isReplaced} was so
     * @return outcomes of the records that the source has skipped, then the record's own
     * @throws IOException if the skipped ones can't be read now; nothing has changed then */
    List<Outcome> take(ControlGateState state, ControlRecord record, boolean isReplaced) throws IOException {
        List<Outcome> outcomes = new ArrayList<>();
        if (isReplaced || record.offset() <= state.lastOffset) {
            ControlTopic.Position position = topic.position();
            List<ControlRecord> skipped = topic.read(position.beginOffset(), record.offset());
            state.epoch++;
            state.topicId = position.topicId();
            state.lastOffset = ControlGateState.NOTHING;
            skipped.forEach(before -> outcomes.add(judge(state, before)));
        }
        outcomes.add(judge(state, record));
        return outcomes;
    }

    private Outcome judge(ControlGateState state, ControlRecord record) {
        state.lastOffset = Math.max(state.lastOffset, record.offset());
        long version = ControlVersion.of(state.epoch, record.offset());
        DeadLetter refusal = record.refusal();
        ControlMessage message = record.message();
        if (message == null) {
            return refusal != null && record.isAuthentic()
                    ? new Outcome(unreadable(refusal).withVersion(version), refusal)
                    : new Outcome(null, refusal);
        }
        if (!message.id().isEmpty() && state.ids.contains(message.id())) {
            return refused(record, message, "a message of id " + message.id() + " was read before");
        }
        long newestMs = state.sentAtByKey.getOrDefault(message.key(), 0L);
        boolean isOrdered = message.kind() == ControlKind.TRADING_STATE || message.kind() == ControlKind.START;
        boolean isOld = newestMs - (isOrdered ? 0 : CLOCK_SKEW_MS) > record.sentAtWallMs();
        TradingStateChange change = message.tradingState();
        if (isOld) {
            String why =
                    "it was sent at " + record.sentAtWallMs() + ", the newest of " + message.key() + " at " + newestMs;
            if (change == null || change.state().admitsEntries()) {
                return refused(record, message, why);
            }
            remember(state, message.id());
            DeadLetter letter = letter(record, message, why + "; it only stops entries");
            ControlMessage stop = ControlMessage.of(TradingStateChange.late(change), message.feedTimeMs());
            return new Outcome(stop.withId(message.id()).withVersion(version), letter);
        }
        remember(state, message.id());
        long sentAtMs = Math.min(record.sentAtWallMs(), clock.nowMs() + CLOCK_SKEW_MS);
        state.sentAtByKey.put(message.key(), Math.max(newestMs, sentAtMs));
        return new Outcome(message.withVersion(version), null);
    }

    private static void remember(ControlGateState state, String id) {
        if (!id.isEmpty()) {
            state.ids.add(id);
            if (state.ids.size() > KEPT_IDS) {
                state.ids.remove(0);
            }
        }
    }

    /** A signed message that can't be read means: reduce only. */
    private static ControlMessage unreadable(DeadLetter refusal) {
        return ControlMessage.of(TradingStateChange.unreadable(refusal.detail()), refusal.feedTimeMs());
    }

    private static Outcome refused(ControlRecord record, ControlMessage message, String why) {
        return new Outcome(null, letter(record, message, why));
    }

    private static DeadLetter letter(ControlRecord record, ControlMessage message, String why) {
        TradingStateChange change = message.tradingState();
        String what = change == null ? message.key() : message.key() + " " + change.state();
        return new DeadLetter(
                RejectReason.REPLAYED_MESSAGE,
                "",
                message.feedTimeMs(),
                "control offset " + record.offset() + ", " + what + ": " + why,
                null,
                0,
                record.offset());
    }
}
