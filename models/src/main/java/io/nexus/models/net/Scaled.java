package io.nexus.models.net;

/** Each row of the last axis over a measure of its size, times a factor per value; sums in double precision. */
public final class Scaled implements Layer {
    /** What a row is divided by. */
    public enum Measure {
        /** Root of the sum of squares. */
        LENGTH,
        /** Root of the mean of squares. */
        ROOT_MEAN_SQUARE,
        /** Root of the mean of squared distances from the mean. */
        DEVIATION
    }

    private final Shape shape;
    private final Measure measure;
    private final float[] factors;
    private final double epsilon;

    /** With as many factors as the last axis has values.
     *
     * @param epsilon least sum of squares, or what is added to their mean */
    public Scaled(Shape input, Measure measure, float[] factors, double epsilon) {
        if (factors.length != input.last()) {
            throw new IllegalArgumentException(factors.length + " factors for " + input);
        }
        this.shape = input;
        this.measure = measure;
        this.factors = factors;
        this.epsilon = epsilon;
    }

    @Override
    public Shape shape() {
        return shape;
    }

    @Override
    public void apply(float[][] inputs, float[] output, float[] work) {
        int width = factors.length;
        for (int from = 0; from < output.length; from += width) {
            double inverse = inverse(inputs[0], from);
            for (int i = 0; i < width; i++) {
                output[from + i] = (float) (inputs[0][from + i] * inverse * factors[i]);
            }
        }
    }

    private double inverse(float[] input, int from) {
        int width = factors.length;
        double mean = 0;
        for (int i = from; measure == Measure.DEVIATION && i < from + width; i++) {
            mean += input[i] / (double) width;
        }
        double squares = 0;
        for (int i = from; i < from + width; i++) {
            squares += (input[i] - mean) * (input[i] - mean);
        }
        return 1 / Math.sqrt(measure == Measure.LENGTH ? Math.max(squares, epsilon) : squares / width + epsilon);
    }
}
