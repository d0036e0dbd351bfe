package io.nexus.models.pickle;

import io.nexus.models.serving.RefusedException;
import java.util.List;

/** Shapes of arrays. */
final class Shapes {
    private static final int MOST_DIMENSIONS = 32;

    private Shapes() {}

    static int[] of(Object shape) throws RefusedException {
        List<?> lengths =
                shape instanceof Tuple tuple ? tuple.items() : shape instanceof Long one ? List.of(one) : null;
        if (lengths == null || lengths.size() > MOST_DIMENSIONS) {
            throw Refusals.inconsistent("the shape of an array is no tuple of at most " + MOST_DIMENSIONS + " lengths");
        }
        int[] read = new int[lengths.size()];
        for (int i = 0; i < read.length; i++) {
            if (!(lengths.get(i) instanceof Long length) || length < 0 || length > Integer.MAX_VALUE) {
                throw Refusals.inconsistent("the shape of an array has the length " + lengthText(lengths.get(i)));
            }
            read[i] = length.intValue();
        }
        size(read);
        return read;
    }

    private static String lengthText(Object length) {
        return length instanceof Number ? length.toString() : "that is no number";
    }

    /** How many elements an array of the shape has. */
    static int size(int[] shape) throws RefusedException {
        long size = 1;
        for (int length : shape) {
            size *= length;
            if (size > Integer.MAX_VALUE) {
                throw Refusals.tooLarge("an array announces more than " + Integer.MAX_VALUE + " elements");
            }
        }
        return (int) size;
    }

    /** Places in the file of the elements, the last dimension running fastest; empty if they are in this order
     * already. */
    static int[] order(int[] shape, boolean isFortran) throws RefusedException {
        if (!isFortran || shape.length < 2) {
            return new int[0];
        }
        int[] order = new int[size(shape)];
        int[] index = new int[shape.length];
        for (int i = 0; i < order.length; i++) {
            int at = 0;
            for (int d = shape.length - 1; d >= 0; d--) {
                at = at * shape[d] + index[d];
            }
            order[i] = at;
            for (int d = shape.length - 1; d >= 0 && ++index[d] == shape[d]; d--) {
                index[d] = 0;
            }
        }
        return order;
    }
}
