package io.nexus.udf.market;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;

/** Twins of features 56 to 65, and the volatility of one-second returns that others are measured in. */
final class NaiveVolatility {
    private static final double MINUTES_PER_YEAR = 525_960;

    private final NaiveTape tape;
    private final List<NaiveTape.Close> window;
    private final NaiveDecay squares = new NaiveDecay();
    private final NaiveDecay logRealized = new NaiveDecay();

    NaiveVolatility(NaiveTape tape) {
        this.tape = tape;
        this.window = tape.window();
        for (int i = 1; i < tape.closes.size(); i++) {
            NaiveTape.Close close = tape.closes.get(i);
            if (tape.closes.get(i - 1).stretch() == close.stretch()) {
                squares.add(
                        close.timeMs(),
                        Math.pow(
                                logRatio(
                                        tape.at(close).mid(),
                                        tape.at(tape.closes.get(i - 1)).mid()),
                                2));
            }
            boolean isFull = i >= 60 && tape.closes.get(i - 60).stretch() == close.stretch();
            double variance = isFull ? sumOfSquares(tape.closes.subList(i - 60, i + 1), 1) : 0;
            if (variance > 0) {
                logRealized.add(close.timeMs(), Math.log(Math.sqrt(variance)));
            }
        }
    }

    static double logRatio(double now, double before) {
        return Math.log1p((now - before) / before);
    }

    private double sumOfSquares(List<NaiveTape.Close> closes, int step) {
        double sum = 0;
        for (int i = closes.size() - 1; i >= step; i -= step) {
            sum += Math.pow(
                    logRatio(
                            tape.at(closes.get(i)).mid(),
                            tape.at(closes.get(i - step)).mid()),
                    2);
        }
        return sum;
    }

    /** Log returns of n steps of some seconds up to the last close, the oldest first. */
    double[] returns(int steps, int seconds) {
        double[] found = new double[steps];
        for (int i = 0; i < steps; i++) {
            int to = window.size() - 1 - (steps - 1 - i) * seconds;
            found[i] = logRatio(
                    tape.at(window.get(to)).mid(),
                    tape.at(window.get(to - seconds)).mid());
        }
        return found;
    }

    /** From the close that began the oldest of n seconds, else of n minutes, to now. */
    OptionalDouble logReturn(int seconds) {
        double mid = tape.now().mid();
        if (window.size() > seconds && seconds <= 963) {
            return OptionalDouble.of(
                    logRatio(mid, tape.at(window.get(window.size() - seconds)).mid()));
        }
        if (seconds % 60 == 0 && tape.bars.has(seconds / 60)) {
            return OptionalDouble.of(
                    logRatio(mid, (double) tape.bars.ago(seconds / 60 - 1).close()));
        }
        return OptionalDouble.empty();
    }

    OptionalDouble second() {
        if (squares.samples() >= 60 && squares.mean(300_000) > 0) {
            return OptionalDouble.of(Math.sqrt(squares.mean(300_000)));
        }
        OptionalDouble garch = garchVariance();
        return garch.isPresent() ? OptionalDouble.of(Math.sqrt(garch.getAsDouble() / 60)) : OptionalDouble.empty();
    }

    /** One-minute returns of bars that follow on one another. */
    private List<Double> minuteReturns() {
        List<Double> found = new ArrayList<>();
        List<NaiveBars.Minute> bars = tape.bars.unbroken();
        for (int i = 1; i < bars.size(); i++) {
            if (bars.get(i).openMs() == bars.get(i - 1).openMs() + 60_000) {
                found.add(logRatio(
                        (double) bars.get(i).close(), (double) bars.get(i - 1).close()));
            }
        }
        return found;
    }

    private OptionalDouble garchVariance() {
        List<Double> returns = minuteReturns();
        double target = 0;
        double variance = 0;
        for (int i = 0; i < returns.size(); i++) {
            double square = returns.get(i) * returns.get(i);
            double share = Math.max(1.0 / (i + 1), 1 - Math.exp(-1.0 / (7 * 1440)));
            target = (1 - share) * target + share * square;
            variance = i == 0 ? square : 0.02 * target + 0.05 * square + 0.93 * variance;
        }
        return returns.size() >= 30 && variance > 0 ? OptionalDouble.of(variance) : OptionalDouble.empty();
    }

    void write(NaiveFeatures out) {
        boolean has60 = window.size() > 60;
        boolean has300 = window.size() > 300;
        boolean hasHour = tape.bars.has(61);
        double[] fives = has300 ? returns(60, 5) : new double[60];
        double realized = 0;
        double bipower = 0;
        double tripower = 0;
        for (int i = 0; i < 60; i++) {
            realized += fives[i] * fives[i];
            bipower += i < 1 ? 0 : Math.abs(fives[i] * fives[i - 1]);
            tripower += i < 2 ? 0 : Math.pow(Math.abs(fives[i] * fives[i - 1] * fives[i - 2]), 4.0 / 3);
        }
        double bv = bipower * Math.PI / 2 * 60 / 59;
        double mu = Math.pow(2, 2.0 / 3) * 0.927719333629 / Math.sqrt(Math.PI);
        double tq = 60 * tripower / Math.pow(mu, 3);
        double jump = realized > 0 && bv > 0 ? Math.max(0, 1 - bv / realized) : 0;
        double hour = hasHour ? hourVariance() : 0;
        double of5m = Math.sqrt(realized * MINUTES_PER_YEAR / 5);
        double of1h = Math.sqrt(hour / 60 * MINUTES_PER_YEAR);
        out.put("rv_60s", has60, () -> {
            List<NaiveTape.Close> minute = window.subList(window.size() - 61, window.size());
            return Math.sqrt(sumOfSquares(minute, 1) * MINUTES_PER_YEAR);
        });
        out.put("rv_5m", has300, () -> of5m);
        out.put("rv_1h", hasHour, () -> of1h);
        out.put("bv_5m", has300, () -> Math.sqrt(bv * MINUTES_PER_YEAR / 5));
        out.put("rj_5m", has300, () -> jump);
        double spread = (Math.PI * Math.PI / 4 + Math.PI - 5) / 60 * Math.max(1, tq / (bv * bv));
        out.put("bns_z", has300, () -> jump > 0 ? jump / Math.sqrt(spread) : 0);
        OptionalDouble garch = garchVariance();
        out.put("garch", garch.isPresent(), () -> Math.sqrt(garch.getAsDouble() * MINUTES_PER_YEAR));
        out.put("parkinson", tape.bars.has(15), this::parkinson);
        out.put("vov", logRealized.samples() >= 300, () -> logRealized.deviation(3_600_000));
        out.put("rv_ratio", has300 && hasHour && of1h > 0, () -> of5m / of1h);
    }

    private double hourVariance() {
        double sum = 0;
        for (int age = 0; age < 60; age++) {
            sum += Math.pow(
                    logRatio((double) tape.bars.ago(age).close(), (double)
                            tape.bars.ago(age + 1).close()),
                    2);
        }
        return sum;
    }

    private double parkinson() {
        double sum = 0;
        for (int age = 0; age < 15; age++) {
            sum += Math.pow(
                    logRatio((double) tape.bars.ago(age).high(), (double)
                            tape.bars.ago(age).low()),
                    2);
        }
        return Math.sqrt(sum / 15 / (4 * Math.log(2)) * MINUTES_PER_YEAR);
    }
}
