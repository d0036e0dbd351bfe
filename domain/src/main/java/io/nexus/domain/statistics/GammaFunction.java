package io.nexus.domain.statistics;

/** Logarithm of the gamma function by Lanczos' series (g = 7, n = 9). */
final class GammaFunction {
    private static final double G = 7;
    private static final double[] SERIES = {
        0.9999999999998099,
        676.5203681218851,
        -1259.1392167224028,
        771.3234287776531,
        -176.6150291621406,
        12.507343278686905,
        -0.13857109526572012,
        0.000009984369578019572,
        1.5056327351493116e-7
    };

    private GammaFunction() {}

    /** ln of gamma(x) for positive x, to about 1e-14 relative. */
    static double logGamma(double x) {
        if (x < 0.5) {
            // reflection: gamma(x) gamma(1 - x) = pi / sin(pi x)
            return Math.log(Math.PI / Math.sin(Math.PI * x)) - logGamma(1 - x);
        }
        double shifted = x - 1;
        double sum = SERIES[0];
        for (int i = 1; i < SERIES.length; i++) {
            sum += SERIES[i] / (shifted + i);
        }
        double t = shifted + G + 0.5;
        return 0.5 * Math.log(2 * Math.PI) + (shifted + 0.5) * Math.log(t) - t + Math.log(sum);
    }
}
