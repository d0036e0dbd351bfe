package io.nexus.job.metric;

import java.util.function.LongConsumer;
import java.util.function.LongSupplier;

/** The time that an operator spends on its records itself, without what the operators chained behind it do while it emits. Some of the
 * records are measured, at a distance that changes, so that no rhythm of the data is always hit or always missed; each
 * stands for those since the one before. Used by the task's thread; any thread may read {@link #busyNs}. */
final class OwnTime {
    /** Records from one measurement to the next: 1 to 64, 32.5 on average. */
    private static final int DISTANCE_BITS = 6;

    private static final long MULTIPLIER = 6364136223846793005L;
    private static final long INCREMENT = 1442695040888963407L;

    private final LongSupplier nowNs;
    private final LongConsumer measured;
    private long random = 1;
    private int distance = 1;
    private int untilMeasured = 1;
    private boolean isMeasuring;
    private long startedNs;
    private long outsideNs;
    private long leftAtNs;
    private volatile long busyNs;

    /** @param nowNs a monotonic clock
     *  @param measured receives the own time of each measured record, ns */
    OwnTime(LongSupplier nowNs, LongConsumer measured) {
        this.nowNs = nowNs;
        this.measured = measured;
    }

    /** Own time of all records so far, estimated, ns. */
    long busyNs() {
        return busyNs;
    }

    /** A record, or a timer, comes. {@link #end} must follow. */
    void begin() {
        if (--untilMeasured == 0) {
            isMeasuring = true;
            outsideNs = 0;
            startedNs = nowNs.getAsLong();
        }
    }

    /** The record is done. */
    void end() {
        if (isMeasuring) {
            measure();
        }
    }

    /** Whether this record is measured, so that {@link #leave} and {@link #comeBack} count. */
    boolean isMeasuring() {
        return isMeasuring;
    }

    /** The operator hands something on. */
    void leave() {
        leftAtNs = nowNs.getAsLong();
    }

    /** Those behind it are done. */
    void comeBack() {
        outsideNs += nowNs.getAsLong() - leftAtNs;
    }

    private void measure() {
        long ownNs = nowNs.getAsLong() - startedNs - outsideNs;
        isMeasuring = false;
        measured.accept(ownNs);
        addBusy(ownNs * distance);
        random = random * MULTIPLIER + INCREMENT;
        distance = 1 + (int) (random >>> (Long.SIZE - DISTANCE_BITS));
        untilMeasured = distance;
    }

    @SuppressWarnings("NonAtomicVolatileUpdate") // one thread writes
    private void addBusy(long ns) {
        busyNs += ns;
    }
}
