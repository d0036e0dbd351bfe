package io.nexus.cli.bench;

import io.nexus.udf.metric.LatencyHistogram;

/** Where a measured job, which runs in this process, leaves its figures. Written by one task, read after the job. */
final class BenchGauge {
    private static final BenchGauge CURRENT = new BenchGauge();

    private volatile LatencyHistogram latencies = new LatencyHistogram(System::nanoTime);
    private long warmEvents;
    private long events;
    private long startNs;
    private long endNs;
    private volatile long position;

    private BenchGauge() {}

    static BenchGauge current() {
        return CURRENT;
    }

    /** Forgets everything; the first events do not count from now on. */
    synchronized void reset(long newWarmEvents) {
        latencies = new LatencyHistogram(System::nanoTime);
        warmEvents = newWarmEvents;
        events = 0;
    }

    synchronized void event() {
        events++;
        if (events == warmEvents) {
            startNs = System.nanoTime();
        }
        if ((events & 0xff) == 0) {
            endNs = System.nanoTime();
        }
    }

    /** The source has come to a message. */
    void at(long index) {
        position = index;
    }

    long position() {
        return position;
    }

    void latency(long nanos) {
        latencies.update(nanos);
    }

    synchronized double eventsPerSecond() {
        return ((events & ~0xffL) - warmEvents) * 1e9 / (endNs - startNs);
    }

    synchronized long events() {
        return events;
    }

    LatencyHistogram latencies() {
        return latencies;
    }
}
