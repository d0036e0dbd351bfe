package io.nexus.models.net;

/** Rows of a table by their numbers; a number that the table does not have gives no numbers (NaN). */
public final class Lookup implements Layer {
    private final Shape shape;
    private final float[] table;
    private final int rows;
    private final int width;

    /** With a table of rows of {@code width} values, not copied: nobody changes it afterwards. */
    public Lookup(Shape input, float[] table, int rows, int width) {
        if (table.length != (long) rows * width) {
            throw new IllegalArgumentException(table.length + " values are no " + rows + " x " + width);
        }
        int[] sizes = new int[input.rank() + 1];
        for (int axis = 0; axis < input.rank(); axis++) {
            sizes[axis] = input.size(axis);
        }
        sizes[input.rank()] = width;
        this.shape = Shape.of(sizes);
        this.table = table;
        this.rows = rows;
        this.width = width;
    }

    @Override
    public Shape shape() {
        return shape;
    }

    @Override
    public void apply(float[][] inputs, float[] output, float[] work) {
        for (int i = 0, to = 0; to < output.length; i++, to += width) {
            float number = inputs[0][i];
            if (number > -1 && number < rows) {
                System.arraycopy(table, ((int) number) * width, output, to, width);
            } else {
                Vectors.fill(output, to, width, Float.NaN);
            }
        }
    }
}
