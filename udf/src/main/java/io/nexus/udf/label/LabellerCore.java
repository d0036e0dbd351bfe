package io.nexus.udf.label;

import io.nexus.domain.outcome.EpisodeOutcome;
import io.nexus.domain.signal.Signal;
import io.nexus.udf.edge.Observed;
import io.nexus.udf.edge.Signaled;
import io.nexus.udf.market.InstrumentScale;
import java.util.Arrays;
import java.util.function.Consumer;

/** Follows each episode from an entry on the opposite quote to the barrier it reaches first: profit, loss (which wins where
 * both are reached at once) or time; all net of spread and two fees (triple barrier, Lopez de Prado 2018). */
public final class LabellerCore {
    /** What happens to episodes that get no outcome. */
    public interface Drops {
        /** The strategy follows as many as it may. */
        void full();

        /** There was no touch to enter or leave at. */
        void withoutTouch();
    }

    private static final int GROWTH = 16;

    private final InstrumentScale scale;
    private final LabellerConfig config;

    public LabellerCore(InstrumentScale scale, LabellerConfig config) {
        this.scale = scale;
        this.config = config;
    }

    /** What fell due before this event happens at the touch before it; then the event's own touch counts. */
    public void process(LabellerState state, Signaled signaled, Consumer<EpisodeOutcome> outcomes, Drops drops) {
        Observed observed = signaled.observed();
        long now = observed.stamped().feedTimeMs();
        if (observed.assessment() != null) {
            state.regime = observed.assessment().regime();
        }
        if (state.open > 0) {
            follow(state, now - 1, outcomes, drops);
        }
        state.hasTouch = observed.hasTouch();
        state.bidTicks = observed.bidTicks();
        state.askTicks = observed.askTicks();
        if (state.open > 0) {
            follow(state, now, outcomes, drops);
        }
        for (Signal fire : signaled.fires()) {
            begin(state, fire, observed, drops);
        }
    }

    private void begin(LabellerState state, Signal fire, Observed observed, Drops drops) {
        int column = fire.strategy().column();
        if (state.openByStrategy[column] >= config.maxOpenPerStrategy()) {
            drops.full();
            return;
        }
        long horizonMs = Math.round(config.horizonHalfLives() * fire.halfLifeMs());
        double sigma = observed.context().secondVolatility();
        Episode episode = new Episode();
        episode.strategy = fire.strategy();
        episode.direction = fire.direction();
        episode.strength = fire.strength();
        episode.rawConfidence = fire.rawConfidence();
        episode.regime = state.regime;
        episode.startedAtMs = observed.stamped().feedTimeMs();
        episode.entryDueMs = episode.startedAtMs + config.entryDelayMs();
        episode.endsAtMs = episode.entryDueMs + horizonMs;
        episode.sigmaBps = Double.isNaN(sigma) ? 0 : sigma * Math.sqrt(horizonMs / 1000.0) * 1e4;
        if (state.open == state.episodes.length) {
            state.episodes = Arrays.copyOf(state.episodes, state.open + GROWTH);
            for (int i = state.open; i < state.episodes.length; i++) {
                state.episodes[i] = new Episode();
            }
        }
        state.episodes[state.open++] = episode;
        state.openByStrategy[column]++;
    }

    /** Moves every open episode to a time with the touch in the state. */
    private void follow(LabellerState state, long timeMs, Consumer<EpisodeOutcome> outcomes, Drops drops) {
        int kept = 0;
        for (int i = 0; i < state.open; i++) {
            Episode episode = state.episodes[i];
            if (isOver(state, episode, timeMs, outcomes, drops)) {
                state.openByStrategy[episode.strategy.column()]--;
            } else {
                state.episodes[i] = state.episodes[kept];
                state.episodes[kept++] = episode;
            }
        }
        state.open = kept;
    }

    private boolean isOver(
            LabellerState state, Episode episode, long timeMs, Consumer<EpisodeOutcome> outcomes, Drops drops) {
        boolean isDue = timeMs >= episode.entryDueMs;
        if (!isDue) {
            return false;
        }
        boolean isTimeUp = timeMs >= episode.endsAtMs;
        if (!state.hasTouch) {
            boolean isLost = !episode.isEntered || isTimeUp;
            if (isLost) {
                drops.withoutTouch();
            }
            return isLost;
        }
        if (!episode.isEntered) {
            enter(state, episode);
        }
        double net = netBps(state, episode);
        boolean isLoss = net <= -episode.barrierBps;
        boolean isProfit = net >= episode.barrierBps;
        if (!isLoss && !isProfit && !isTimeUp) {
            return false;
        }
        outcomes.accept(outcome(episode, net, Math.min(timeMs, episode.endsAtMs)));
        return true;
    }

    private void enter(LabellerState state, Episode episode) {
        double mid = (state.bidTicks + state.askTicks) / 2.0;
        double cost = (state.askTicks - state.bidTicks) / mid * 1e4 + 2 * scale.takerFeeBps();
        episode.isEntered = true;
        episode.entryTicks = episode.direction > 0 ? state.askTicks : state.bidTicks;
        episode.barrierBps = Math.max(config.costMultiple() * cost, config.sigmaMultiple() * episode.sigmaBps);
    }

    private double netBps(LabellerState state, Episode episode) {
        double exit = episode.direction > 0 ? state.bidTicks : state.askTicks;
        return episode.direction * (exit / episode.entryTicks - 1) * 1e4 - 2 * scale.takerFeeBps();
    }

    private EpisodeOutcome outcome(Episode episode, double net, long endedAtMs) {
        return new EpisodeOutcome(
                episode.strategy,
                scale.instrument(),
                episode.direction,
                episode.strength,
                episode.rawConfidence,
                net,
                net > 0,
                episode.regime,
                episode.startedAtMs,
                endedAtMs);
    }
}
