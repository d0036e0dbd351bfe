package io.nexus.udf.market;

import io.nexus.domain.book.BookSide;
import java.util.List;
import java.util.OptionalDouble;

/** Twins of features 36 to 45. */
final class NaiveDepth {
    private static final double HOUR_MS = 3_600_000;

    private final NaiveTape tape;
    private final NaiveSamples samples;

    NaiveDepth(NaiveTape tape, NaiveSamples samples) {
        this.tape = tape;
        this.samples = samples;
    }

    void write(NaiveFeatures out) {
        NaiveTape.Touch touch = tape.now();
        double spread = spreadBps(touch);
        out.put("spread", true, () -> spread);
        NaiveDecay spreads = new NaiveDecay();
        tape.closes.stream()
                .filter(close -> tape.at(close).isKnown())
                .forEach(close -> spreads.add(close.timeMs(), spreadBps(tape.at(close))));
        out.put("spread_rel", spreads.samples() >= 60, () -> spread / spreads.mean(HOUR_MS));
        double lots = (double) touch.bidLots() + touch.askLots();
        out.put("qi_1", lots > 0, () -> (touch.bidLots() - touch.askLots()) / lots);
        BookSide bids = tape.book.bids;
        BookSide asks = tape.book.asks;
        out.put("qi_5", bids.size >= 5 && asks.size >= 5, () -> {
            double bid = 0;
            double ask = 0;
            for (int level = 0; level < 5; level++) {
                bid += Math.exp(-level / 2.0) * bids.lotsAt(level);
                ask += Math.exp(-level / 2.0) * asks.lotsAt(level);
            }
            return (bid - ask) / (bid + ask);
        });
        double mid = (bids.ticksAt(0) + asks.ticksAt(0)) / 2.0;
        boolean isNear = Math.ceil(mid * 0.999 - 1e-6) >= tape.book.knownLowTicks
                && Math.floor(mid * 1.001 + 1e-6) <= tape.book.knownHighTicks;
        out.put("depth_bid", isNear, () -> Math.log(1 + tape.scale.usd(mid, near(bids, mid))));
        out.put("depth_ask", isNear, () -> Math.log(1 + tape.scale.usd(mid, near(asks, mid))));
        boolean has10 = tape.window().size() > 10;
        double touchDepth = samples.touchDepth.mean(HOUR_MS);
        out.put("ofi_1", has10 && tape.hasBase(true) && touchDepth > 0, () -> flow(tape.quotes) / touchDepth);
        double levelDepth = samples.levelDepth.mean(HOUR_MS);
        out.put("mlofi_5", has10 && tape.hasBase(false) && levelDepth > 0, () -> flow(tape.ladders) / levelDepth);
        double steepness = slope(bids, mid) + slope(asks, mid);
        out.put("slope_asym", isNear && steepness > 0, () -> (slope(bids, mid) - slope(asks, mid)) / steepness);
        OptionalDouble bid = walkBps(bids, tape.book.knownLowTicks, mid);
        OptionalDouble ask = walkBps(asks, tape.book.knownHighTicks, mid);
        boolean isDeep = bid.isPresent() && ask.isPresent();
        out.put("impact_10k", isDeep, () -> (bid.getAsDouble() + ask.getAsDouble()) / 2);
    }

    private static double spreadBps(NaiveTape.Touch touch) {
        return (touch.askTicks() - touch.bidTicks()) / touch.mid() * 1e4;
    }

    /** e = [Pb >= Pb'] qb - [Pb <= Pb'] qb' - [Pa <= Pa'] qa + [Pa >= Pa'] qa', primes = before, over 10 s and by level. */
    private double flow(List<NaiveTape.Shown> shown) {
        long from = Math.floorDiv(tape.nowMs, 1000L) - 9;
        double sum = 0;
        for (int i = shown.size() - 1; i > 0 && shown.get(i).event() >= tape.flowEvent; i--) {
            NaiveTape.Shown now = shown.get(i);
            NaiveTape.Shown before = shown.get(i - 1);
            if (!now.isFlow() || Math.floorDiv(now.timeMs(), 1000L) < from) {
                continue;
            }
            for (int k = 0; k < now.bidTicks().length; k++) {
                long flow = now.bidTicks()[k] >= before.bidTicks()[k] ? now.bidLots()[k] : 0;
                flow -= now.bidTicks()[k] <= before.bidTicks()[k] ? before.bidLots()[k] : 0;
                flow -= now.askTicks()[k] <= before.askTicks()[k] ? now.askLots()[k] : 0;
                flow += now.askTicks()[k] >= before.askTicks()[k] ? before.askLots()[k] : 0;
                sum += Math.exp(-k / 2.0) * flow;
            }
        }
        return sum;
    }

    private static double distance(BookSide side, int level, double mid) {
        return Math.abs(side.ticksAt(level) - mid);
    }

    private static boolean isNear(BookSide side, int level, double mid) {
        return level < side.size && distance(side, level, mid) <= mid * 0.001 + 1e-6;
    }

    private static double near(BookSide side, double mid) {
        long lots = 0;
        for (int level = 0; isNear(side, level, mid); level++) {
            lots += side.lotsAt(level);
        }
        return lots;
    }

    /** Lots within 10 bp per bp of their mean distance. */
    private static double slope(BookSide side, double mid) {
        double moment = 0;
        for (int level = 0; isNear(side, level, mid); level++) {
            moment += side.lotsAt(level) * distance(side, level, mid) / mid * 1e4;
        }
        double lots = near(side, mid);
        return moment > 0 ? lots / (moment / lots) : 0;
    }

    private OptionalDouble walkBps(BookSide side, long knownTicks, double mid) {
        double left = 10_000;
        double cost = 0;
        for (int level = 0; level < side.size && left > 0; level++) {
            boolean isKnown = side.isBid ? side.ticksAt(level) >= knownTicks : side.ticksAt(level) <= knownTicks;
            if (!isKnown) {
                break;
            }
            double usd = Math.min(left, tape.scale.usd(mid, (double) side.lotsAt(level)));
            cost += usd * distance(side, level, mid) / mid * 1e4;
            left -= usd;
        }
        return left > 0 ? OptionalDouble.empty() : OptionalDouble.of(cost / 10_000);
    }
}
