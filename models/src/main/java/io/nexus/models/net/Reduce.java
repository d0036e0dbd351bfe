package io.nexus.models.net;

/** Makes one value of each block of values that follow each other; sums in double precision. */
public final class Reduce implements Layer {
    /** What becomes of a block. */
    public enum Rule {
        SUM,
        MEAN,
        LARGEST,
        SMALLEST,
        PRODUCT
    }

    private final Shape shape;
    private final int block;
    private final Rule rule;

    /** Each block has {@code block} values, which divide those of the input. */
    public Reduce(Shape input, int block, Shape shape, Rule rule) {
        if (shape.count() * block != input.count()) {
            throw new IllegalArgumentException("blocks of " + block + " make no " + shape + " of " + input);
        }
        this.shape = shape;
        this.block = block;
        this.rule = rule;
    }

    @Override
    public Shape shape() {
        return shape;
    }

    @Override
    public long cost() {
        return shape.count() * block;
    }

    @Override
    public void apply(float[][] inputs, float[] output, float[] work) {
        for (int i = 0; i < output.length; i++) {
            output[i] = switch (rule) {
                case SUM -> (float) sum(inputs[0], i * block);
                case MEAN -> (float) (sum(inputs[0], i * block) / block);
                case LARGEST -> largest(inputs[0], i * block);
                case SMALLEST -> smallest(inputs[0], i * block);
                case PRODUCT -> product(inputs[0], i * block);
            };
        }
    }

    private double sum(float[] input, int from) {
        double sum = 0;
        for (int i = from; i < from + block; i++) {
            sum += input[i];
        }
        return sum;
    }

    private float largest(float[] input, int from) {
        float largest = input[from];
        for (int i = from; i < from + block; i++) {
            largest = Math.max(largest, input[i]);
        }
        return largest;
    }

    private float smallest(float[] input, int from) {
        float smallest = input[from];
        for (int i = from; i < from + block; i++) {
            smallest = Math.min(smallest, input[i]);
        }
        return smallest;
    }

    private float product(float[] input, int from) {
        float product = 1;
        for (int i = from; i < from + block; i++) {
            product *= input[i];
        }
        return product;
    }
}
