package io.nexus.udf.market;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.List;
import java.util.OptionalDouble;

/** Twins of features 1 to 20. */
final class NaivePrices {
    private static final long DAY_MS = 86_400_000;

    private final NaiveTape tape;
    private final NaiveVolatility volatility;
    private final NaiveTape.Touch touch;
    private final double mid;

    NaivePrices(NaiveTape tape, NaiveVolatility volatility) {
        this.tape = tape;
        this.volatility = volatility;
        this.touch = tape.now();
        this.mid = touch.mid();
    }

    void write(NaiveFeatures out) {
        for (int seconds : new int[] {1, 5, 15}) {
            boolean isKnown = tape.window().size() > seconds;
            out.put(
                    "ret_" + seconds + "s",
                    isKnown,
                    () -> volatility.logReturn(seconds).getAsDouble() * 1e4);
        }
        sigmas(out, "ret_60s", 60);
        sigmas(out, "ret_5m", 300);
        sigmas(out, "ret_15m", 900);
        sigmas(out, "ret_1h", 3600);
        vwap(out, "vwap_dev_sess", true, session());
        vwap(out, "vwap_dev_15m", false, quarter());
        double lots = (double) touch.bidLots() + touch.askLots();
        double micro =
                ((double) touch.askTicks() * touch.bidLots() + (double) touch.bidTicks() * touch.askLots()) / lots;
        out.put("micro_dev", true, () -> (micro - mid) / mid * 1e4);
        double half = (touch.askTicks() - touch.bidTicks()) / 2.0;
        out.put("last_vs_mid", !tape.prints.isEmpty(), () -> (lastTicks() - mid) / half);
        place(out);
        NaiveProfile profile = new NaiveProfile(tape);
        out.put("dist_poc", profile.isKnown(), () -> (mid - profile.pointOfControlTicks()) / profile.widthTicks());
        double inside = (mid - profile.lowTicks()) / profile.widthTicks();
        out.put("va_pos", profile.isKnown(), () -> Math.max(-1, Math.min(2, inside)));
        out.put("lvn_dist", !profile.lowNodes().isEmpty(), () -> profile.binsToLowNode(mid) / 50.0);
        round(out);
        out.put("basis", tape.mark.isPresent(), () -> {
            double index = tape.mark.get().indexPrice();
            return (mid * tape.scale.tick() - index) / index * 1e4;
        });
    }

    private double lastTicks() {
        return tape.prints.get(tape.prints.size() - 1).ticks();
    }

    private void sigmas(NaiveFeatures out, String name, int seconds) {
        OptionalDouble change = volatility.logReturn(seconds);
        OptionalDouble second = volatility.second();
        boolean isKnown = change.isPresent() && second.isPresent();
        out.put(name, isKnown, () -> change.getAsDouble() / (second.getAsDouble() * Math.sqrt(seconds)));
    }

    /** Of this UTC day, the feed's bars included. */
    private List<NaiveTape.Dealt> session() {
        long day = Math.floorDiv(tape.nowMs, DAY_MS);
        return tape.dealt.stream()
                .filter(part -> Math.floorDiv(part.timeMs(), DAY_MS) == day)
                .toList();
    }

    private List<NaiveTape.Dealt> quarter() {
        return tape.last(900).stream()
                .map(print -> new NaiveTape.Dealt(print.event(), print.timeMs(), 3 * print.ticks(), print.lots()))
                .toList();
    }

    /** Exact, in thirds of a tick: (price - mean) / deviation with mean = B/A and variance = (A C - B^2) / A^2. */
    private void vwap(NaiveFeatures out, String name, boolean isSession, List<NaiveTape.Dealt> parts) {
        BigInteger volume = BigInteger.ZERO;
        BigInteger sum = BigInteger.ZERO;
        BigInteger squares = BigInteger.ZERO;
        for (NaiveTape.Dealt part : parts) {
            BigInteger lots = BigInteger.valueOf(part.lots());
            BigInteger thirds = BigInteger.valueOf(part.thirds());
            volume = volume.add(lots);
            sum = sum.add(lots.multiply(thirds));
            squares = squares.add(lots.multiply(thirds).multiply(thirds));
        }
        BigInteger spread = volume.multiply(squares).subtract(sum.multiply(sum));
        BigInteger twiceDistance = BigInteger.valueOf(3 * (touch.bidTicks() + touch.askTicks()))
                .multiply(volume)
                .subtract(sum.shiftLeft(1));
        boolean isSpread = spread.signum() > 0;
        boolean isKnown = isSession ? isSpread : tape.window().size() > 900;
        out.put(name, isKnown, () -> {
            if (!isSpread) {
                return 0;
            }
            BigDecimal deviation = new BigDecimal(spread).sqrt(MathContext.DECIMAL128);
            return new BigDecimal(twiceDistance)
                            .divide(deviation, MathContext.DECIMAL128)
                            .doubleValue()
                    / 2;
        });
    }

    private void place(NaiveFeatures out) {
        NaiveBars bars = tape.bars;
        out.put("pos_15m", bars.has(14), () -> place(bars.lastAndCurrent(14)));
        out.put("pos_24h", bars.has(1439), () -> place(bars.lastAndCurrent(1439)));
        OptionalDouble second = volatility.second();
        boolean hasHour = bars.has(59) && second.isPresent();
        out.put(
                "dist_high_1h",
                hasHour,
                () -> (high(bars.lastAndCurrent(59)) - mid) / (second.getAsDouble() * 60 * mid));
        out.put("dist_low_1h", hasHour, () -> (mid - low(bars.lastAndCurrent(59))) / (second.getAsDouble() * 60 * mid));
    }

    private double place(List<NaiveBars.Minute> bars) {
        double high = high(bars);
        double low = low(bars);
        return high > low ? (mid - low) / (high - low) : 0.5;
    }

    private double high(List<NaiveBars.Minute> bars) {
        return Math.max(
                mid, bars.stream().mapToDouble(NaiveBars.Minute::high).max().orElseThrow());
    }

    private double low(List<NaiveBars.Minute> bars) {
        return Math.min(
                mid, bars.stream().mapToDouble(NaiveBars.Minute::low).min().orElseThrow());
    }

    /** In decimals: the grid is a hundredth of the price's power of ten; half-way goes up. */
    private void round(NaiveFeatures out) {
        BigDecimal price = BigDecimal.valueOf(mid).multiply(BigDecimal.valueOf(tape.scale.tick()));
        int exponent = price.precision() - price.scale() - 1;
        BigDecimal grid = BigDecimal.ONE.scaleByPowerOfTen(exponent - 2);
        BigDecimal nearest =
                price.divide(grid).setScale(0, RoundingMode.HALF_UP).multiply(grid);
        OptionalDouble second = volatility.second();
        out.put(
                "round_dist",
                second.isPresent(),
                () -> nearest.subtract(price).doubleValue() / (second.getAsDouble() * 30 * price.doubleValue()));
    }
}
