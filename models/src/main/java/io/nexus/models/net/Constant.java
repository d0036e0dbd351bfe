package io.nexus.models.net;

/** Values that are the same for every row. */
public final class Constant implements Layer {
    private final Shape shape;
    private final float[] values;

    /** With as many values as the shape has, not copied: nobody changes them afterwards. */
    public Constant(Shape shape, float[] values) {
        if (values.length != shape.count()) {
            throw new IllegalArgumentException(values.length + " values for " + shape);
        }
        this.shape = shape;
        this.values = values;
    }

    @Override
    public Shape shape() {
        return shape;
    }

    @Override
    public void apply(float[][] inputs, float[] output, float[] work) {
        System.arraycopy(values, 0, output, 0, output.length);
    }
}
