package io.nexus.lab.picture;

import io.nexus.domain.instrument.Instrument;
import io.nexus.domain.signal.Signal;
import io.nexus.udf.edge.Signaled;
import io.nexus.udf.label.Episode;
import io.nexus.udf.label.LabellerConfig;
import io.nexus.udf.label.LabellerCore;
import io.nexus.udf.label.LabellerState;
import io.nexus.udf.market.InstrumentScale;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Follows one signal with the job's own labeller. Not thread-safe. */
final class ShadowFollower {
    private static final LabellerCore.Drops NONE = new LabellerCore.Drops() {
        @Override
        public void full() {
            // one episode at a time
        }

        @Override
        public void withoutTouch() {
            // then there is no trade to show
        }
    };

    private final InstrumentScale scale;
    private final LabellerCore labeller;
    private LabellerState state = new LabellerState();
    private @Nullable ShadowTrade trade;

    ShadowFollower(Instrument instrument, LabellerConfig config) {
        scale = InstrumentScale.of(instrument);
        labeller = new LabellerCore(scale, config);
    }

    /** Begins with a signal that this event fired. */
    void begin(Signal fired, Signaled signaled) {
        state = new LabellerState();
        trade = null;
        take(new Signaled(signaled.observed(), List.of(fired), List.of(), List.of()));
    }

    /** Goes on with an event; none of its own signals is followed. */
    void follow(Signaled signaled) {
        take(new Signaled(signaled.observed(), List.of(), List.of(), List.of()));
    }

    /** The trade as far as it came; null before its entry. */
    @Nullable
    ShadowTrade trade() {
        return trade;
    }

    private void take(Signaled signaled) {
        long nowMs = signaled.observed().stamped().feedTimeMs();
        labeller.process(
                state,
                signaled,
                outcome -> {
                    ShadowTrade before = trade;
                    trade = before == null ? null : before.ended(outcome.netBps(), outcome.endedAtMs());
                },
                NONE);
        if (state.open == 0) {
            return;
        }
        Episode episode = state.episodes[0];
        if (trade == null && episode.isEntered) {
            trade = ShadowTrade.entered(
                    nowMs, episode.direction, (double) episode.entryTicks, episode.barrierBps, 2 * scale.takerFeeBps());
        } else if (trade != null && trade.netBps() == null) {
            trade = trade.until(nowMs);
        }
    }
}
