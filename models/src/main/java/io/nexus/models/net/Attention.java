package io.nexus.models.net;

/** Attention of several heads over steps: query and value (also the key) are the inputs, projected by the layers
 * before. */
public final class Attention implements Layer {
    private final Shape shape;
    private final Shape keys;
    private final int heads;
    private final boolean causal;

    /** For three inputs: queries and keys of [steps, heads times size], values of [steps, heads times another size].
     *
     * @param queries shape of the first input
     * @param keys shape of the second input
     * @param values shape of the third input, with as many steps as the second
     * @param causal whether a step sees only itself and those before it */
    public Attention(Shape queries, Shape keys, Shape values, int heads, boolean causal) {
        if (!keys.with(1, 1).equals(values.with(1, 1))
                || queries.size(1) != keys.size(1)
                || keys.size(1) % heads != 0) {
            throw new IllegalArgumentException(queries + ", " + keys + " and " + values + " for " + heads + " heads");
        }
        this.shape = queries.with(1, values.size(1));
        this.keys = keys;
        this.heads = heads;
        this.causal = causal;
    }

    @Override
    public Shape shape() {
        return shape;
    }

    @Override
    public int workSize() {
        return keys.size(0);
    }

    @Override
    public long cost() {
        return (long) shape.size(0) * keys.size(0) * (keys.size(1) + shape.size(1));
    }

    @Override
    public void apply(float[][] inputs, float[] output, float[] work) {
        Vectors.fill(output, 0, output.length, 0);
        for (int step = 0; step < shape.size(0); step++) {
            for (int head = 0; head < heads; head++) {
                int seen = causal ? Math.min(step + 1, keys.size(0)) : keys.size(0);
                score(inputs, work, step, head, seen);
                Activations.SOFTMAX.apply(work, 0, seen);
                gather(inputs[2], output, work, step, head, seen);
            }
        }
    }

    private void score(float[][] inputs, float[] work, int step, int head, int seen) {
        int width = keys.size(1);
        int size = width / heads;
        float scale = (float) (1 / Math.sqrt(size));
        int from = step * width + head * size;
        for (int other = 0; other < seen; other++) {
            int key = other * width + head * size;
            float sum = 0;
            for (int i = 0; i < size; i++) {
                sum += inputs[0][from + i] * scale * inputs[1][key + i];
            }
            work[other] = sum;
        }
    }

    private void gather(float[] values, float[] output, float[] work, int step, int head, int seen) {
        int width = shape.size(1);
        int size = width / heads;
        int to = step * width + head * size;
        for (int other = 0; other < seen; other++) {
            float weight = work[other];
            int from = other * width + head * size;
            for (int i = 0; i < size; i++) {
                output[to + i] += weight * values[from + i];
            }
        }
    }
}
