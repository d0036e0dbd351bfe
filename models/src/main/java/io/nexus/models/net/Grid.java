package io.nexus.models.net;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Windows over several axes at once: which position of the input each tap of each window reads. Immutable. */
public final class Grid {
    private static final int PADDING = -1;

    private final List<Integer> windows;
    private final int taps;
    private final int[] positions;

    private Grid(List<Integer> windows, int taps, int[] positions) {
        this.windows = List.copyOf(windows);
        this.taps = taps;
        this.positions = positions;
    }

    /** Windows that slide over each axis. */
    public static Grid sliding(List<Windows> axes) {
        int[] counts = axes.stream().mapToInt(Windows::count).toArray();
        int[] sizes = axes.stream().mapToInt(Windows::size).toArray();
        int[] steps = axes.stream().mapToInt(Windows::steps).toArray();
        return of(counts, sizes, steps, (axis, window, tap) -> axes.get(axis).step(window, tap));
    }

    /** Windows of a transposed convolution: what a sliding convolution of these windows would have read is written.
     *
     * @param axes windows over the output, as many as the input has steps */
    public static Grid transposed(List<Windows> axes) {
        int[] counts = axes.stream().mapToInt(Windows::steps).toArray();
        int[] sizes = axes.stream().mapToInt(Windows::size).toArray();
        int[] steps = axes.stream().mapToInt(Windows::count).toArray();
        return of(counts, sizes, steps, (axis, place, tap) -> {
            Windows over = axes.get(axis);
            int from = place + over.before() - tap * over.dilation();
            return from < 0 || from % over.stride() != 0 ? PADDING : from / over.stride();
        });
    }

    /** Step of the input along one axis. */
    @FunctionalInterface
    private interface Source {
        int step(int axis, int window, int tap);
    }

    private static Grid of(int[] counts, int[] sizes, int[] steps, Source source) {
        int windows = product(counts);
        int taps = product(sizes);
        int[] positions = new int[Math.multiplyExact(windows, taps)];
        for (int window = 0; window < windows; window++) {
            for (int tap = 0; tap < taps; tap++) {
                positions[window * taps + tap] = position(window, tap, counts, sizes, steps, source);
            }
        }
        return new Grid(Arrays.stream(counts).boxed().toList(), taps, positions);
    }

    private static int position(int window, int tap, int[] counts, int[] sizes, int[] steps, Source source) {
        int position = 0;
        int stride = 1;
        int windowLeft = window;
        int tapLeft = tap;
        for (int axis = counts.length - 1; axis >= 0; axis--) {
            int step = source.step(axis, windowLeft % counts[axis], tapLeft % sizes[axis]);
            if (step < 0 || step >= steps[axis]) {
                return PADDING;
            }
            position += step * stride;
            stride *= steps[axis];
            windowLeft /= counts[axis];
            tapLeft /= sizes[axis];
        }
        return position;
    }

    private static int product(int[] sizes) {
        int product = 1;
        for (int size : sizes) {
            product = Math.multiplyExact(product, size);
        }
        return product;
    }

    /** Taps of all windows together. */
    long size() {
        return positions.length;
    }

    /** Position of the input that a tap of a window reads, row-major over the axes; negative in the padding. */
    int position(int window, int tap) {
        return positions[window * taps + tap];
    }

    int taps() {
        return taps;
    }

    int count() {
        return positions.length / taps;
    }

    /** Shape of what comes out with so many channels. */
    Shape shape(int channels) {
        List<Integer> sizes = new ArrayList<>(windows);
        sizes.add(channels);
        return new Shape(sizes);
    }
}
