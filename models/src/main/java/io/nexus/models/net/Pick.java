package io.nexus.models.net;

/** Each value is one of the input's values, or 0: permuting, repeating, padding, cropping, reversing, upsampling. */
public final class Pick implements Layer {
    private static final int ZERO = -1;

    private final Shape shape;
    private final int[] places;

    private Pick(Shape shape, int[] places) {
        this.shape = shape;
        this.places = places;
    }

    /** Where a step of the output comes from. */
    @FunctionalInterface
    private interface Source {
        int step(int step);
    }

    /** Values of the input in another shape.
     *
     * @param places per value of the output its place in the input, or -1 for 0; nobody changes them afterwards */
    public static Pick of(Shape input, Shape shape, int[] places) {
        long count = input.count();
        if (places.length != shape.count()) {
            throw new IllegalArgumentException(places.length + " places for " + shape);
        }
        for (int place : places) {
            if (place < ZERO || place >= count) {
                throw new IllegalArgumentException("place " + place + " of " + input);
            }
        }
        return new Pick(shape, places);
    }

    /** The input repeated along axes of size 1, and along axes that it lacks in front. */
    public static Pick spread(Shape input, Shape shape) {
        int lacking = shape.rank() - input.rank();
        int[] strides = new int[shape.rank()];
        int stride = 1;
        for (int axis = input.rank() - 1; axis >= 0; axis--) {
            int size = input.size(axis);
            int wanted = lacking < 0 ? -1 : shape.size(axis + lacking);
            if (size != wanted && size != 1) {
                throw new IllegalArgumentException(input + " does not spread to " + shape);
            }
            strides[axis + lacking] = size == 1 ? 0 : stride;
            stride *= size;
        }
        int[] places = new int[Math.toIntExact(shape.count())];
        for (int i = 0; i < places.length; i++) {
            int left = i;
            for (int axis = shape.rank() - 1; axis >= 0; axis--) {
                places[i] += left % shape.size(axis) * strides[axis];
                left /= shape.size(axis);
            }
        }
        return new Pick(shape, places);
    }

    /** Steps (rows of the last axis) in reverse order. */
    public static Pick reversed(Shape input) {
        int steps = input.rows();
        return steps(input, steps, step -> steps - 1 - step);
    }

    /** One step repeated. */
    public static Pick repeated(Shape input, int times) {
        return steps(Shape.of(1, input.last()), times, step -> 0);
    }

    /** Each step {@code times} times. */
    public static Pick upsampled(Shape input, int times) {
        return steps(input, Math.multiplyExact(input.rows(), times), step -> step / times);
    }

    /** Steps of zeros before and after; negative numbers cut steps off. */
    public static Pick padded(Shape input, int before, int after) {
        int steps = input.rows();
        return steps(input, Math.addExact(steps, Math.addExact(before, after)), step -> {
            int from = step - before;
            return from >= 0 && from < steps ? from : ZERO;
        });
    }

    /** Axes in another order.
     *
     * @param order which axis of the input each axis of the output is, from 0 */
    public static Pick permuted(Shape input, int[] order) {
        int[] sizes = new int[order.length];
        int[] strides = new int[order.length];
        for (int axis = 0; axis < order.length; axis++) {
            sizes[axis] = input.size(order[axis]);
            int stride = 1;
            for (int inner = order[axis] + 1; inner < input.rank(); inner++) {
                stride *= input.size(inner);
            }
            strides[axis] = stride;
        }
        int[] places = new int[Math.toIntExact(input.count())];
        for (int i = 0; i < places.length; i++) {
            int left = i;
            for (int axis = order.length - 1; axis >= 0; axis--) {
                places[i] += left % sizes[axis] * strides[axis];
                left /= sizes[axis];
            }
        }
        return new Pick(Shape.of(sizes), places);
    }

    private static Pick steps(Shape input, int steps, Source source) {
        int width = input.last();
        int[] places = new int[Math.multiplyExact(steps, width)];
        for (int step = 0; step < steps; step++) {
            int from = source.step(step);
            for (int i = 0; i < width; i++) {
                places[step * width + i] = from == ZERO ? ZERO : from * width + i;
            }
        }
        return new Pick(Shape.of(steps, width), places);
    }

    @Override
    public Shape shape() {
        return shape;
    }

    @Override
    public void apply(float[][] inputs, float[] output, float[] work) {
        float[] input = inputs[0];
        for (int i = 0; i < output.length; i++) {
            int place = places[i];
            output[i] = place < 0 ? 0 : input[place];
        }
    }
}
