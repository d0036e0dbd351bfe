package io.nexus.udf.market;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;

/** Twins of features 21 to 35. */
final class NaiveVolumes {
    private static final double DAY_MS = 86_400_000;
    private static final int STEPS = 60;

    private final NaiveTape tape;
    private final NaiveSamples samples;
    private final double[] vpinReference;
    private final List<NaiveTape.Close> window;

    NaiveVolumes(NaiveTape tape, NaiveSamples samples, double[] vpinReference) {
        this.tape = tape;
        this.samples = samples;
        this.vpinReference = vpinReference;
        this.window = tape.window();
    }

    void write(NaiveFeatures out) {
        boolean hasTrades = !tape.prints.isEmpty();
        boolean has60 = hasTrades && window.size() > 60;
        boolean has300 = hasTrades && window.size() > 300;
        List<NaiveTape.Print> minute = tape.last(60);
        double volume60 = lots(minute);
        out.put("vol_1s", hasTrades && !window.isEmpty(), () -> Math.log(1 + usd(step(0, 1))));
        out.put("vol_z_60s", has60, () -> samples.volume60.zScore(volume60, DAY_MS));
        OptionalDouble usual = usualVolume();
        out.put("vol_tod_5m", has300 && usual.isPresent(), () -> lots(tape.last(300)) / usual.getAsDouble());
        out.put("trade_rate", hasTrades, this::tradeRate);
        double size = minute.isEmpty() ? samples.size60.mean(DAY_MS) : volume60 / minute.size();
        out.put("avg_size_z", has60, () -> samples.size60.zScore(size, DAY_MS));
        double large = minute.stream()
                .filter(samples::isLarge)
                .mapToLong(NaiveTape.Print::lots)
                .sum();
        out.put("large_share", has60, () -> volume60 > 0 ? large / volume60 : 0);
        out.put("buy_10s", hasTrades, () -> buyShare(tape.last(10)));
        out.put("buy_60s", hasTrades, () -> buyShare(minute));
        out.put("buy_5m", hasTrades, () -> buyShare(tape.last(300)));
        out.put("cvd_slope", has60, () -> volume60 > 0 ? deltaSlope() / volume60 : 0);
        out.put("cvd_px_corr", has300, this::deltaCorrelation);
        NaiveVpin vpin = new NaiveVpin(tape);
        out.put("vpin_pct", vpin.isKnown(), () -> vpin.percentile(vpinReference));
        out.put("kyle_lambda", has300, this::kyle);
        out.put("amihud", has300, this::amihud);
        long from = Math.floorDiv(tape.nowMs, 1000L) - 59;
        double liquidated = tape.forced.stream()
                .filter(f -> f.event() >= tape.stretchEvent && Math.floorDiv(f.timeMs(), 1000L) >= from)
                .mapToLong(NaiveTape.Forced::signedLots)
                .sum();
        boolean hasForced = has60 && !tape.forced.isEmpty();
        out.put("liq_net", hasForced, () -> volume60 > 0 ? Math.max(-1, Math.min(1, liquidated / volume60)) : 0);
    }

    private static double lots(List<NaiveTape.Print> prints) {
        return prints.stream().mapToLong(NaiveTape.Print::lots).sum();
    }

    private double usd(List<NaiveTape.Print> prints) {
        return prints.stream()
                .mapToDouble(p -> tape.scale.usd((double) p.ticks(), (double) p.lots()))
                .sum();
    }

    /** Trades of a step of so many closed seconds, 0 = the newest. */
    private List<NaiveTape.Print> step(int age, int seconds) {
        long to = window.get(window.size() - 1).second() - (long) age * seconds;
        return tape.between(to - seconds, to);
    }

    private static double buyShare(List<NaiveTape.Print> prints) {
        double buys = prints.stream()
                .filter(NaiveTape.Print::isBuy)
                .mapToLong(NaiveTape.Print::lots)
                .sum();
        return prints.isEmpty() ? 0.5 : buys / lots(prints);
    }

    /** Trades per second with weights of 10 s against 1 h, both corrected for the time before the first one. */
    private double tradeRate() {
        double seenMs = tape.nowMs - tape.prints.get(0).timeMs();
        double slow = rate(3_600_000, seenMs);
        return seenMs >= 1000 && slow > 0 ? rate(10_000, seenMs) / slow : 1;
    }

    private double rate(double timeConstantMs, double seenMs) {
        double sum = 0;
        for (NaiveTape.Print print : tape.prints) {
            sum += Math.exp(-(tape.nowMs - print.timeMs()) / timeConstantMs);
        }
        return sum / (timeConstantMs / 1000 * (1 - Math.exp(-seenMs / timeConstantMs)));
    }

    /** Mean volume of this five minutes of the day, days weighed by 14 days; plain while that weighs more. */
    private OptionalDouble usualVolume() {
        List<Long> volumes = new ArrayList<>();
        List<NaiveBars.Minute> bars = tape.bars.recent();
        for (int i = 4; i < bars.size(); i++) {
            long openMs = bars.get(i - 4).openMs();
            boolean isWhole = bars.get(i).openMs() == openMs + 4 * 60_000 && openMs % 300_000 == 0;
            if (isWhole
                    && Math.floorMod(openMs, 86_400_000L) / 300_000
                            == Math.floorMod(tape.nowMs, 86_400_000L) / 300_000) {
                volumes.add(bars.subList(i - 4, i + 1).stream()
                        .mapToLong(NaiveBars.Minute::volume)
                        .sum());
            }
        }
        double mean = 0;
        for (int i = 0; i < volumes.size(); i++) {
            double share = Math.max(1 - Math.exp(-1.0 / 14), 1.0 / (i + 1));
            mean = (1 - share) * mean + share * volumes.get(i);
        }
        return mean > 0 ? OptionalDouble.of(mean) : OptionalDouble.empty();
    }

    /** Weighted least squares of cumulative delta on seconds, both measured from the newest close. */
    private double deltaSlope() {
        NaiveTape.Close last = window.get(window.size() - 1);
        double[] deltas = deltas();
        double w = 0;
        double x = 0;
        double xx = 0;
        double y = 0;
        double xy = 0;
        for (int i = 0; i < deltas.length; i++) {
            double seconds = (window.get(i).timeMs() - last.timeMs()) / 1000.0;
            double weight = Math.exp(seconds / 60);
            double distance = deltas[i] - deltas[deltas.length - 1];
            w += weight;
            x += weight * seconds;
            xx += weight * seconds * seconds;
            y += weight * distance;
            xy += weight * seconds * distance;
        }
        return (w * xy - x * y) / (w * xx - x * x);
    }

    /** Cumulative delta at each close of the stretch. */
    private double[] deltas() {
        double[] deltas = new double[window.size()];
        double sum = 0;
        int next = 0;
        for (int i = 0; i < deltas.length; i++) {
            while (next < tape.prints.size()
                    && tape.prints.get(next).event() < window.get(i).event()) {
                sum += tape.prints.get(next++).signedLots();
            }
            deltas[i] = sum;
        }
        return deltas;
    }

    /** Pearson's correlation; 0 where one of the two is steady. */
    private double deltaCorrelation() {
        double[] deltas = new double[STEPS];
        double[] moves = new double[STEPS];
        for (int i = 0; i < STEPS; i++) {
            deltas[i] =
                    step(i, 5).stream().mapToLong(NaiveTape.Print::signedLots).sum();
            int to = window.size() - 1 - 5 * i;
            moves[i] =
                    tape.at(window.get(to)).mid() - tape.at(window.get(to - 5)).mid();
        }
        boolean isSteady = Arrays.stream(deltas).distinct().count() == 1
                || Arrays.stream(moves).distinct().count() == 1;
        return isSteady
                ? 0
                : covariance(deltas, moves) / Math.sqrt(covariance(deltas, deltas) * covariance(moves, moves));
    }

    private static double covariance(double[] a, double[] b) {
        double meanA = Arrays.stream(a).average().orElseThrow();
        double meanB = Arrays.stream(b).average().orElseThrow();
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += (a[i] - meanA) * (b[i] - meanB);
        }
        return sum;
    }

    private double stepReturn(int age) {
        int to = window.size() - 1 - 5 * age;
        return NaiveVolatility.logRatio(
                tape.at(window.get(to)).mid(), tape.at(window.get(to - 5)).mid());
    }

    /** Least squares through the origin of returns in bp on signed roots of thousands of USD. */
    private double kyle() {
        double xx = 0;
        double xy = 0;
        for (int i = 0; i < STEPS; i++) {
            double x = 0;
            for (NaiveTape.Print print : step(i, 5)) {
                double root = Math.sqrt(tape.scale.usd((double) print.ticks(), (double) print.lots()) / 1000);
                x += print.isBuy() ? root : -root;
            }
            xx += x * x;
            xy += x * stepReturn(i) * 1e4;
        }
        return xx > 0 ? xy / xx : 0;
    }

    private double amihud() {
        List<Double> ratios = new ArrayList<>();
        for (int i = 0; i < STEPS; i++) {
            double traded = usd(step(i, 5));
            if (traded > 0) {
                ratios.add(Math.abs(stepReturn(i)) * 1e4 / (traded / 1e6));
            }
        }
        return ratios.stream().mapToDouble(Double::doubleValue).average().orElse(0);
    }
}
