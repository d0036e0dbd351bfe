package io.nexus.job.metric;

import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.apache.flink.metrics.Gauge;
import org.apache.flink.metrics.View;

/** Busy milliseconds per second, 0 to 1000, over the last five seconds. */
final class BusyShare implements Gauge<Double>, View {
    private static final double INTERVAL_NS = TimeUnit.SECONDS.toNanos(UPDATE_INTERVAL_SECONDS);
    private static final double MS_PER_SECOND = 1_000;

    private final LongSupplier busyNs;
    private long busyBeforeNs;
    private volatile double busyMsPerSecond;

    /** @param busyNs of all time */
    BusyShare(LongSupplier busyNs) {
        this.busyNs = busyNs;
    }

    /** Called by Flink every five seconds. */
    @Override
    public void update() {
        long nowBusyNs = busyNs.getAsLong();
        // an estimate may be more than there is time
        busyMsPerSecond = Math.min(MS_PER_SECOND, (nowBusyNs - busyBeforeNs) / INTERVAL_NS * MS_PER_SECOND);
        busyBeforeNs = nowBusyNs;
    }

    @Override
    public Double getValue() {
        return busyMsPerSecond;
    }
}
