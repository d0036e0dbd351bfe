package io.nexus.udf.funnel;

import io.nexus.domain.skip.FunnelCount;
import io.nexus.domain.skip.SkipRecord;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/** Counts where evaluations end, and thins what is passed on. */
final class Funnel {
    private final FunnelConfig config;

    Funnel(FunnelConfig config) {
        this.config = config;
    }

    /** Counts an input.
     *
     * @return when the counts are to be published, in feed time */
    long count(FunnelState state, FunnelInput input) {
        state.totalByName.merge(input.name(), input.amount(), input.isTotal() ? Math::max : Long::sum);
        state.feedTimeMs = Math.max(state.feedTimeMs, input.feedTimeMs());
        if (state.publishAtMs == 0) {
            state.publishAtMs = Math.max(state.feedTimeMs, state.publishedAtMs) + config.countIntervalMs();
        }
        return state.publishAtMs;
    }

    /** Whether a skip passes on: all below the rate, every n-th above it. */
    boolean passes(FunnelState state, SkipRecord skip) {
        long second = skip.feedTimeMs() / 1000;
        if (second > state.skipSecond) {
            state.skipSecond = second;
            state.skipsInSecond = 0;
        }
        state.skipsInSecond++;
        long above = state.skipsInSecond - config.maxSkipsPerSecond();
        return above <= 0 || above % config.sampleEvery() == 0;
    }

    /** Forgets what was published: what readers hold may come from an attempt of the job whose work was lost. Answers what
     * tells them to forget it, too. */
    FunnelCount republish(FunnelState state, String instrument) {
        state.publishedByName.clear();
        return FunnelCount.restart(instrument, state.feedTimeMs);
    }

    /** The totals that changed since the last publication, by name. */
    List<FunnelCount> publish(FunnelState state, String instrument) {
        List<FunnelCount> changed = new ArrayList<>();
        new TreeMap<>(state.totalByName).forEach((name, total) -> {
            if (!total.equals(state.publishedByName.put(name, total))) {
                changed.add(new FunnelCount(instrument, name, total, state.feedTimeMs));
            }
        });
        state.publishedAtMs = state.publishAtMs;
        state.publishAtMs = 0;
        return changed;
    }
}
