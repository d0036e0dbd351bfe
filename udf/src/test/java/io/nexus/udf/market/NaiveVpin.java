package io.nexus.udf.market;

import java.util.ArrayList;
import java.util.List;

/** VPIN by cutting the cumulative volume of a day into buckets of a fiftieth of the day before, in fiftieths of a lot: bucket k
 * holds what lies between k and k + 1 times that size. */
final class NaiveVpin {
    private static final int BUCKETS = 50;
    private static final int BINS = 256;
    private static final double WEEK_MS = 7 * 86_400_000.0;

    private record Bucket(int event, double imbalance) {}

    private final NaiveTape tape;
    private final List<Bucket> buckets = new ArrayList<>();

    /** Days that are not whole: before which event, after how many buckets. */
    private final List<Restart> restarts = new ArrayList<>();

    private record Restart(int event, int buckets) {}

    NaiveVpin(NaiveTape tape) {
        this.tape = tape;
        for (int i = 0; i < tape.bars.days.size(); i++) {
            int from = tape.bars.days.get(i).event();
            boolean isLast = i + 1 == tape.bars.days.size();
            int to = isLast ? Integer.MAX_VALUE : tape.bars.days.get(i + 1).event();
            if (tape.bars.days.get(i).volume() == 0) {
                restarts.add(new Restart(from, buckets.size()));
            }
            fill(tape.bars.days.get(i).volume(), from, to);
        }
    }

    private void fill(long size, int from, int to) {
        long reached = 0;
        long signed = 0;
        for (NaiveTape.Print print : tape.prints) {
            if (size == 0 || print.event() < from || print.event() >= to) {
                continue;
            }
            long end = reached + BUCKETS * print.lots();
            while (end / size > reached / size) {
                long edge = (reached / size + 1) * size;
                signed += (print.isBuy() ? 1 : -1) * (edge - reached);
                buckets.add(new Bucket(print.event(), Math.abs(signed) / (double) size));
                reached = edge;
                signed = 0;
            }
            signed += (print.isBuy() ? 1 : -1) * (end - reached);
            reached = end;
        }
    }

    boolean isKnown() {
        return buckets.size() - startBefore(Integer.MAX_VALUE) >= BUCKETS;
    }

    /** Number of the first bucket that counts at an event. */
    private int startBefore(int event) {
        return restarts.stream()
                .filter(restart -> restart.event() < event)
                .mapToInt(Restart::buckets)
                .max()
                .orElse(0);
    }

    /** Mean of fifty buckets up to the one of that number. */
    private double value(int upTo) {
        double sum = 0;
        for (int i = upTo - BUCKETS; i < upTo; i++) {
            sum += buckets.get(i).imbalance();
        }
        return sum / BUCKETS;
    }

    /** Rank of the value among those at closed seconds and a reference, weights fading over a week. */
    double percentile(double[] reference) {
        double[] weights = new double[BINS];
        long lastMs = tape.nowMs;
        boolean isFirst = true;
        int full = 0;
        for (NaiveTape.Close close : tape.closes) {
            while (full < buckets.size() && buckets.get(full).event() < close.event()) {
                full++;
            }
            if (full - startBefore(close.event()) < BUCKETS || !tape.at(close).isKnown()) {
                continue;
            }
            for (int i = 0; i < BINS && isFirst; i++) {
                weights[i] = reference[i] * Math.exp(-(lastMs - close.timeMs()) / WEEK_MS);
            }
            isFirst = false;
            weights[bin(value(full))] += Math.exp(-(lastMs - close.timeMs()) / WEEK_MS);
        }
        double[] counts = isFirst ? reference : weights;
        int here = bin(value(buckets.size()));
        double below = counts[here] / 2;
        double total = 0;
        for (int i = 0; i < BINS; i++) {
            below += i < here ? counts[i] : 0;
            total += counts[i];
        }
        return below / total;
    }

    private static int bin(double share) {
        return (int) Math.min(BINS - 1, Math.floor(share * BINS));
    }
}
