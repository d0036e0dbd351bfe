package io.nexus.models.net;

/** How a window slides over steps.
 *
 * @param steps of the input
 * @param size taps of the window
 * @param stride steps between two windows
 * @param dilation steps between two taps
 * @param before steps of padding before the first
 * @param count of windows */
public record Windows(int steps, int size, int stride, int dilation, int before, int count) {
    public Windows {
        if (steps < 1 || size < 1 || stride < 1 || dilation < 1 || before < 0 || count < 1) {
            throw new IllegalArgumentException("no window of " + size + " taps, stride " + stride + ", dilation "
                    + dilation + " fits " + steps + " steps");
        }
    }

    /** How the ends are treated. */
    public enum Padding {
        VALID,
        SAME,
        CAUSAL
    }

    /** Windows as Keras places them.
     *
     * @param taps size of the window and dilation */
    public static Windows of(int steps, Padding padding, int stride, int... taps) {
        int size = taps[0];
        int dilation = taps[1];
        if (stride < 1 || size < 1 || dilation < 1) {
            throw new IllegalArgumentException("window " + size + ", stride " + stride + ", dilation " + dilation);
        }
        long span = (long) (size - 1) * dilation + 1;
        long count;
        long before;
        switch (padding) {
            case SAME -> {
                count = (steps + stride - 1L) / stride;
                before = Math.max((count - 1) * stride + span - steps, 0) / 2;
            }
            case CAUSAL -> {
                before = span - 1;
                count = (steps - 1L) / stride + 1;
            }
            default -> {
                before = 0;
                count = span > steps ? 0 : (steps - span) / stride + 1;
            }
        }
        return new Windows(steps, size, stride, dilation, Math.toIntExact(before), Math.toIntExact(count));
    }

    /** Step of the input under a tap; outside [0, steps) in the padding. */
    int step(int window, int tap) {
        return window * stride + tap * dilation - before;
    }
}
