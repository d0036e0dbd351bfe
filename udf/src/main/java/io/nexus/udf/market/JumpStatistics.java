package io.nexus.udf.market;

/** Realised variance, bipower variation and the ratio jump test (Barndorff-Nielsen and Shephard 2004, 2006) of 60 five-second
 * log returns, and the noise of the same returns. A mutable state class. */
public final class JumpStatistics {
    private static final int RETURNS = 60;
    private static final int MINUTE_RETURNS = 60 / SecondSeries.STEP;
    private static final double QUARTICITY_FACTOR = quarticityFactor();

    public boolean isKnown;
    public double realizedVariance;
    /** The newest minute's share of the realised variance: its twelve returns. */
    public double minuteVariance;

    public double bipowerVariation;
    public double relativeJump;
    public double jumpZ;
    /** Kaufman's efficiency ratio over 60 s, 0 to 1. */
    public double efficiencyRatio;
    /** Raw noise level, 0 to 1. */
    public double noiseLevel;

    /** For the serializer. */
    public JumpStatistics() {}

    void update(SecondSeries seconds) {
        isKnown = seconds.has(RETURNS * SecondSeries.STEP);
        if (!isKnown) {
            return;
        }
        double sum = 0;
        double squares = 0;
        double pairs = 0;
        double triples = 0;
        double before = 0;
        double powers = 0;
        double powerBefore = 0;
        for (int i = 0; i < RETURNS; i++) {
            double change = seconds.stepReturn(i);
            double size = Math.abs(change);
            sum += change;
            squares += change * change;
            pairs += size * before;
            double power = seconds.stepPower(i);
            triples += power * powers;
            powers = power * powerBefore;
            powerBefore = power;
            before = size;
            if (i == MINUTE_RETURNS - 1) {
                minuteVariance = squares;
            }
        }
        setJump(squares, Math.PI / 2 * RETURNS / (RETURNS - 1) * pairs, RETURNS * QUARTICITY_FACTOR * triples);
        setNoise(seconds, sum, squares);
    }

    private void setJump(double variance, double bipower, double tripower) {
        realizedVariance = variance;
        bipowerVariation = bipower;
        if (variance <= 0 || bipower <= 0) {
            relativeJump = 0;
            jumpZ = 0;
            return;
        }
        relativeJump = Math.max(0, 1 - bipower / variance);
        double spread = (Math.PI * Math.PI / 4 + Math.PI - 5) / RETURNS * Math.max(1, tripower / (bipower * bipower));
        jumpZ = relativeJump / Math.sqrt(spread);
    }

    private void setNoise(SecondSeries seconds, double sum, double squares) {
        efficiencyRatio = seconds.efficiencyRatio();
        double mean = sum / RETURNS;
        double deviation = Math.sqrt(Math.max(0, squares / RETURNS - mean * mean));
        int spikes = 0;
        for (int i = 0; i < RETURNS && deviation > 0; i++) {
            if (Math.abs(seconds.stepReturn(i)) > 4 * deviation) {
                spikes++;
            }
        }
        double signalToNoise = deviation > 0 ? Math.abs(mean) * Math.sqrt(RETURNS) / deviation : 0;
        noiseLevel = 0.5 * (1 - efficiencyRatio) + 0.3 / (1 + signalToNoise) + 0.2 * Math.min(1, spikes / 3.0);
    }

    /** mu^-3 with mu = E|z|^(4/3) = 2^(2/3) Gamma(7/6) / Gamma(1/2). */
    private static double quarticityFactor() {
        double gammaOfSevenSixths = 0.927719333629;
        double mu = Math.pow(2, 2.0 / 3) * gammaOfSevenSixths / Math.sqrt(Math.PI);
        return 1 / (mu * mu * mu);
    }
}
