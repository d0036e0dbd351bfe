package io.nexus.udf.intake;

import io.nexus.domain.market.Freshness;
import io.nexus.domain.market.MarketEvent;
import io.nexus.domain.market.MarketEventKind;
import io.nexus.domain.market.Trade;
import io.nexus.domain.skip.DeadLetter;
import io.nexus.domain.skip.FunnelCount;
import io.nexus.domain.skip.RejectReason;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Decides of each market event of an instrument whether it is new, and whether it triggers an evaluation. */
public final class Intake {
    private static final long COUNT_EVERY_MS = 10_000;

    private final IntakeConfig config;

    public Intake(IntakeConfig config) {
        this.config = config;
    }

    /** Counts an event in; answers its refusal if it was sent before, else null. */
    @Nullable
    DeadLetter accept(IntakeState state, MarketEvent event) {
        if (event.isReplay(state.lastSequence, state.sentAtWallMs)) {
            state.replayed++;
            String detail = "sequence=" + event.sequence() + " last=" + state.lastSequence;
            return new DeadLetter(
                    RejectReason.REPLAYED_SEQUENCE,
                    event.instrument(),
                    event.feedTimeMs(),
                    detail,
                    null,
                    -1,
                    -1,
                    event.isGenerated() || event.kind() == MarketEventKind.END);
        }
        if (event.sequence() <= state.lastSequence) {
            state.renumbered++;
        } else if (state.lastSequence > 0) {
            state.missing += event.sequence() - state.lastSequence - 1;
        }
        state.lastSequence = event.sequence();
        if (event.freshness() != Freshness.FUTURE) {
            state.sentAtWallMs = Math.max(state.sentAtWallMs, event.sentAtWallMs());
        }
        if (event.freshness() != Freshness.FUTURE || state.feedTimeMs == Long.MIN_VALUE) {
            state.feedTimeMs = Math.max(state.feedTimeMs, event.feedTimeMs());
        }
        if (event.isGenerated()) {
            state.generated++;
        } else {
            state.accepted++;
        }
        if (event.freshness() == Freshness.STALE) {
            state.stale++;
        } else if (event.freshness() == Freshness.FUTURE) {
            state.future++;
        }
        return null;
    }

    /** Dead letter of a message that is accepted but blocks decisions, if the instrument's message before it was in time;
     * else null. */
    @Nullable
    DeadLetter lateness(IntakeState state, MarketEvent event) {
        boolean isFirst = event.isStale() && !state.isLate;
        state.isLate = event.isStale();
        if (!isFirst) {
            return null;
        }
        RejectReason reason = event.freshness() == Freshness.FUTURE ? RejectReason.FUTURE : RejectReason.STALE;
        return new DeadLetter(reason, event.instrument(), state.feedTimeMs, times(state, event), null, -1, -1);
    }

    /** What made an event late. */
    static String times(IntakeState state, MarketEvent event) {
        return "feedTimeMs=" + event.feedTimeMs() + " sentAtWallMs=" + event.sentAtWallMs() + " newestFeedTimeMs="
                + state.feedTimeMs;
    }

    /** The event as the layers see it: one from the future must not move the instrument's clock. */
    static MarketEvent timely(IntakeState state, MarketEvent event) {
        boolean isAhead = event.freshness() == Freshness.FUTURE && state.feedTimeMs != Long.MIN_VALUE;
        return isAhead ? event.receivedAt(state.feedTimeMs) : event;
    }

    /** Whether an accepted event is a trade that came before, by its id: it is counted, and the layers must not see it again. */
    public boolean isRepeat(IntakeState state, MarketEvent event) {
        Trade trade = event.trade();
        if (trade == null) {
            return false;
        }
        if (state.tradeIds == null || state.tradeIds.seen.length == 0) { // a state from before they were kept
            state.tradeIds = new TradeIds();
        }
        boolean isRepeat = state.tradeIds.isRepeat(trade.tradeId());
        state.repeatedTrades += isRepeat ? 1 : 0;
        return isRepeat;
    }

    /** The evaluation this event triggers, from 1; 0 if none is due or the event is no market movement. */
    public long evaluation(IntakeState state, MarketEvent event) {
        boolean isDue = state.evaluatedAtMs == Long.MIN_VALUE
                || event.feedTimeMs() - state.evaluatedAtMs >= config.minIntervalMs();
        if (!isDue || event.isGenerated() || !isMovement(event.kind())) {
            return 0;
        }
        state.evaluatedAtMs = event.feedTimeMs();
        return ++state.evaluation;
    }

    /** Whether totals are to be published now: every 10 s of feed time, and at the end. */
    boolean isCountDue(IntakeState state, MarketEvent event) {
        boolean isDue = event.kind() == MarketEventKind.END
                || state.countedAtMs == Long.MIN_VALUE
                || event.feedTimeMs() - state.countedAtMs >= COUNT_EVERY_MS;
        if (isDue) {
            state.countedAtMs = event.feedTimeMs();
        }
        return isDue;
    }

    List<FunnelCount> counts(IntakeState state, String instrument) {
        return List.of(
                new FunnelCount(instrument, "accepted", state.accepted, state.feedTimeMs),
                new FunnelCount(instrument, "evaluations", state.evaluation, state.feedTimeMs),
                new FunnelCount(instrument, "stale", state.stale, state.feedTimeMs),
                new FunnelCount(instrument, "future", state.future, state.feedTimeMs),
                new FunnelCount(instrument, "generated", state.generated, state.feedTimeMs),
                new FunnelCount(instrument, "sequence.replayed", state.replayed, state.feedTimeMs),
                new FunnelCount(instrument, "sequence.renumbered", state.renumbered, state.feedTimeMs),
                new FunnelCount(instrument, "sequence.missing", state.missing, state.feedTimeMs),
                new FunnelCount(instrument, "trades.repeated", state.repeatedTrades, state.feedTimeMs));
    }

    private static boolean isMovement(MarketEventKind kind) {
        return switch (kind) {
            case TRADE, QUOTE, BOOK_SNAPSHOT, BOOK_DELTA -> true;
            case BAR, LIQUIDATION, FUNDING, MARK_PRICE, OPEN_INTEREST, CALENDAR, HEARTBEAT, END, BOOK_GAP -> false;
        };
    }
}
