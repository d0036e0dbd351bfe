package io.nexus.udf.market;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.nexus.domain.market.Bar;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

/** Rings, averages, oscillators, bars and profiles against laws and naive twins. */
final class IndicatorLawsTest {
    private static final long MINUTE_MS = 60_000;

    @Property(tries = 100)
    void aRingGivesItsLastValuesByAgeAndNoMore(
            @ForAll @Size(min = 1, max = 60) List<@IntRange(min = -9, max = 9) Integer> values,
            @ForAll @IntRange(min = 1, max = 12) int capacity) {
        DoubleRing ring = new DoubleRing(capacity);

        values.forEach(value -> ring.add(value));

        int kept = Math.min(capacity, values.size());
        for (int age = 0; age < kept; age++) {
            assertThat(ring.ago(age))
                    .isEqualTo(values.get(values.size() - 1 - age).doubleValue());
        }
        assertThat(ring.has(kept)).isFalse();
        assertThatThrownBy(() -> ring.ago(kept)).isInstanceOf(IndexOutOfBoundsException.class);
    }

    @Property(tries = 100)
    void anExponentialAverageWeighsEachValueByItsAgeAndTheFirstByTheRest(
            @ForAll @Size(min = 1, max = 80) List<@DoubleRange(min = -1e4, max = 1e4) Double> values,
            @ForAll @IntRange(min = 1, max = 50) int n) {
        Ema ema = new Ema();
        values.forEach(value -> ema.update(value, n));

        double alpha = 2.0 / (n + 1);
        double naive = 0;
        for (int i = 0; i < values.size(); i++) {
            double weight = Math.pow(1 - alpha, values.size() - 1 - i) * (i == 0 ? 1 : alpha);
            naive += weight * values.get(i);
        }
        assertThat(ema.value).isCloseTo(naive, within(1e-8));
    }

    @Property(tries = 100)
    void relativeStrengthMirrorsWhenEveryChangeTurnsRound(
            @ForAll @Size(min = 14, max = 80) List<@DoubleRange(min = -50, max = 50) Double> changes) {
        Rsi rsi = new Rsi();
        Rsi mirrored = new Rsi();
        changes.forEach(change -> rsi.update(change));
        changes.forEach(change -> mirrored.update(-change));

        assertThat(rsi.value()).isBetween(0.0, 100.0);
        assertThat(rsi.value() + mirrored.value()).isCloseTo(100, within(1e-9));
    }

    @Test
    void relativeStrengthIsWildersFromItsFirstAverageOn() {
        Rsi rsi = new Rsi();
        for (int i = 0; i < 14; i++) {
            rsi.update(i % 2 == 0 ? 3 : -1);
        }
        assertThat(rsi.value()).isCloseTo(75, within(1e-9));

        rsi.update(4);

        double gain = (1.5 * 13 + 4) / 14;
        double loss = 0.5 * 13 / 14;
        assertThat(rsi.value()).isCloseTo(100 * gain / (gain + loss), within(1e-9));
    }

    @Property(tries = 100)
    void directionalMovementTurnsItsSignWhenPricesAreMirrored(
            @ForAll @Size(min = 30, max = 60) List<@IntRange(min = -40, max = 40) Integer> moves) {
        DirectionalMovement movement = new DirectionalMovement();
        DirectionalMovement mirrored = new DirectionalMovement();
        long close = 10_000;
        for (int move : moves) {
            long high = Math.max(close, close + move) + Math.abs(move) / 3;
            long low = Math.min(close, close + move) - Math.abs(move) / 4;
            close += move;
            movement.update(high, low, close);
            mirrored.update(20_000 - low, 20_000 - high, 20_000 - close);
        }

        assertThat(movement.adx()).isBetween(0.0, 100.0);
        assertThat(mirrored.adx()).isCloseTo(movement.adx(), within(1e-9));
        assertThat(mirrored.trueRange).isCloseTo(movement.trueRange, within(1e-9));
        assertThat(mirrored.difference()).isCloseTo(-movement.difference(), within(1e-9));
    }

    @Test
    void theTrueRangeReachesBackToTheCloseBefore() {
        DirectionalMovement movement = new DirectionalMovement();
        movement.update(105, 95, 100);

        movement.update(120, 110, 115);

        assertThat(movement.trueRange).isEqualTo(20);
    }

    @Property(tries = 100)
    void barsCutFromTradesSpanTheTradesOfTheirMinute(
            @ForAll @Size(min = 1, max = 60) List<@IntRange(min = 1, max = 100_000) Integer> gapsMs,
            @ForAll @Size(60) List<@IntRange(min = -30, max = 30) Integer> moves) {
        BarSeries bars = new BarSeries(MINUTE_MS, 100);
        List<List<Long>> prices = new ArrayList<>();
        long timeMs = 30_000;
        long price = 5000;
        bars.start(timeMs, price);
        for (int i = 0; i < gapsMs.size(); i++) {
            timeMs += gapsMs.get(i);
            while (bars.isDue(timeMs)) {
                bars.closeCurrent();
            }
            price += moves.get(i);
            bars.price(price, 2);
            while (prices.size() <= timeMs / MINUTE_MS) {
                prices.add(new ArrayList<>());
            }
            prices.get((int) (timeMs / MINUTE_MS)).add(price);
        }

        long before = 5000;
        for (int minute = 0; minute < bars.count; minute++) {
            int at = bars.at((int) bars.count - 1 - minute);
            List<Long> own = prices.get(minute).isEmpty() ? List.of(before) : prices.get(minute);
            assertThat(bars.open[at]).isEqualTo(own.get(0));
            assertThat(bars.high[at])
                    .isEqualTo(own.stream().mapToLong(p -> p).max().orElseThrow());
            assertThat(bars.low[at])
                    .isEqualTo(own.stream().mapToLong(p -> p).min().orElseThrow());
            assertThat(bars.close[at]).isEqualTo(own.get(own.size() - 1));
            assertThat(bars.volume[at]).isEqualTo(2L * prices.get(minute).size());
            before = bars.close[at];
        }
    }

    @Test
    void aSeriesSpansOnlyBarsWithoutAHole() {
        BarSeries bars = new BarSeries(MINUTE_MS, 100);
        for (long minute : new long[] {1, 2, 4, 5, 6}) {
            bars.append(new Bar(MINUTE_MS, minute * MINUTE_MS, 10, 11, 9, 10, 1, 0, 1));
        }

        assertThat(bars.has(4)).isTrue();
        assertThat(bars.spans(2)).isTrue();
        assertThat(bars.spans(3)).isFalse();

        bars.start(9 * MINUTE_MS, 10);

        assertThat(bars.joins(3)).isTrue();
        assertThat(bars.spans(0)).isFalse();
    }

    @Property(tries = 50)
    void aRollingVwapIsExactThroughAnyJumpOfThePrice(
            @ForAll @Size(min = 2, max = 60) List<@IntRange(min = -20, max = 20) Integer> moves,
            @ForAll @IntRange(min = 1, max = 60) int apartSeconds) {
        RollingVwap vwap = new RollingVwap();
        List<long[]> trades = new ArrayList<>();
        long price = 900_000;
        long second = 0;
        for (int i = 0; i < moves.size(); i++) {
            for (int k = 0; k < apartSeconds; k++) {
                vwap.advance();
                second++;
            }
            price = i == moves.size() / 2 ? price / 2 : price + moves.get(i);
            long lots = 1 + Math.abs(moves.get(i)) * 977L;
            vwap.add((double) price, (double) lots);
            trades.add(new long[] {second, price, lots});
        }

        long oldest = second - 899;
        trades.removeIf(trade -> trade[0] < oldest);
        assertThat(vwap.sigmas(price + 7.0)).isCloseTo(naiveSigmas(trades, price + 7), within(1e-9));
    }

    private static double naiveSigmas(List<long[]> trades, long price) {
        BigInteger volume = BigInteger.ZERO;
        BigInteger sum = BigInteger.ZERO;
        BigInteger squares = BigInteger.ZERO;
        for (long[] trade : trades) {
            BigInteger lots = BigInteger.valueOf(trade[2]);
            volume = volume.add(lots);
            sum = sum.add(lots.multiply(BigInteger.valueOf(trade[1])));
            squares = squares.add(lots.multiply(BigInteger.valueOf(trade[1] * trade[1])));
        }
        double distance =
                BigInteger.valueOf(price).multiply(volume).subtract(sum).doubleValue();
        double spread = volume.multiply(squares).subtract(sum.multiply(sum)).doubleValue();
        return spread > 0 ? distance / Math.sqrt(spread) : 0;
    }

    @Test
    void aProfileFadesOverADayAndForgetsWhatItsBinsNoLongerReach() {
        VolumeProfile profile = new VolumeProfile();
        profile.add(500_000, 10, 0);
        profile.add(510_000, 10, 86_400_000);
        profile.locate();
        long base = 500_000 / profile.binTicks;

        double faded = profile.volumes[(int) Math.floorMod(base, (long) VolumeProfile.BINS)] / profile.growth;
        assertThat(faded).isCloseTo(10 / Math.E, within(1e-9));
        assertThat(profile.firstTraded).isEqualTo(base);

        profile.add(500_000 + VolumeProfile.BINS * profile.binTicks, 10, 86_400_000);
        profile.locate();

        assertThat(profile.firstTraded).isEqualTo(510_000 / profile.binTicks);
    }

    @Test
    void aProfileTakesALateBarForAsOldAsItIs() {
        VolumeProfile inOrder = new VolumeProfile();
        inOrder.add(500_000, 10, 0);
        inOrder.add(510_000, 10, 3_600_000);
        VolumeProfile late = new VolumeProfile();
        late.add(500_000, 0, 0);
        late.add(510_000, 10, 3_600_000);
        late.add(500_000, 10, 0);

        for (int i = 0; i < VolumeProfile.BINS; i++) {
            assertThat(late.volumes[i]).isCloseTo(inOrder.volumes[i], within(1e-9));
        }
    }

    @Property(tries = 100)
    void momentsKeepNothingOfALargePastOnceItHasFaded(
            @ForAll @Size(min = 3, max = 20) List<@IntRange(min = 10, max = 20) Integer> tenths) {
        List<Double> values = tenths.stream().map(tenth -> tenth * 1e-10).toList();
        DecayedMoments after = new DecayedMoments();
        after.update(0.25, 0, 1000);
        after.update(0.3, 1000, 1000);
        DecayedMoments anew = new DecayedMoments();
        anew.update(values.get(0), 50_000_000, 1000);
        after.update(values.get(0), 50_000_000, 1000);
        for (int i = 1; i < values.size(); i++) {
            after.update(values.get(i), 50_000_000 + 100_000L * i, 1000);
            anew.update(values.get(i), 50_000_000 + 100_000L * i, 1000);
        }

        assertThat(after.mean).isCloseTo(anew.mean, within(1e-22));
        assertThat(after.deviation()).isCloseTo(anew.deviation(), within(1e-18));
    }

    @Property(tries = 100)
    void aHistogramsRankWeighsEachSampleByItsAge(
            @ForAll @Size(min = 1, max = 60) List<@IntRange(min = 0, max = 255) Integer> bins,
            @ForAll @IntRange(min = 0, max = 255) int asked) {
        DecayedHistogram histogram = new DecayedHistogram(0, 256, false).fadingOver(10_000);
        double below = 0;
        double total = 0;
        for (int i = 0; i < bins.size(); i++) {
            histogram.add(bins.get(i) + 0.5, 1 + i * 1000L, 1);
            double weight = Math.exp(-(bins.size() - 1 - i) / 10.0);
            total += weight;
            below += bins.get(i) < asked ? weight : bins.get(i) == asked ? weight / 2 : 0;
        }

        assertThat(histogram.rank(asked + 0.5)).isCloseTo(below / total, within(1e-9));
        assertThat(histogram.quantile(1)).isEqualTo(Collections.max(bins) + 0.5);
        assertThat(histogram.quantile(0.5)).isBetween(histogram.quantile(0.25), histogram.quantile(0.75));
    }

    @Property(tries = 50)
    void aRateIsRightFromTheFirstSecondsOn(@ForAll @IntRange(min = 20, max = 2000) int events) {
        DecayedSum sum = new DecayedSum();
        for (int i = 0; i <= events; i++) {
            sum.add(1, i * 100L, 10_000);
        }

        assertThat(sum.perSecond(events * 100L, 10_000)).isCloseTo(10, within(1.0));
    }
}
