package io.nexus.lab.picture;

import io.nexus.domain.instrument.Instrument;
import io.nexus.domain.market.MarketEvent;
import io.nexus.domain.signal.Signal;
import io.nexus.udf.edge.Signaled;
import io.nexus.udf.label.LabellerConfig;
import io.nexus.udf.market.MarketContext;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Remembers the newest stretch of one instrument at the grain of one strategy's view, and writes on after a firing. Not
 * thread-safe. */
final class SceneTracker {
    private final Instrument instrument;
    private final String source;
    private final View view;
    private final ShadowFollower shadow;
    private final Deque<Sample> newest = new ArrayDeque<>();
    private @Nullable Sample current;
    private @Nullable Signal signal;
    private long firedAtMs;

    SceneTracker(Instrument instrument, String source, View view, LabellerConfig label) {
        shadow = new ShadowFollower(instrument, label);
        this.instrument = instrument;
        this.source = source;
        this.view = view;
    }

    /** Takes an event in.
     *
     * @return the scene that ends with it, null while none does */
    @Nullable
    Scene take(MarketEvent event, MarketContext market, Signaled signaled) {
        long now = event.feedTimeMs();
        if (signal != null) {
            shadow.follow(signaled);
        }
        Sample before = current;
        Scene ended = null;
        if (before != null && now >= before.fromMs() + view.stepMs()) {
            newest.add(before);
            before = null;
            ended = signal != null && now > firedAtMs + view.afterMs() ? end(true) : null;
            forget(now);
        }
        Sample open = before == null ? Sample.startingAt(now - now % view.stepMs()) : before;
        current = open.plus(event, market);
        return ended;
    }

    private void forget(long now) {
        long fromMs = (signal == null ? now : firedAtMs) - view.beforeMs();
        while (!newest.isEmpty() && newest.getFirst().fromMs() < fromMs - view.stepMs()) {
            newest.removeFirst();
        }
    }

    boolean isWriting() {
        return signal != null;
    }

    /** A firing, at the event just taken in. */
    void fire(Signal fired, long timeMs, Signaled signaled) {
        shadow.begin(fired, signaled);
        signal = fired;
        firedAtMs = timeMs;
    }

    /** The feed has ended: the scene as far as it came, null if none is being written. */
    @Nullable
    Scene cut() {
        return signal == null ? null : end(false);
    }

    private @Nullable Scene end(boolean reachesEnd) {
        Signal fired = signal;
        signal = null;
        if (fired == null) {
            return null;
        }
        List<Sample> samples = new ArrayList<>(newest);
        samples.removeIf(sample -> Double.isNaN(sample.midTicks()));
        boolean reachesStart =
                !samples.isEmpty() && samples.get(0).fromMs() <= firedAtMs - view.beforeMs() + 2 * view.stepMs();
        return new Scene(instrument, source, fired, firedAtMs, reachesStart && reachesEnd, shadow.trade(), samples);
    }
}
