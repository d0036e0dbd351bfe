package io.nexus.models.net;

/** Largest value or mean over windows of several axes, per channel; padding counts for neither. */
public final class GridPooling implements Layer {
    private final Shape shape;
    private final Grid grid;
    private final boolean mean;

    public GridPooling(Grid grid, int channels, boolean mean) {
        this.grid = grid;
        this.shape = grid.shape(channels);
        this.mean = mean;
    }

    @Override
    public Shape shape() {
        return shape;
    }

    @Override
    public long cost() {
        return shape.count() * grid.taps();
    }

    @Override
    public void apply(float[][] inputs, float[] output, float[] work) {
        int channels = shape.last();
        for (int window = 0, to = 0; window < grid.count(); window++, to += channels) {
            Vectors.fill(output, to, channels, mean ? 0 : Float.NEGATIVE_INFINITY);
            int counted = 0;
            for (int tap = 0; tap < grid.taps(); tap++) {
                int position = grid.position(window, tap);
                if (position >= 0) {
                    take(inputs[0], position * channels, output, to);
                    counted++;
                }
            }
            for (int i = 0; mean && i < channels; i++) {
                output[to + i] /= counted;
            }
        }
    }

    private void take(float[] input, int from, float[] output, int to) {
        int channels = shape.last();
        for (int i = 0; i < channels; i++) {
            float x = input[from + i];
            float y = output[to + i];
            output[to + i] = mean ? y + x : Math.max(y, x);
        }
    }
}
