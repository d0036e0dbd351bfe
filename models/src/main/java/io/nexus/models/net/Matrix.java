package io.nexus.models.net;

/** Weights of a linear map, [inputs][outputs] row-major: the inner loop runs over outputs, which the compiler turns
 * into vectors. */
public final class Matrix {
    private static final int TOGETHER = 4;
    /** With fewer outputs a row of them is no vector: sum each output alone. */
    private static final int NARROW = 4;

    private final float[] weights;
    private final int rows;
    private final int columns;
    private final float[] transposed;

    /** A map from rows to columns.
     *
     * @param weights rows times columns values, not copied: nobody changes them afterwards */
    public Matrix(float[] weights, int rows, int columns) {
        if (weights.length != (long) rows * columns) {
            throw new IllegalArgumentException(weights.length + " weights are no " + rows + " x " + columns);
        }
        this.weights = weights;
        this.rows = rows;
        this.columns = columns;
        this.transposed = columns < NARROW ? transpose() : new float[0];
    }

    /** Numbers that go in. */
    public int rows() {
        return rows;
    }

    /** Numbers that come out. */
    public int columns() {
        return columns;
    }

    long cost() {
        return weights.length;
    }

    /** Adds the product of {@code rows()} values from {@code from} to {@code columns()} values from {@code to}. */
    void addProduct(float[] in, int from, float[] out, int to) {
        if (columns < NARROW) {
            addDots(in, from, out, to);
            return;
        }
        int row = 0;
        for (; row + TOGETHER <= rows; row += TOGETHER) {
            addFour(in, from, out, to, row);
        }
        for (; row < rows; row++) {
            addOne(in[from + row], row * columns, out, to);
        }
    }

    private void addFour(float[] in, int from, float[] out, int to, int row) {
        float[] w = weights;
        int n = columns;
        float a = in[from + row];
        float b = in[from + row + 1];
        float c = in[from + row + 2];
        float d = in[from + row + 3];
        int p = row * n;
        int q = p + n;
        int r = q + n;
        int s = r + n;
        for (int i = 0; i < n; i++) {
            float one = Math.fma(b, w[q + i], Math.fma(a, w[p + i], out[to + i]));
            out[to + i] = Math.fma(d, w[s + i], Math.fma(c, w[r + i], one));
        }
    }

    private void addOne(float a, int p, float[] out, int to) {
        float[] w = weights;
        int n = columns;
        for (int i = 0; i < n; i++) {
            out[to + i] = Math.fma(a, w[p + i], out[to + i]);
        }
    }

    private void addDots(float[] in, int from, float[] out, int to) {
        float[] w = transposed;
        for (int column = 0, p = 0; column < columns; column++, p += rows) {
            float sum = 0;
            for (int i = 0; i < rows; i++) {
                sum = Math.fma(in[from + i], w[p + i], sum);
            }
            out[to + column] += sum;
        }
    }

    private float[] transpose() {
        float[] turned = new float[weights.length];
        for (int row = 0; row < rows; row++) {
            for (int column = 0; column < columns; column++) {
                turned[column * rows + row] = weights[row * columns + column];
            }
        }
        return turned;
    }
}
