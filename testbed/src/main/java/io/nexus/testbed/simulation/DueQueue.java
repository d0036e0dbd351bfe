package io.nexus.testbed.simulation;

/** Binary heap of instruments by due time, then index. Not thread-safe. */
final class DueQueue {
    private final int[] heap;
    private final long[] dueMs;

    /** All instruments with their due times. */
    DueQueue(long[] dueMs) {
        this.dueMs = dueMs.clone();
        heap = new int[dueMs.length];
        for (int i = 0; i < heap.length; i++) {
            heap[i] = i;
        }
        for (int at = heap.length / 2; at >= 0; at--) {
            sink(at);
        }
    }

    /** Instrument that is due first. */
    int first() {
        return heap[0];
    }

    long firstDueMs() {
        return dueMs[heap[0]];
    }

    /** Gives the first instrument its next due time. */
    void reschedule(long nextDueMs) {
        dueMs[heap[0]] = nextDueMs;
        sink(0);
    }

    private void sink(int from) {
        int at = from;
        while (true) {
            int child = 2 * at + 1;
            if (child >= heap.length) {
                return;
            }
            if (child + 1 < heap.length && isBefore(heap[child + 1], heap[child])) {
                child++;
            }
            if (!isBefore(heap[child], heap[at])) {
                return;
            }
            int moved = heap[at];
            heap[at] = heap[child];
            heap[child] = moved;
            at = child;
        }
    }

    private boolean isBefore(int a, int b) {
        return dueMs[a] != dueMs[b] ? dueMs[a] < dueMs[b] : a < b;
    }
}
