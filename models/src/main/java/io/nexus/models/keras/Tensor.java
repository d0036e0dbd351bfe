package io.nexus.models.keras;

import io.nexus.models.net.Shape;

/** A value between layers.
 *
 * @param place in the net
 * @param shape as the layers see it; the values lie row-major whatever the shape
 * @param mask place of its mask over steps, or {@link #UNMASKED} */
record Tensor(int place, Shape shape, int mask) {
    static final int UNMASKED = -1;

    Tensor(int place, Shape shape) {
        this(place, shape, UNMASKED);
    }

    boolean isMasked() {
        return mask != UNMASKED;
    }
}
