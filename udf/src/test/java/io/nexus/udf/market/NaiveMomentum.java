package io.nexus.udf.market;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;

/** Twins of features 46 to 55. */
final class NaiveMomentum {
    private final NaiveTape tape;
    private final NaiveVolatility volatility;
    private final List<NaiveBars.Minute> bars;

    NaiveMomentum(NaiveTape tape, NaiveVolatility volatility) {
        this.tape = tape;
        this.volatility = volatility;
        this.bars = tape.bars.unbroken();
    }

    void write(NaiveFeatures out) {
        relativeStrength(out);
        List<Double> ranges = new ArrayList<>();
        List<Double> ups = new ArrayList<>();
        List<Double> downs = new ArrayList<>();
        List<Double> indices = new ArrayList<>();
        for (int i = 1; i < bars.size(); i++) {
            NaiveBars.Minute bar = bars.get(i);
            NaiveBars.Minute before = bars.get(i - 1);
            ranges.add((double) (Math.max(bar.high(), before.close()) - Math.min(bar.low(), before.close())));
            double up = bar.high() - before.high();
            double down = before.low() - bar.low();
            ups.add(up > down && up > 0 ? up : 0);
            downs.add(down > up && down > 0 ? down : 0);
        }
        List<Double> plus = wilder(ups);
        List<Double> minus = wilder(downs);
        for (int i = 13; i < ups.size(); i++) {
            double sum = plus.get(i) + minus.get(i);
            indices.add(sum > 0 ? 100 * Math.abs(plus.get(i) - minus.get(i)) / sum : 0);
        }
        boolean hasRange = bars.size() > 14;
        double range = last(wilder(ranges));
        double atr = Math.max(1, range);
        out.put("macd_h", hasRange && bars.size() >= 35, () -> macdHistogram() / atr);
        out.put("stoch14", tape.bars.has(14), this::stochastic);
        OptionalDouble change = volatility.logReturn(600);
        OptionalDouble second = volatility.second();
        boolean hasChange = change.isPresent() && second.isPresent();
        out.put("roc_10m", hasChange, () -> change.getAsDouble() / (second.getAsDouble() * Math.sqrt(600)));
        out.put(
                "ema9_21",
                hasRange && bars.size() >= 21,
                () -> (last(ema(closes(), 9)) - last(ema(closes(), 21))) / atr);
        out.put(
                "ema21_50",
                hasRange && bars.size() >= 50,
                () -> (last(ema(closes(), 21)) - last(ema(closes(), 50))) / atr);
        out.put("adx14", indices.size() >= 14, () -> last(wilder(indices)));
        out.put("di_diff", hasRange, () -> range > 0 ? 100 * (last(plus) - last(minus)) / range : 0);
        boolean has300 = tape.window().size() > 300;
        out.put("er60", has300, this::efficiency);
        out.put("ac1", has300, this::autocorrelation);
    }

    private void relativeStrength(NaiveFeatures out) {
        List<Double> gains = new ArrayList<>();
        List<Double> losses = new ArrayList<>();
        for (int i = 1; i < bars.size(); i++) {
            if (bars.get(i).openMs() == bars.get(i - 1).openMs() + 60_000) {
                double change = bars.get(i).close() - bars.get(i - 1).close();
                gains.add(Math.max(change, 0));
                losses.add(Math.max(-change, 0));
            }
        }
        double gain = last(wilder(gains));
        double loss = last(wilder(losses));
        out.put("rsi14", gains.size() >= 14 && gain + loss > 0, () -> 100 * gain / (gain + loss));
    }

    private static double last(List<Double> values) {
        return values.isEmpty() ? 0 : values.get(values.size() - 1);
    }

    /** Wilder's average after each value: the plain mean of the first 14, then 13 parts of itself and one of the next. */
    private static List<Double> wilder(List<Double> values) {
        List<Double> means = new ArrayList<>();
        for (int i = 0; i < values.size(); i++) {
            double before = last(means);
            means.add(i < 14 ? (before * i + values.get(i)) / (i + 1) : (before * 13 + values.get(i)) / 14);
        }
        return means;
    }

    private List<Double> closes() {
        return bars.stream().map(bar -> (double) bar.close()).toList();
    }

    /** Exponential average after each value, from the first value on. */
    private static List<Double> ema(List<Double> values, int n) {
        List<Double> means = new ArrayList<>();
        for (double value : values) {
            double before = means.isEmpty() ? value : last(means);
            means.add(before + (value - before) * 2 / (n + 1));
        }
        return means;
    }

    private double macdHistogram() {
        List<Double> fast = ema(closes(), 12);
        List<Double> slow = ema(closes(), 26);
        List<Double> differences = new ArrayList<>();
        for (int i = 0; i < fast.size(); i++) {
            differences.add(fast.get(i) - slow.get(i));
        }
        return last(differences) - last(ema(differences, 9));
    }

    private double stochastic() {
        long high = Long.MIN_VALUE;
        long low = Long.MAX_VALUE;
        for (int age = 0; age < 14; age++) {
            high = Math.max(high, tape.bars.ago(age).high());
            low = Math.min(low, tape.bars.ago(age).low());
        }
        return high > low ? 100.0 * (tape.bars.ago(0).close() - low) / (high - low) : 50;
    }

    private double mid(int secondsAgo) {
        List<NaiveTape.Close> window = tape.window();
        return tape.at(window.get(window.size() - 1 - secondsAgo)).mid();
    }

    private double efficiency() {
        double path = 0;
        for (int i = 0; i < 12; i++) {
            path += Math.abs(mid(5 * i) - mid(5 * i + 5));
        }
        return path > 0 ? Math.abs(mid(0) - mid(60)) / path : 0;
    }

    private double autocorrelation() {
        double[] returns = volatility.returns(300, 1);
        double mean = 0;
        for (double value : returns) {
            mean += value / 300;
        }
        double products = 0;
        double squares = 0;
        for (int i = 0; i < 300; i++) {
            products += i == 0 ? 0 : (returns[i] - mean) * (returns[i - 1] - mean);
            squares += (returns[i] - mean) * (returns[i] - mean);
        }
        return squares > 0 ? products / squares : 0;
    }
}
