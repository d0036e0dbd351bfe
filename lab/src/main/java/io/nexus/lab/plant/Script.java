package io.nexus.lab.plant;

import io.nexus.domain.market.Side;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** What is to happen on a stage, in order of time; what is due at the same time happens in the order written. Not
 * thread-safe. */
public final class Script {
    private record Act(long atMs, int order, Consumer<Stage> what) {}

    /** A stretch in which a signal for a side is right. */
    record Truth(Side side, long startMs, long endMs) {}

    private static final long STEP_MS = 250;

    private final long startMs;
    private final PriorityQueue<Act> acts =
            new PriorityQueue<>(Comparator.comparingLong(Act::atMs).thenComparingInt(Act::order));
    private final List<Truth> truths = new ArrayList<>();
    private int written;
    private long lengthMs;
    private double ledToTicks;

    Script(long startMs, double midTicks) {
        this.startMs = startMs;
        ledToTicks = midTicks;
    }

    /** When the last thing written so far happens, in ms after the start. */
    public long lengthMs() {
        return lengthMs;
    }

    /** Something happens so many milliseconds after the start. */
    public Script at(long afterMs, Consumer<Stage> what) {
        acts.add(new Act(startMs + afterMs, written++, what));
        lengthMs = Math.max(lengthMs, afterMs);
        return this;
    }

    /** Leads the mid evenly to a price, from where it was led before or the start, after all that is written so far. */
    public Script lead(double toTicks, long overMs) {
        long from = lengthMs;
        double fromTicks = ledToTicks;
        int steps = (int) Math.max(1, overMs / STEP_MS);
        for (int i = 1; i <= steps; i++) {
            double ticks = fromTicks + (toTicks - fromTicks) * i / steps;
            at(from + i * STEP_MS, stage -> stage.lead(ticks));
        }
        ledToTicks = toTicks;
        return this;
    }

    /** Leads the mid evenly to a price, from where it stands by then, after all that is written so far. */
    public Script draw(double toTicks, long overMs) {
        long from = lengthMs;
        int steps = (int) Math.max(1, overMs / STEP_MS);
        for (int i = 1; i <= steps; i++) {
            int stepsLeft = steps - i + 1;
            at(from + i * STEP_MS, stage -> {
                double ticks = stage.midTicks();
                stage.lead(ticks + (toTicks - ticks) / stepsLeft);
            });
        }
        ledToTicks = toTicks;
        return this;
    }

    /** A signal for a side is right for a pattern that stands between two times after the start. */
    public Script truth(Side side, long fromMs, long toMs) {
        truths.add(new Truth(side, startMs + fromMs, startMs + toMs));
        return this;
    }

    List<Truth> truths() {
        return truths;
    }

    /** When the next thing is due; {@code Long.MAX_VALUE} after the last. */
    long nextMs() {
        Act next = acts.peek();
        return next == null ? Long.MAX_VALUE : next.atMs();
    }

    @Nullable
    Consumer<Stage> take() {
        Act next = acts.poll();
        return next == null ? null : next.what();
    }
}
