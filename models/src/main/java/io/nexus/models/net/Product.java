package io.nexus.models.net;

/** Products of pairs of matrices: rows of the first input with columns of the second. */
public final class Product implements Layer {
    private final Shape shape;
    private final int rows;
    private final int inner;
    private final int columns;

    /** For inputs whose last two axes are [rows, inner] and [inner, columns] and whose axes before are the same. */
    public Product(Shape first, Shape second) {
        int rank = first.rank();
        if (rank < 2
                || second.rank() != rank
                || first.size(rank - 1) != second.size(rank - 2)
                || !first.with(rank - 1, 1)
                        .with(rank - 2, 1)
                        .equals(second.with(rank - 1, 1).with(rank - 2, 1))) {
            throw new IllegalArgumentException(first + " times " + second);
        }
        this.rows = first.size(rank - 2);
        this.inner = first.size(rank - 1);
        this.columns = second.size(rank - 1);
        this.shape = first.withLast(columns);
    }

    @Override
    public Shape shape() {
        return shape;
    }

    @Override
    public long cost() {
        return shape.count() * inner;
    }

    @Override
    public void apply(float[][] inputs, float[] output, float[] work) {
        for (int to = 0, row = 0; to < output.length; to += columns, row++) {
            int matrix = row / rows * inner * columns;
            Vectors.fill(output, to, columns, 0);
            for (int i = 0; i < inner; i++) {
                float factor = inputs[0][row * inner + i];
                int from = matrix + i * columns;
                for (int column = 0; column < columns; column++) {
                    output[to + column] = Math.fma(factor, inputs[1][from + column], output[to + column]);
                }
            }
        }
    }
}
