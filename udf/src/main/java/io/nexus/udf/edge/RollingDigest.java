package io.nexus.udf.edge;

import io.nexus.domain.skip.Layer;
import io.nexus.domain.skip.LayerDigest;

/** Rolling 64-bit hash over the exact bits of the records a layer makes for one instrument. A mutable state class. */
public final class RollingDigest {
    private static final long MULTIPLIER = 0x9E3779B97F4A7C15L;

    public long value = MULTIPLIER;
    public long records;

    /** For the serializer. */
    public RollingDigest() {}

    public void add(long bits) {
        value = Long.rotateLeft((value ^ bits) * MULTIPLIER, 29);
    }

    public void add(double number) {
        add(Double.doubleToRawLongBits(number));
    }

    /** Text by its characters, so that it is the same in every process. */
    public void add(String text) {
        long hash = text.length();
        for (int i = 0; i < text.length(); i++) {
            hash = hash * 31 + text.charAt(i);
        }
        add(hash);
    }

    /** One record is in. */
    public void endRecord() {
        records++;
    }

    public LayerDigest digest(Layer layer, String instrument) {
        return new LayerDigest(layer, instrument, records, value);
    }
}
