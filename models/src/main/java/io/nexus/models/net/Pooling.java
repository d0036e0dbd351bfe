package io.nexus.models.net;

/** Largest value or mean over windows of steps, per channel; padding counts for neither. */
public final class Pooling implements Layer {
    private final Shape shape;
    private final Windows windows;
    private final boolean mean;

    private Pooling(Windows windows, int channels, boolean mean) {
        this.shape = Shape.of(windows.count(), channels);
        this.windows = windows;
        this.mean = mean;
    }

    public static Pooling largest(Windows windows, int channels) {
        return new Pooling(windows, channels, false);
    }

    public static Pooling mean(Windows windows, int channels) {
        return new Pooling(windows, channels, true);
    }

    @Override
    public Shape shape() {
        return shape;
    }

    @Override
    public long cost() {
        return shape.count() * windows.size();
    }

    @Override
    public void apply(float[][] inputs, float[] output, float[] work) {
        int channels = shape.last();
        for (int window = 0, to = 0; window < windows.count(); window++, to += channels) {
            Vectors.fill(output, to, channels, mean ? 0 : Float.NEGATIVE_INFINITY);
            int counted = 0;
            for (int tap = 0; tap < windows.size(); tap++) {
                int step = windows.step(window, tap);
                if (step >= 0 && step < windows.steps()) {
                    take(inputs[0], step * channels, output, to);
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
