package io.nexus.udf.market;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.TreeMap;

/** Volume at price as it stood when the last minute closed, of all trades, fading over 24 h: 4096 bins that follow the price. */
final class NaiveProfile {
    private static final int BINS = 4096;
    private static final double DAY_MS = 86_400_000;

    private final long binTicks;
    /** Weighted lots by bin, from the lowest bin that holds any to the highest. */
    private final double[] held;

    private final long firstBin;
    private int poc;
    private int low;
    private int high;
    private final List<Integer> lowNodes = new ArrayList<>();

    NaiveProfile(NaiveTape tape) {
        List<NaiveTape.Dealt> trades = tape.dealt.stream()
                .filter(part -> part.event() < tape.bars.locatedEvent && part.lots() > 0)
                .filter(part -> part.timeMs() >= tape.bars.brokenMs())
                .toList();
        if (trades.isEmpty()) {
            binTicks = 1;
            held = new double[0];
            firstBin = 0;
            return;
        }
        binTicks = Math.max(1, Math.round(ticks(trades.get(0)) * 2e-4));
        long lowest = ticks(trades.get(0)) / binTicks - BINS / 2;
        TreeMap<Long, Double> weights = new TreeMap<>();
        long end = trades.get(trades.size() - 1).timeMs();
        for (NaiveTape.Dealt trade : trades) {
            long bin = ticks(trade) / binTicks;
            lowest = Math.max(Math.min(lowest, bin), bin - BINS + 1);
            weights.headMap(lowest).clear();
            weights.tailMap(lowest + BINS).clear();
            weights.merge(bin, trade.lots() * Math.exp((trade.timeMs() - end) / DAY_MS), Double::sum);
        }
        firstBin = weights.firstKey();
        held = new double[(int) (weights.lastKey() - firstBin) + 1];
        weights.forEach((bin, lots) -> held[(int) (bin - firstBin)] = lots);
        findValueArea();
        findLowNodes();
    }

    private static long ticks(NaiveTape.Dealt part) {
        return Math.round(part.thirds() / 3.0);
    }

    private void findValueArea() {
        for (int i = 1; i < held.length; i++) {
            poc = held[i] > held[poc] ? i : poc;
        }
        low = poc;
        high = poc;
        double wanted = 0.7 * Arrays.stream(held).sum();
        while (Arrays.stream(held, low, high + 1).sum() < wanted) {
            boolean goesUp = high + 1 < held.length && (low == 0 || held[high + 1] >= held[low - 1]);
            if (goesUp) {
                high++;
            } else {
                low--;
            }
        }
    }

    /** The emptiest bins between high nodes. Of high nodes with nothing low between them only the highest counts. */
    private void findLowNodes() {
        double[] smooth = new double[held.length];
        for (int i = 0; i < held.length; i++) {
            smooth[i] = (at(i - 1) + at(i) + at(i + 1)) / 3;
        }
        double[] sorted = Arrays.stream(smooth).filter(v -> v > 0).sorted().toArray();
        double limit = sorted[(int) (0.8 * (sorted.length - 1))];
        int before = -1;
        for (int i = 0; i < held.length; i++) {
            double left = i > 0 ? smooth[i - 1] : at(0) / 3;
            double right = i + 1 < held.length ? smooth[i + 1] : at(i) / 3;
            boolean isHigh = smooth[i] > limit && smooth[i] >= left && smooth[i] > right;
            if (!isHigh) {
                continue;
            }
            boolean isSplit = false;
            if (before >= 0) {
                int emptiest = before;
                for (int k = before; k <= i; k++) {
                    emptiest = smooth[k] < smooth[emptiest] ? k : emptiest;
                }
                isSplit = smooth[emptiest] < 0.35 * (smooth[before] + smooth[i]) / 2;
                if (isSplit) {
                    lowNodes.add(emptiest);
                }
            }
            if (before < 0 || isSplit || smooth[i] > smooth[before]) {
                before = i;
            }
        }
    }

    private double at(int i) {
        return i >= 0 && i < held.length ? held[i] : 0;
    }

    boolean isKnown() {
        return held.length > 0;
    }

    double pointOfControlTicks() {
        return (firstBin + poc + 0.5) * binTicks;
    }

    double lowTicks() {
        return (firstBin + low) * (double) binTicks;
    }

    double widthTicks() {
        return (high - low + 1.0) * binTicks;
    }

    List<Integer> lowNodes() {
        return lowNodes;
    }

    long binsToLowNode(double midTicks) {
        long here = (long) Math.floor(midTicks / binTicks);
        long nearest = Long.MAX_VALUE;
        for (int node : lowNodes) {
            long distance = firstBin + node - here;
            nearest = Math.abs(distance) < Math.abs(nearest) ? distance : nearest;
        }
        return nearest;
    }
}
