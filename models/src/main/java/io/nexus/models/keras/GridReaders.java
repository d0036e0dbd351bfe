package io.nexus.models.keras;

import com.fasterxml.jackson.databind.JsonNode;
import io.nexus.models.net.Activation;
import io.nexus.models.net.Activations;
import io.nexus.models.net.Grid;
import io.nexus.models.net.GridConvolution;
import io.nexus.models.net.GridPooling;
import io.nexus.models.net.Matrix;
import io.nexus.models.net.Pick;
import io.nexus.models.net.Reduce;
import io.nexus.models.net.Shape;
import io.nexus.models.net.Windows;
import io.nexus.models.net.Windows.Padding;
import io.nexus.models.serving.RefusedException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Convolutions and pooling over one, two or three axes, for small inputs such as an order book by time and level. */
final class GridReaders {
    private GridReaders() {}

    static Map<String, LayerReader> byClass() {
        Map<String, LayerReader> readers = new HashMap<>();
        for (int rank = 1; rank <= 3; rank++) {
            int axes = rank;
            String ending = rank + "D";
            readers.put("Conv" + ending, call -> convolution(call, axes));
            readers.put("Convolution" + ending, call -> convolution(call, axes));
            readers.put("Conv" + ending + "Transpose", call -> transposed(call, axes));
            readers.put("DepthwiseConv" + ending, call -> depthwise(call, axes));
            readers.put("SeparableConv" + ending, call -> separable(call, axes));
            readers.put("SeparableConvolution" + ending, call -> separable(call, axes));
            readers.put("MaxPooling" + ending, call -> pooling(call, axes, false));
            readers.put("AveragePooling" + ending, call -> pooling(call, axes, true));
            if (rank > 1) {
                readers.put("GlobalMaxPooling" + ending, call -> global(call, axes, Reduce.Rule.LARGEST));
                readers.put("GlobalAveragePooling" + ending, call -> global(call, axes, Reduce.Rule.MEAN));
                readers.put("ZeroPadding" + ending, call -> moved(call, axes, "padding", 1));
                readers.put("Cropping" + ending, call -> moved(call, axes, "cropping", -1));
                readers.put("UpSampling" + ending, call -> upSampling(call, axes));
            }
        }
        return readers;
    }

    /** The input with its channels last. */
    private static Tensor grid(LayerCall call, int axes) throws RefusedException {
        Tensor input = call.input();
        if (input.shape().rank() != axes + 1) {
            throw call.layer()
                    .inconsistent("needs " + axes + " axes and channels, its input has the shape " + input.shape());
        }
        if (!isFirst(call)) {
            return input;
        }
        int[] order = new int[axes + 1];
        for (int axis = 0; axis < axes; axis++) {
            order[axis] = axis + 1;
        }
        return call.permuted(input, order);
    }

    private static boolean isFirst(LayerCall call) throws RefusedException {
        String format = call.layer().text("data_format", "channels_last");
        if (!format.equals("channels_last") && !format.equals("channels_first")) {
            throw call.unsupported("has data_format " + Reasons.quoted(format));
        }
        return format.equals("channels_first");
    }

    /** A result with its channels where the layer says. */
    private static Tensor placed(LayerCall call, Tensor result) throws RefusedException {
        int rank = result.shape().rank();
        if (!isFirst(call)) {
            return result;
        }
        int[] order = new int[rank];
        order[0] = rank - 1;
        for (int axis = 1; axis < rank; axis++) {
            order[axis] = axis - 1;
        }
        return call.permuted(result, order);
    }

    private static Tensor convolution(LayerCall call, int axes) throws RefusedException {
        LayerConfig layer = call.layer();
        checkBackend(call);
        Tensor input = grid(call, axes);
        int filters = layer.size("filters");
        int[] size = layer.sizes("kernel_size", axes, 1);
        int groups = layer.singleSize("groups", 1);
        int channels = input.shape().last();
        if (channels % groups != 0 || filters % groups != 0) {
            throw layer.inconsistent(
                    "has " + groups + " groups of " + channels + " channels and " + filters + " filters");
        }
        float[] kernel = call.weights().take("kernel").values(joined(size, channels / groups, filters));
        float[] bias = bias(call, filters);
        Matrix[][] taps = taps(kernel, product(size), groups, filters);
        Grid grid = sliding(call, input, size, padding(call, axes == 1), filters);
        Activation activation = ActivationReaders.fused(call, "activation");
        return placed(call, call.add(new GridConvolution(grid, taps, bias, activation), input));
    }

    private static void checkBackend(LayerCall call) throws RefusedException {
        if (call.file().backend().equals("theano")) {
            throw call.unsupported("was written with Theano, which turns its kernels around");
        }
    }

    private static float @Nullable [] bias(LayerCall call, int filters) throws RefusedException {
        boolean biased = call.layer().flag("use_bias", true);
        return biased ? call.weights().take("bias").values(filters) : null;
    }

    /** Windows that slide over the input. */
    private static Grid sliding(LayerCall call, Tensor input, int[] size, Padding padding, int channels)
            throws RefusedException {
        int axes = size.length;
        int[] strides = call.layer().sizes("strides", axes, 1);
        int[] dilations = call.layer().sizes("dilation_rate", axes, 1);
        return sliding(call, input, size, padding, strides, dilations, channels);
    }

    private static Grid sliding(
            LayerCall call, Tensor input, int[] size, Padding padding, int[] strides, int[] dilations, int channels)
            throws RefusedException {
        List<Windows> windows = new ArrayList<>();
        List<Integer> shape = new ArrayList<>();
        for (int axis = 0; axis < size.length; axis++) {
            windows.add(Windows.of(input.shape().size(axis), padding, strides[axis], size[axis], dilations[axis]));
            shape.add(windows.get(axis).count());
        }
        checkRoom(call, shape, size, channels);
        return Grid.sliding(windows);
    }

    /** Checks that windows and what comes out of them fit, before they are made. */
    private static void checkRoom(LayerCall call, List<Integer> shape, int[] size, int channels)
            throws RefusedException {
        List<Integer> all = new ArrayList<>(shape);
        all.add(channels);
        call.shape(all);
        all.set(shape.size(), product(size));
        call.net().keep(call.shape(all).count());
    }

    private static Tensor transposed(LayerCall call, int axes) throws RefusedException {
        LayerConfig layer = call.layer();
        checkBackend(call);
        Tensor input = grid(call, axes);
        int filters = layer.size("filters");
        int channels = input.shape().last();
        int[] size = layer.sizes("kernel_size", axes, 1);
        int[] strides = layer.sizes("strides", axes, 1);
        int[] dilations = layer.sizes("dilation_rate", axes, 1);
        if (layer.has("output_padding") || product(dilations) != 1) {
            throw call.unsupported("has output_padding or dilation_rate");
        }
        Padding padding = padding(call, false);
        List<Windows> windows = new ArrayList<>();
        List<Integer> shape = new ArrayList<>();
        for (int axis = 0; axis < axes; axis++) {
            int more = padding == Padding.SAME ? 0 : Math.max(size[axis] - strides[axis], 0);
            int steps = Math.addExact(Math.multiplyExact(input.shape().size(axis), strides[axis]), more);
            windows.add(Windows.of(steps, padding, strides[axis], size[axis], 1));
            shape.add(steps);
        }
        float[] kernel = call.weights().take("kernel").values(joined(size, filters, channels));
        float[] bias = bias(call, filters);
        checkRoom(call, shape, size, filters);
        Matrix[][] taps = new Matrix[product(size)][1];
        for (int tap = 0; tap < taps.length; tap++) {
            float[] own = new float[channels * filters];
            for (int i = 0; i < own.length; i++) {
                own[i] = kernel[(tap * filters + i % filters) * channels + i / filters];
            }
            taps[tap][0] = new Matrix(own, channels, filters);
        }
        Activation activation = ActivationReaders.fused(call, "activation");
        return placed(call, call.add(new GridConvolution(Grid.transposed(windows), taps, bias, activation), input));
    }

    private static Tensor depthwise(LayerCall call, int axes) throws RefusedException {
        checkBackend(call);
        Tensor input = grid(call, axes);
        int filters = Math.multiplyExact(input.shape().last(), call.layer().singleSize("depth_multiplier", 1));
        String role = call.file().version().isThree() ? "kernel" : "depthwise_kernel";
        Depth depth = depth(call, input, axes, role);
        float[] bias = bias(call, filters);
        Activation activation = ActivationReaders.fused(call, "activation");
        return placed(call, call.add(new GridConvolution(depth.grid(), depth.taps(), bias, activation), input));
    }

    /** A convolution of each channel alone. */
    private record Depth(Grid grid, Matrix[][] taps, int filters) {}

    private static Depth depth(LayerCall call, Tensor input, int axes, String role) throws RefusedException {
        int channels = input.shape().last();
        int multiplier = call.layer().singleSize("depth_multiplier", 1);
        int filters = Math.multiplyExact(channels, multiplier);
        int[] size = call.layer().sizes("kernel_size", axes, 1);
        float[] kernel = call.weights().take(role).values(joined(size, channels, multiplier));
        Matrix[][] taps = new Matrix[product(size)][channels];
        for (int tap = 0; tap < taps.length; tap++) {
            for (int channel = 0; channel < channels; channel++) {
                int from = (tap * channels + channel) * multiplier;
                taps[tap][channel] = new Matrix(Arrays.copyOfRange(kernel, from, from + multiplier), 1, multiplier);
            }
        }
        return new Depth(sliding(call, input, size, padding(call, axes == 1), filters), taps, filters);
    }

    private static Tensor separable(LayerCall call, int axes) throws RefusedException {
        checkBackend(call);
        Tensor input = grid(call, axes);
        int filters = call.layer().size("filters");
        Depth depth = depth(call, input, axes, "depthwise_kernel");
        int[] ones = new int[axes];
        Arrays.fill(ones, 1);
        float[] kernel = call.weights().take("pointwise_kernel").values(joined(ones, depth.filters(), filters));
        float[] bias = bias(call, filters);
        Tensor deep = call.add(new GridConvolution(depth.grid(), depth.taps(), null, Activations.LINEAR), input);
        Grid points = sliding(call, deep, ones, Padding.VALID, ones, ones, filters);
        Activation activation = ActivationReaders.fused(call, "activation");
        return placed(call, call.add(new GridConvolution(points, taps(kernel, 1, 1, filters), bias, activation), deep));
    }

    /** Cuts a kernel [tap][channel of a group][filter] into one matrix per tap and group. */
    private static Matrix[][] taps(float[] kernel, int size, int groups, int filters) {
        int rows = kernel.length / size / filters;
        int columns = filters / groups;
        Matrix[][] taps = new Matrix[size][groups];
        for (int tap = 0; tap < size; tap++) {
            for (int group = 0; group < groups; group++) {
                float[] own = new float[rows * columns];
                for (int row = 0; row < rows; row++) {
                    int from = (tap * rows + row) * filters + group * columns;
                    System.arraycopy(kernel, from, own, row * columns, columns);
                }
                taps[tap][group] = new Matrix(own, rows, columns);
            }
        }
        return taps;
    }

    private static Tensor pooling(LayerCall call, int axes, boolean mean) throws RefusedException {
        Tensor input = grid(call, axes);
        int[] size = call.layer().sizes("pool_size", axes, 2);
        int[] strides = call.layer().has("strides") ? call.layer().sizes("strides", axes, 1) : size;
        int[] ones = new int[axes];
        Arrays.fill(ones, 1);
        int channels = input.shape().last();
        Grid grid = sliding(call, input, size, padding(call, false), strides, ones, channels);
        return placed(call, call.add(new GridPooling(grid, channels, mean), input));
    }

    private static Padding padding(LayerCall call, boolean causal) throws RefusedException {
        String text = call.layer().text("padding", "valid");
        return switch (text.toLowerCase(Locale.ROOT)) {
            case "valid" -> Padding.VALID;
            case "same" -> Padding.SAME;
            case "causal" -> {
                if (!causal) {
                    throw call.layer().inconsistent("has padding 'causal'");
                }
                yield Padding.CAUSAL;
            }
            default -> throw call.layer().inconsistent("has padding " + Reasons.quoted(text));
        };
    }

    private static Tensor global(LayerCall call, int axes, Reduce.Rule rule) throws RefusedException {
        Tensor input = grid(call, axes);
        int channels = input.shape().last();
        int[] order = new int[axes + 1];
        order[0] = axes;
        for (int axis = 1; axis <= axes; axis++) {
            order[axis] = axis - 1;
        }
        Tensor turned = call.permuted(input, order);
        int block = Math.toIntExact(input.shape().count() / channels);
        Tensor pooled = call.add(new Reduce(turned.shape(), block, Shape.of(channels), rule), turned);
        if (!call.layer().flag("keepdims", false)) {
            return pooled;
        }
        int[] ones = new int[axes];
        Arrays.fill(ones, 1);
        return placed(call, new Tensor(pooled.place(), Shape.of(joined(ones, channels))));
    }

    /** Zeros around the input, or its ends cut off. */
    private static Tensor moved(LayerCall call, int axes, String key, int sign) throws RefusedException {
        Tensor input = grid(call, axes);
        int[][] ends = new int[axes][];
        List<Integer> shape = new ArrayList<>();
        for (int axis = 0; axis < axes; axis++) {
            ends[axis] = ends(call, key, axis);
            shape.add(Math.addExact(
                    input.shape().size(axis), Math.multiplyExact(sign, Math.addExact(ends[axis][0], ends[axis][1]))));
        }
        shape.add(input.shape().last());
        Shape target = call.shape(shape);
        return placed(call, picked(call, input, target, (axis, at) -> at - sign * ends[axis][0]));
    }

    private static int[] ends(LayerCall call, String key, int axis) throws RefusedException {
        JsonNode value = call.layer().config().path(key);
        JsonNode own = value.isArray() ? value.path(axis) : value;
        int[] ends = new int[2];
        for (int end = 0; end < 2; end++) {
            ends[end] = call.layer().whole(key, own.isArray() ? own.path(end) : own);
            if (ends[end] < 0) {
                throw call.layer().inconsistent("has " + key + " " + ends[end]);
            }
        }
        return ends;
    }

    private static Tensor upSampling(LayerCall call, int axes) throws RefusedException {
        if (!call.layer().text("interpolation", "nearest").equals("nearest")) {
            throw call.unsupported(
                    "has interpolation " + Reasons.quoted(call.layer().text("interpolation", "")));
        }
        Tensor input = grid(call, axes);
        int[] times = call.layer().sizes("size", axes, 2);
        List<Integer> shape = new ArrayList<>();
        for (int axis = 0; axis < axes; axis++) {
            shape.add(Math.multiplyExact(input.shape().size(axis), times[axis]));
        }
        shape.add(input.shape().last());
        return placed(call, picked(call, input, call.shape(shape), (axis, at) -> at / times[axis]));
    }

    /** Where a place along an axis comes from. */
    @FunctionalInterface
    private interface Source {
        int at(int axis, int place);
    }

    private static Tensor picked(LayerCall call, Tensor input, Shape target, Source source) throws RefusedException {
        int[] places = new int[Math.toIntExact(target.count())];
        int channels = target.rank() - 1;
        for (int i = 0; i < places.length; i++) {
            int left = i / target.last();
            int place = i % target.last();
            int stride = target.last();
            for (int axis = channels - 1; axis >= 0; axis--) {
                int from = source.at(axis, left % target.size(axis));
                boolean isInside = from >= 0 && from < input.shape().size(axis) && place >= 0;
                place = isInside ? place + from * stride : -1;
                stride *= input.shape().size(axis);
                left /= target.size(axis);
            }
            places[i] = place;
        }
        return call.add(Pick.of(input.shape(), target, places), input);
    }

    private static int[] joined(int[] sizes, int... more) {
        int[] joined = Arrays.copyOf(sizes, sizes.length + more.length);
        System.arraycopy(more, 0, joined, sizes.length, more.length);
        return joined;
    }

    private static int product(int[] sizes) {
        int product = 1;
        for (int size : sizes) {
            product = Math.multiplyExact(product, size);
        }
        return product;
    }
}
