package io.nexus.udf.market;

/** The last n values, addressed by age. A mutable state class. */
public final class DoubleRing {
    public double[] values = new double[1];
    public int next;
    public int size;

    /** For the serializer. */
    public DoubleRing() {}

    /** Ring of a capacity of at least 1. */
    public DoubleRing(int capacity) {
        values = new double[capacity];
    }

    public void add(double value) {
        values[next] = value;
        next = next + 1 == values.length ? 0 : next + 1;
        size = Math.min(size + 1, values.length);
    }

    /** Value by age, 0 = newest.
     *
     * @throws IndexOutOfBoundsException if there are not that many values */
    public double ago(int age) {
        if (age < 0 || age >= size) {
            throw new IndexOutOfBoundsException("age " + age + " of " + size + " values");
        }
        int at = next - 1 - age;
        return values[at < 0 ? at + values.length : at];
    }

    public boolean has(int age) {
        return age < size;
    }

    public void clear() {
        size = 0;
    }
}
