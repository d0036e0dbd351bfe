package io.nexus.models.net;

import java.util.List;

/** Joins inputs along one axis. */
public final class Concatenate implements Layer {
    private final Shape shape;
    private final int[] blocks;

    /** Joins inputs that differ in nothing but the size of the axis.
     *
     * @param axis counted from 0, without the batch */
    public Concatenate(List<Shape> inputs, int axis) {
        int sum = 0;
        blocks = new int[inputs.size()];
        for (int i = 0; i < blocks.length; i++) {
            Shape input = inputs.get(i);
            if (!input.with(axis, 1).equals(inputs.get(0).with(axis, 1))) {
                throw new IllegalArgumentException(inputs + " do not join along axis " + axis);
            }
            sum = Math.addExact(sum, input.size(axis));
            int block = 1;
            for (int inner = axis; inner < input.rank(); inner++) {
                block = Math.multiplyExact(block, input.size(inner));
            }
            blocks[i] = block;
        }
        shape = inputs.get(0).with(axis, sum);
    }

    @Override
    public Shape shape() {
        return shape;
    }

    @Override
    public void apply(float[][] inputs, float[] output, float[] work) {
        int to = 0;
        for (int row = 0; to < output.length; row++) {
            for (int i = 0; i < blocks.length; i++) {
                System.arraycopy(inputs[i], row * blocks[i], output, to, blocks[i]);
                to += blocks[i];
            }
        }
    }
}
