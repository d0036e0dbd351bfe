package io.nexus.udf.market;

/** Highest value of the last n, by a monotonic deque: amortised constant time. Feed negated values for the lowest. A mutable
 * state class. */
public final class RollingExtreme {
    public long[] positions = new long[1];
    public double[] values = new double[1];
    public int head;
    public int size;
    public long count;

    /** For the serializer. */
    public RollingExtreme() {}

    /** Extreme over a window of at least 1 value. */
    public RollingExtreme(int window) {
        positions = new long[window];
        values = new double[window];
    }

    public void add(double value) {
        int capacity = values.length;
        if (size > 0 && positions[head] <= count - capacity) {
            head = (head + 1) % capacity;
            size--;
        }
        while (size > 0 && values[(head + size - 1) % capacity] <= value) {
            size--;
        }
        int tail = (head + size) % capacity;
        positions[tail] = count++;
        values[tail] = value;
        size++;
    }

    public void clear() {
        head = 0;
        size = 0;
        count = 0;
    }

    public boolean isFull() {
        return count >= values.length;
    }

    /** The highest value of the window; negative infinity while empty. */
    public double max() {
        return size == 0 ? Double.NEGATIVE_INFINITY : values[head];
    }
}
