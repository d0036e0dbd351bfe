package io.nexus.udf.market;

import java.util.ArrayList;
import java.util.List;

/** What was measured at each closed second of the past, once each from the raw history: it never changes again. */
final class NaiveSamples {
    private static final double DAY_MS = 86_400_000;
    private static final int BINS = 256;
    private static final double HIGHEST = 1e12;

    final NaiveDecay volume60 = new NaiveDecay();
    final NaiveDecay size60 = new NaiveDecay();
    final NaiveDecay touchDepth = new NaiveDecay();
    final NaiveDecay levelDepth = new NaiveDecay();
    /** Size above which a trade is large, by closed second; infinite before the first trade. */
    final List<Double> largeAbove = new ArrayList<>();

    private final NaiveTape tape;
    private int done;

    NaiveSamples(NaiveTape tape) {
        this.tape = tape;
    }

    /** Before the next event is told: what it closes saw the market without it. */
    void catchUp() {
        for (; done < tape.closes.size(); done++) {
            NaiveTape.Close close = tape.closes.get(done);
            sampleVolume(close);
            sampleDepth(close);
            largeAbove.add(quantile95(close));
        }
    }

    private void sampleVolume(NaiveTape.Close close) {
        long inStretch = tape.closes.subList(0, done + 1).stream()
                .filter(c -> c.stretch() == close.stretch())
                .count();
        boolean hasTrades = !tape.prints.isEmpty() && tape.prints.get(0).event() < close.event();
        if (inStretch < 60 || !hasTrades) {
            return;
        }
        long volume = 0;
        long trades = 0;
        for (NaiveTape.Print print : tape.between(close.second() - 60, close.second())) {
            volume += print.lots();
            trades++;
        }
        volume60.add(close.timeMs(), (double) volume);
        if (trades > 0) {
            size60.add(close.timeMs(), (double) volume / trades);
        }
    }

    private void sampleDepth(NaiveTape.Close close) {
        if (close.hasQuote()) {
            NaiveTape.Shown last = before(tape.quotes, close);
            touchDepth.add(close.timeMs(), (last.bidLots()[0] + last.askLots()[0]) / 2.0);
        }
        if (close.hasLadder()) {
            NaiveTape.Shown last = before(tape.ladders, close);
            double depth = 0;
            for (int level = 0; level < 5; level++) {
                depth += Math.exp(-level / 2.0) * (last.bidLots()[level] + last.askLots()[level]) / 2.0;
            }
            levelDepth.add(close.timeMs(), depth);
        }
    }

    private static NaiveTape.Shown before(List<NaiveTape.Shown> shown, NaiveTape.Close close) {
        int last = shown.size() - 1;
        while (shown.get(last).event() >= close.event()) {
            last--;
        }
        return shown.get(last);
    }

    /** Middle of the bin of a logarithmic histogram, fading over seven days, at which 95 % of the trades are reached. */
    private double quantile95(NaiveTape.Close close) {
        double[] weights = new double[BINS];
        double total = 0;
        for (NaiveTape.Print print : tape.prints) {
            if (print.event() < close.event()) {
                double weight = Math.exp(-(close.timeMs() - print.timeMs()) / (7 * DAY_MS));
                weights[bin((double) print.lots())] += weight;
                total += weight;
            }
        }
        double below = 0;
        for (int i = 0; i < BINS; i++) {
            below += weights[i];
            if (total > 0 && below >= 0.95 * total * (1 - 1e-9)) {
                return Math.exp((i + 0.5) * Math.log(HIGHEST) / BINS);
            }
        }
        return Double.POSITIVE_INFINITY;
    }

    private static int bin(double lots) {
        return (int) Math.min(BINS - 1, Math.floor(Math.log(lots) / Math.log(HIGHEST) * BINS));
    }

    boolean isLarge(NaiveTape.Print print) {
        for (int i = tape.closes.size() - 1; i >= 0; i--) {
            if (tape.closes.get(i).event() <= print.event()) {
                return print.lots() > largeAbove.get(i);
            }
        }
        return false;
    }
}
