package io.nexus.cli.bench;

import java.io.Serializable;
import java.util.concurrent.locks.LockSupport;

/** Holds a source to an even rate from some message on; before, it runs free. Not thread-safe.
 *
 * @see #await */
final class Pace implements Serializable {
    private static final long serialVersionUID = 1;
    private static final long SPIN_NS = 60_000;

    private final long firstPaced;
    private final double nanosPerMessage;
    private transient long startNs;

    /** @param firstPaced index of the first message that is held
     *  @param messagesPerSecond infinite for no pace at all */
    Pace(long firstPaced, double messagesPerSecond) {
        this.firstPaced = firstPaced;
        this.nanosPerMessage = 1e9 / messagesPerSecond;
    }

    static Pace none() {
        return new Pace(Long.MAX_VALUE, Double.POSITIVE_INFINITY);
    }

    /** Returns when the message is due; what is late goes at once. */
    void await(long index) {
        BenchGauge.current().at(index);
        if (index < firstPaced) {
            return;
        }
        if (index == firstPaced) {
            startNs = System.nanoTime();
        }
        long dueNs = startNs + (long) ((index - firstPaced) * nanosPerMessage);
        long leftNs = dueNs - System.nanoTime();
        while (leftNs > 0) {
            if (leftNs > SPIN_NS) {
                LockSupport.parkNanos(leftNs - SPIN_NS);
            } else {
                Thread.onSpinWait();
            }
            leftNs = dueNs - System.nanoTime();
        }
    }
}
