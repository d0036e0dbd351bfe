package io.nexus.models.onnx;

import java.util.Arrays;

/** One step of a net: reads registers of floats and writes another. Immutable; its arrays are never changed. */
interface NetStep {
    void run(float[][] registers);

    /** Multiplications of weights. */
    default long products() {
        return 0;
    }

    /** A layer of weights: out = in · weights + bias, added up in the order of ONNX Runtime.
     *
     * @param weights [inputs][outputs], row by row */
    record Dense(int in, int out, float[] weights, float[] bias) implements NetStep {
        private static final int UNROLLED = 8;

        @Override
        public long products() {
            return weights.length;
        }

        @Override
        public void run(float[][] registers) {
            float[] from = registers[in];
            float[] to = registers[out];
            int outputs = bias.length;
            int inputs = weights.length / outputs;
            Arrays.fill(to, 0);
            int i = 0;
            for (; i + UNROLLED <= inputs; i += UNROLLED) {
                eight(from, i, to, outputs);
            }
            for (; i < inputs; i++) {
                float a = from[i];
                int row = i * outputs;
                for (int j = 0; j < outputs; j++) {
                    to[j] = Math.fma(a, weights[row + j], to[j]);
                }
            }
            for (int j = 0; j < outputs; j++) {
                to[j] += bias[j];
            }
        }

        /** Eight inputs at once, so that the outputs are loaded and stored an eighth as often. */
        private void eight(float[] from, int i, float[] to, int outputs) {
            float[] w = weights;
            float x0 = from[i];
            float x1 = from[i + 1];
            float x2 = from[i + 2];
            float x3 = from[i + 3];
            float x4 = from[i + 4];
            float x5 = from[i + 5];
            float x6 = from[i + 6];
            float x7 = from[i + 7];
            int r0 = i * outputs;
            int r1 = r0 + outputs;
            int r2 = r1 + outputs;
            int r3 = r2 + outputs;
            int r4 = r3 + outputs;
            int r5 = r4 + outputs;
            int r6 = r5 + outputs;
            int r7 = r6 + outputs;
            for (int j = 0; j < outputs; j++) {
                float sum = Math.fma(x0, w[r0 + j], to[j]);
                sum = Math.fma(x1, w[r1 + j], sum);
                sum = Math.fma(x2, w[r2 + j], sum);
                sum = Math.fma(x3, w[r3 + j], sum);
                sum = Math.fma(x4, w[r4 + j], sum);
                sum = Math.fma(x5, w[r5 + j], sum);
                sum = Math.fma(x6, w[r6 + j], sum);
                to[j] = Math.fma(x7, w[r7 + j], sum);
            }
        }
    }

    /** A layer of few outputs.
     *
     * @param weights [outputs][inputs], row by row */
    record Narrow(int in, int out, float[] weights, float[] bias) implements NetStep {
        private static final int LANES = 4;

        @Override
        public long products() {
            return weights.length;
        }

        @Override
        public void run(float[][] registers) {
            float[] from = registers[in];
            float[] to = registers[out];
            int inputs = weights.length / bias.length;
            for (int j = 0; j < bias.length; j++) {
                to[j] = bias[j] + dot(from, j * inputs, inputs);
            }
        }

        private float dot(float[] from, int row, int inputs) {
            float a = 0;
            float b = 0;
            float c = 0;
            float d = 0;
            int i = 0;
            for (; i + LANES <= inputs; i += LANES) {
                a += from[i] * weights[row + i];
                b += from[i + 1] * weights[row + i + 1];
                c += from[i + 2] * weights[row + i + 2];
                d += from[i + 3] * weights[row + i + 3];
            }
            for (; i < inputs; i++) {
                a += from[i] * weights[row + i];
            }
            return (a + b) + (c + d);
        }
    }

    /** out = in · scale + shift, value by value. */
    record Affine(int in, int out, float[] scale, float[] shift) implements NetStep {
        @Override
        public void run(float[][] registers) {
            float[] from = registers[in];
            float[] to = registers[out];
            for (int i = 0; i < scale.length; i++) {
                to[i] = from[i] * scale[i] + shift[i];
            }
        }
    }

    /** out = (in - offset) · scale, value by value. */
    record Scaled(int in, int out, float[] offset, float[] scale) implements NetStep {
        @Override
        public void run(float[][] registers) {
            float[] from = registers[in];
            float[] to = registers[out];
            for (int i = 0; i < scale.length; i++) {
                to[i] = (from[i] - offset[i]) * scale[i];
            }
        }
    }

    /** Copies a register to a place in another. */
    record Copy(int in, int out, int at) implements NetStep {
        @Override
        public void run(float[][] registers) {
            System.arraycopy(registers[in], 0, registers[out], at, registers[in].length);
        }
    }

    /** Shares of one, by the exponentials. */
    record Softmax(int in, int out) implements NetStep {
        @Override
        public void run(float[][] registers) {
            float[] from = registers[in];
            float[] to = registers[out];
            float largest = Float.NEGATIVE_INFINITY;
            for (float value : from) {
                largest = Math.max(largest, value);
            }
            float sum = 0;
            for (int i = 0; i < from.length; i++) {
                to[i] = (float) Math.exp(from[i] - largest);
                sum += to[i];
            }
            for (int i = 0; i < to.length; i++) {
                to[i] /= sum;
            }
        }
    }

    /** Two registers of the same width, value by value. */
    record Pairwise(char operation, int first, int second, int out) implements NetStep {
        @Override
        public void run(float[][] registers) {
            float[] a = registers[first];
            float[] b = registers[second];
            float[] to = registers[out];
            switch (operation) {
                case '+' -> {
                    for (int i = 0; i < to.length; i++) {
                        to[i] = a[i] + b[i];
                    }
                }
                case '-' -> {
                    for (int i = 0; i < to.length; i++) {
                        to[i] = a[i] - b[i];
                    }
                }
                case '*' -> {
                    for (int i = 0; i < to.length; i++) {
                        to[i] = a[i] * b[i];
                    }
                }
                case '/' -> {
                    for (int i = 0; i < to.length; i++) {
                        to[i] = a[i] / b[i];
                    }
                }
                case '<' -> {
                    for (int i = 0; i < to.length; i++) {
                        to[i] = Math.min(a[i], b[i]);
                    }
                }
                default -> {
                    for (int i = 0; i < to.length; i++) {
                        to[i] = Math.max(a[i], b[i]);
                    }
                }
            }
        }
    }
}
