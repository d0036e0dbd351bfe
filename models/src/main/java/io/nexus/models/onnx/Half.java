package io.nexus.models.onnx;

/** Floats of 16 bits. ONNX Runtime leaves out casts to them between two of 32 bits, so rows are rounded here. */
final class Half {
    /** From here on it rounds to infinity. */
    private static final float INFINITE = 65520;

    private static final int LEAST_EXPONENT = -14;
    private static final int MANTISSA = 10;

    private Half() {}

    /** The nearest float of 16 bits. */
    static float rounded(float x) {
        if (Float.isNaN(x) || Math.abs(x) >= INFINITE) {
            return Float.isNaN(x) ? x : Math.copySign(Float.POSITIVE_INFINITY, x);
        }
        int exponent = Math.max(Math.getExponent(x), LEAST_EXPONENT);
        double unit = Math.scalb(1.0, exponent - MANTISSA);
        return (float) (Math.rint(x / unit) * unit);
    }
}
